using System.Globalization;

namespace TargetAlerts.Upstreams.Isrctn;

/// <summary>A trial; an empty text is an empty element.</summary>
public sealed record IsrctnRecord(string Number, string Title)
{
    /// <summary>Set by the registry with every edit.</summary>
    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>Counts the edits.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The day it was registered.</summary>
    public DateOnly Assigned { get; init; } = new(2025, 6, 1);

    public string ScientificTitle { get; init; } = "";

    public string Summary { get; init; } = "Plain English summary of protocol not provided at time of registration";

    public string ClinicalTrialsGovNumber { get; init; } = "";

    public string EudraCtNumber { get; init; } = "";

    public string OverallStatusOverride { get; init; } = "";

    public string RecruitmentStatusOverride { get; init; } = "";

    public DateOnly? RecruitmentStart { get; init; } = new(2025, 9, 1);

    public DateOnly? RecruitmentEnd { get; init; } = new(2027, 9, 1);

    public DateOnly? OverallEnd { get; init; } = new(2028, 3, 1);

    public int TargetEnrolment { get; init; } = 100;

    /// <summary>0: not yet known.</summary>
    public int TotalFinalEnrolment { get; init; }

    public IReadOnlyList<string> Countries { get; init; } = ["United Kingdom"];

    public string Condition { get; init; } = "Depression";

    public string Intervention { get; init; } = "";

    public string Phase { get; init; } = "";

    public string DrugNames { get; init; } = "";

    public string PrimaryOutcome { get; init; } = "Made-up score at 6 weeks";

    /// <summary>Types of outputs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    public string BasicReport { get; init; } = "";

    public string Sponsor { get; init; } = "University of Nowhere";

    /// <summary>Takes the title's element away.</summary>
    public bool Untitled { get; init; }
}

/// <summary>The trials of the stand-in registry.</summary>
public sealed class IsrctnModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, IsrctnRecord> _trials = new(StringComparer.Ordinal);

    internal IsrctnModel(UpstreamModel model) => _model = model;

    /// <summary>Eight digits for a place in a list.</summary>
    public static string Number(int at) => (90_000_000 + at).ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a trial, or replaces the one with its number; edited now unless it says when.</summary>
    public void Add(IsrctnRecord trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (_gate)
            _trials[trial.Number] = trial.LastUpdated == default ? trial with { LastUpdated = _model.Clock.GetUtcNow() } : trial;
    }

    /// <summary>Edits a trial now.</summary>
    public void Edit(string number, Func<IsrctnRecord, IsrctnRecord> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        lock (_gate)
            _trials[number] = edit(_trials[number]) with { LastUpdated = _model.Clock.GetUtcNow(), Version = _trials[number].Version + 1 };
    }

    /// <summary>Takes a trial away.</summary>
    public void Delete(string number)
    {
        lock (_gate)
            _trials.Remove(number);
    }

    internal IReadOnlyList<IsrctnRecord> All()
    {
        lock (_gate)
            return [.. _trials.Values.OrderBy(trial => trial.Number, StringComparer.Ordinal)];
    }
}
