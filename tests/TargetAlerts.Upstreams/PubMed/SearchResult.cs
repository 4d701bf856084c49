namespace TargetAlerts.Upstreams.PubMed;

/// <summary>What esearch says, before it is written as XML or JSON.</summary>
internal sealed record SearchResult
{
    public string? Error { get; init; }

    public int Count { get; init; }

    public int RetStart { get; init; }

    public int RetMax { get; init; }

    public IReadOnlyList<int> Ids { get; init; } = [];

    public string? WebEnv { get; init; }

    public int QueryKey { get; init; }

    public string Translation { get; init; } = "";

    public IReadOnlyList<string> PhrasesNotFound { get; init; } = [];

    public IReadOnlyList<string> FieldsNotFound { get; init; } = [];

    public IReadOnlyList<string> QuotedPhrasesNotFound { get; init; } = [];

    public IReadOnlyList<string> Messages { get; init; } = [];

    public static SearchResult Failed(string error) => new() { Error = error };
}
