using TargetAlerts.Upstreams.Chembl;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.Crossref;
using TargetAlerts.Upstreams.Ctis;
using TargetAlerts.Upstreams.DailyMed;
using TargetAlerts.Upstreams.EuropePmc;
using TargetAlerts.Upstreams.FederalRegister;
using TargetAlerts.Upstreams.Feeds;
using TargetAlerts.Upstreams.Genes;
using TargetAlerts.Upstreams.Gtopdb;
using TargetAlerts.Upstreams.GwasCatalog;
using TargetAlerts.Upstreams.Isrctn;
using TargetAlerts.Upstreams.OpenFda;
using TargetAlerts.Upstreams.OpenTargets;
using TargetAlerts.Upstreams.PubChem;
using TargetAlerts.Upstreams.PubMed;
using TargetAlerts.Upstreams.Rcsb;
using TargetAlerts.Upstreams.Reporter;
using TargetAlerts.Upstreams.UniProt;

namespace TargetAlerts.Upstreams;

/// <summary>What the stand-in sources hold. Safe to grow, change and withdraw from while the server runs.</summary>
public sealed class UpstreamModel
{
    private readonly Lock _gate = new();
    private readonly Queue<Scene> _scenes = new();
    private Func<int, Scene>? _endless;
    private int _played;

    /// <summary>Creates an empty model; <paramref name="clock"/> says what "today" is.</summary>
    public UpstreamModel(TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        PubMed = new PubMedModel(this);
        Trials = new TrialModel(this);
        Labels = new LabelModel(this);
        Feeds = new FeedModel(this);
        Isrctn = new IsrctnModel(this);
        Ctis = new CtisModel(this);
        Fda = new FdaModel(this);
        EuropePmc = new EuropePmcModel(this);
        Crossref = new CrossrefModel(this);
        Structures = new StructureModel(this);
        Proteins = new ProteinModel();
        Associations = new AssociationModel();
        Assays = new AssayModel();
    }

    /// <summary>The clock that dates every change.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The PubMed records.</summary>
    public PubMedModel PubMed { get; }

    /// <summary>The ClinicalTrials.gov records.</summary>
    public TrialModel Trials { get; }

    /// <summary>What HGNC, MyGene.info, UniProt and ChEMBL tell of genes and targets.</summary>
    public GeneModel Genes { get; } = new();

    /// <summary>The DailyMed labels.</summary>
    public LabelModel Labels { get; }

    /// <summary>The ChEMBL rows.</summary>
    public ChemblModel Chembl { get; } = new();

    /// <summary>What Open Targets holds.</summary>
    public OpenTargetsModel OpenTargets { get; } = new();

    /// <summary>What the Guide to PHARMACOLOGY holds.</summary>
    public GtopdbModel Gtopdb { get; } = new();

    /// <summary>The feeds.</summary>
    public FeedModel Feeds { get; }

    /// <summary>The ISRCTN trials.</summary>
    public IsrctnModel Isrctn { get; }

    /// <summary>The trials of CTIS.</summary>
    public CtisModel Ctis { get; }

    /// <summary>The rows of openFDA.</summary>
    public FdaModel Fda { get; }

    /// <summary>The documents of the Federal Register.</summary>
    public FederalModel Federal { get; } = new();

    /// <summary>The Europe PMC records.</summary>
    public EuropePmcModel EuropePmc { get; }

    /// <summary>The Crossref works.</summary>
    public CrossrefModel Crossref { get; }

    /// <summary>The NIH RePORTER award years.</summary>
    public ReporterModel Reporter { get; } = new();

    /// <summary>The PDB entries.</summary>
    public StructureModel Structures { get; }

    /// <summary>The UniProt entries.</summary>
    public ProteinModel Proteins { get; }

    /// <summary>The GWAS Catalog's associations.</summary>
    public AssociationModel Associations { get; }

    /// <summary>PubChem's assays.</summary>
    public AssayModel Assays { get; }

    /// <summary>The day of the clock, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>Queues the next news.</summary>
    public void AddScene(Scene scene)
    {
        lock (_gate)
            _scenes.Enqueue(scene);
    }

    /// <summary>Says where news come from when the queue is empty; the argument counts from 1.</summary>
    public void ContinueWith(Func<int, Scene> endless)
    {
        lock (_gate)
            _endless = endless;
    }

    /// <summary>Makes the next news happen and says what it was.</summary>
    public string Advance()
    {
        lock (_gate)
        {
            _played++;
            var scene = _scenes.TryDequeue(out var next) ? next : _endless?.Invoke(_played);
            if (scene is null)
                return "no further news";
            scene.Play(this);
            return scene.Name;
        }
    }
}
