namespace TargetAlerts.Targets.Resolving;

/// <param name="Why">"approved symbol HTT", as a person reads it.</param>
/// <param name="Score">Approved symbol 5, short name 4, alias or previous symbol 3, name 2, found by a search 1; an identifier 6.</param>
/// <param name="Exact">The whole text is the name, not a part of it.</param>
internal sealed record Reason(string Why, string Service, int Score, bool Exact);

/// <summary>A target that the text can mean.</summary>
internal sealed record Candidate
{
    /// <summary>What --pick takes: "HGNC:11050", "CHEMBL2093872".</summary>
    public required string Id { get; init; }

    /// <summary>The gene's symbol; null for a group of proteins.</summary>
    public string? Symbol { get; init; }

    public required string Name { get; init; }

    public required string Organism { get; init; }

    /// <summary>"gene", or ChEMBL's type of a family or complex: "PROTEIN FAMILY".</summary>
    public required string Kind { get; init; }

    public required int Score { get; init; }

    public required IReadOnlyList<Reason> Reasons { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Identifiers { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What each service said.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<GeneEntry> Entries { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGroup => Symbol is null && Entries.Any(entry => entry.Group is not null);
}

/// <param name="Service">"HGNC".</param>
/// <param name="Reason">Why it gave no answer.</param>
internal sealed record Unanswered(string Service, string Reason);

/// <summary>Everything a text can mean, best first.</summary>
internal sealed record Resolution
{
    public required string Text { get; init; }

    /// <summary>"a name", "UniProt P31645".</summary>
    public required string ReadAs { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The id of the one candidate that can be taken without asking; null where there is none, or more than one.</summary>
    public required string? Clear { get; init; }

    /// <summary>Services that could not be asked: what they would have said is missing here.</summary>
    public required IReadOnlyList<Unanswered> Unavailable { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The candidate of an id, symbol or identifier that only one of them has.</summary>
    public Candidate? Pick(string text)
    {
        bool Same(string? one) => string.Equals(one, text.Trim(), StringComparison.OrdinalIgnoreCase);
        var picked = Candidates.Where(one => Same(one.Id)).ToList();
        if (picked.Count == 0) picked = [.. Candidates.Where(one => Same(one.Symbol) || (!one.IsGroup && one.Identifiers.Values.Any(ids => ids.Any(Same))))];
        return picked.Count == 1 ? picked[0] : null;
    }
}
