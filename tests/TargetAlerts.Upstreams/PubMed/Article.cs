namespace TargetAlerts.Upstreams.PubMed;

/// <summary>A PubMed record. Title and abstract may hold the inline tags i, b, u, sub and sup.</summary>
public sealed record Article
{
    /// <summary>The PubMed number.</summary>
    public required int Pmid { get; init; }

    /// <summary>The title as printed.</summary>
    public string Title { get; init; } = "";

    /// <summary>The abstract, section by section; empty when there is none.</summary>
    public IReadOnlyList<AbstractSection> Abstract { get; init; } = [];

    /// <summary>The authors; empty when there is no list.</summary>
    public IReadOnlyList<Author> Authors { get; init; } = [];

    /// <summary>The full name of the journal, or the publisher of a book.</summary>
    public string Journal { get; init; } = "Journal of Made-up Results";

    /// <summary>The short name of the journal.</summary>
    public string JournalAbbreviation { get; init; } = "J Made Up Results";

    /// <summary>The day of publication.</summary>
    public DateOnly Published { get; init; }

    /// <summary>Free text in place of the publication date ("1998 Dec-1999 Jan").</summary>
    public string? MedlineDate { get; init; }

    /// <summary>MeSH headings.</summary>
    public IReadOnlyList<string> MeshHeadings { get; init; } = [];

    /// <summary>Names in the chemical list.</summary>
    public IReadOnlyList<string> Substances { get; init; } = [];

    /// <summary>The authors' keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Publication types.</summary>
    public IReadOnlyList<string> PublicationTypes { get; init; } = ["Journal Article"];

    /// <summary>The DOI, when there is one.</summary>
    public string? Doi { get; init; }

    /// <summary>The PubMed Central number ("PMC123"), when there is one.</summary>
    public string? Pmcid { get; init; }

    /// <summary>Links to notices, errata, comments and preprints.</summary>
    public IReadOnlyList<CorrectionLink> Links { get; init; } = [];

    /// <summary>CRDT: the day the record was added to PubMed.</summary>
    public DateOnly Created { get; init; }

    /// <summary>EDAT; the day of creation unless set back to an old publication date.</summary>
    public DateOnly? Entered { get; init; }

    /// <summary>MDAT: the day of the last modification, visible or not.</summary>
    public DateOnly Modified { get; init; }

    /// <summary>The DateRevised element, which is no proof of a visible change.</summary>
    public DateOnly? Revised { get; init; }

    /// <summary>MedlineCitation's Status.</summary>
    public string Status { get; init; } = "MEDLINE";

    /// <summary>Whether the record is served as a PubmedBookArticle.</summary>
    public bool IsBook { get; init; }

    /// <summary>The record's own XML element, served and searched as it is in place of everything above but the dates.</summary>
    public string? RawXml { get; init; }
}

/// <summary>A part of an abstract.</summary>
public sealed record AbstractSection(string? Label, string Text);

/// <summary>An author; with <paramref name="LastName"/> null, a collective.</summary>
public sealed record Author(string? LastName, string? Initials, string? CollectiveName = null);

/// <summary>A link such as RetractionIn; <paramref name="Pmid"/> may be missing.</summary>
public sealed record CorrectionLink(string RefType, int? Pmid, string Source);
