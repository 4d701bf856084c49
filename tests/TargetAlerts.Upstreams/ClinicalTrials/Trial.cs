namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>A study. Dates that may be partial are text: yyyy, yyyy-MM or yyyy-MM-dd.</summary>
public sealed record Trial
{
    /// <summary>NCT and eight digits.</summary>
    public required string NctId { get; init; }

    /// <summary>Numbers merged into this study.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string BriefTitle { get; init; } = "";

    public string? OfficialTitle { get; init; }

    public string? Acronym { get; init; }

    public string? OrgStudyId { get; init; }

    public IReadOnlyList<string> SecondaryIds { get; init; } = [];

    public string OverallStatus { get; init; } = "RECRUITING";

    public string? LastKnownStatus { get; init; }

    public string? WhyStopped { get; init; }

    public string? StatusVerified { get; init; }

    public TrialDate? Start { get; init; }

    public TrialDate? PrimaryCompletion { get; init; }

    public TrialDate? Completion { get; init; }

    public DateOnly FirstPosted { get; init; }

    /// <summary>The cursor field: the day of the latest public version.</summary>
    public DateOnly LastUpdatePosted { get; init; }

    public DateOnly? ResultsFirstPosted { get; init; }

    public bool HasResults { get; init; }

    public string StudyType { get; init; } = "INTERVENTIONAL";

    /// <summary>PHASE1 and PHASE2 for phase 1/2; empty for observational studies.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>99999999 stands for unknown.</summary>
    public int? Enrollment { get; init; }

    public string? EnrollmentType { get; init; }

    public Sponsor LeadSponsor { get; init; } = new("Institute of Made-up Results", "OTHER");

    public IReadOnlyList<Sponsor> Collaborators { get; init; } = [];

    public IReadOnlyList<string> Conditions { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<Intervention> Interventions { get; init; } = [];

    public IReadOnlyList<string> ArmDescriptions { get; init; } = [];

    public IReadOnlyList<string> InterventionMeshTerms { get; init; } = [];

    public IReadOnlyList<string> InterventionAncestors { get; init; } = [];

    public IReadOnlyList<string> PrimaryOutcomes { get; init; } = [];

    public IReadOnlyList<string> Countries { get; init; } = [];

    public string? BriefSummary { get; init; }

    /// <summary>Names of central contacts, which change without news.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Registry-made browse branches, which change without news.</summary>
    public IReadOnlyList<string> BrowseBranches { get; init; } = [];

    /// <summary>The study's own JSON object, served and searched as it is in place of the members above.</summary>
    public string? RawJson { get; init; }
}

/// <summary>A date with its type, ACTUAL or ESTIMATED.</summary>
public sealed record TrialDate(string Date, string? Type = "ACTUAL");

/// <summary>A sponsor or collaborator with its class.</summary>
public sealed record Sponsor(string Name, string? Class = "OTHER");

/// <summary>An intervention with its other names.</summary>
public sealed record Intervention(string Type, string Name, IReadOnlyList<string>? OtherNames = null);
