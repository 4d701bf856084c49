namespace TargetAlerts.Upstreams.DailyMed;

/// <summary>A label (SPL). All of it is made up.</summary>
public sealed record Label
{
    /// <summary>A GUID: the set, the same in every version.</summary>
    public required string SetId { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The day this version came to DailyMed.</summary>
    public DateOnly Published { get; init; }

    /// <summary>The day the labeler wrote into the document.</summary>
    public DateOnly Effective { get; init; }

    public string Product { get; init; } = "Made-up tablets";

    /// <summary>The active ingredient as a salt.</summary>
    public string Ingredient { get; init; } = "SERTRALINE HYDROCHLORIDE";

    /// <summary>The active moiety.</summary>
    public string Moiety { get; init; } = "SERTRALINE";

    public string Labeler { get; init; } = "Made-up Laboratories";

    /// <summary>Code and name of the marketing category: ("C73594", "NDA"), ("C73584", "ANDA").</summary>
    public (string Code, string Name) Category { get; init; } = ("C73594", "NDA");

    public string Application { get; init; } = "NDA990001";

    /// <summary>Sections by LOINC code, each a list of paragraphs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sections { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The document itself, in place of the members above; null to have it written.</summary>
    public string? RawXml { get; init; }

    /// <summary>NAME (INGREDIENT) FORM [LABELER].</summary>
    public string Title => $"{Product.ToUpperInvariant()} ({Ingredient}) TABLET [{Labeler.ToUpperInvariant()}]";
}
