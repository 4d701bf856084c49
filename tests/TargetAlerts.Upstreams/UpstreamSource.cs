namespace TargetAlerts.Upstreams;

/// <summary>A public source that is stood in for; in lower case, its name in the service's settings.</summary>
public enum UpstreamSource
{
    /// <summary>NCBI E-utilities, PubMed only.</summary>
    PubMed,

    /// <summary>ClinicalTrials.gov, API version 2.</summary>
    ClinicalTrials,

    /// <summary>HGNC, the gene nomenclature committee.</summary>
    Hgnc,

    /// <summary>MyGene.info.</summary>
    MyGene,

    /// <summary>DailyMed, SPL web services version 2.</summary>
    DailyMed,

    /// <summary>ChEMBL web services.</summary>
    Chembl,

    /// <summary>Open Targets Platform, GraphQL.</summary>
    OpenTargets,

    /// <summary>IUPHAR/BPS Guide to PHARMACOLOGY, services and downloads.</summary>
    Gtopdb,

    /// <summary>Feeds on one host.</summary>
    Feeds,

    /// <summary>The ISRCTN registry.</summary>
    Isrctn,

    /// <summary>The EU's CTIS.</summary>
    Ctis,

    /// <summary>openFDA: drugsfda, enforcement, shortages.</summary>
    OpenFda,

    /// <summary>Federal Register, API version 1.</summary>
    FederalRegister,

    /// <summary>Europe PMC, REST search.</summary>
    EuropePmc,

    /// <summary>Crossref works.</summary>
    Crossref,

    /// <summary>NIH RePORTER, API version 2.</summary>
    Reporter,

    /// <summary>RCSB PDB: Search API and Data API under one prefix.</summary>
    Rcsb,

    /// <summary>UniProt REST: search and entries.</summary>
    UniProt,

    /// <summary>GWAS Catalog REST, version 2.</summary>
    GwasCatalog,

    /// <summary>PubChem PUG REST, assays only.</summary>
    PubChem,
}
