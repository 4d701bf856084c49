namespace TargetAlerts.Digests.State;

/// <summary>The first mail of an alert: where its targets stand, so that its digests can speak of changes alone.</summary>
public sealed record StateView
{
    public required string Subject { get; init; }

    /// <summary>"SERT", "SERT, NET".</summary>
    public required string Targets { get; init; }

    public string TargetLine { get; init; } = "";

    /// <summary>"1 Sep 2026", where the reader lives.</summary>
    public required string Day { get; init; }

    /// <summary>"Your alert is set. This is where SERT stands today, so that the digests can speak of changes alone."</summary>
    public required string Lead { get; init; }

    /// <summary>When the first digest comes, and what the last weeks would have brought.</summary>
    public required string Summary { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<TargetState> States { get; init; }

    /// <summary>"You confirmed this address on …".</summary>
    public required string Closing { get; init; }

    public required IReadOnlyList<DigestLink> Links { get; init; }

    public IReadOnlyList<string> Credits { get; init; } = [];

    public IReadOnlyList<DigestPicture> Pictures { get; init; } = [];
}

public sealed record TargetState
{
    public required string Symbol { get; init; }

    /// <summary>Records by section of a digest, those that are there.</summary>
    public required IReadOnlyList<KnownCount> Counts { get; init; }

    public required TargetLadder Ladder { get; init; }

    /// <summary>By the date their source gives them.</summary>
    public required IReadOnlyList<NewestRow> Newest { get; init; }

    public required IReadOnlyList<ComingRow> Coming { get; init; }

    /// <summary>Which names and identifiers make a record the target's.</summary>
    public required IReadOnlyList<string> Matching { get; init; }

    /// <summary>Words marked in titles.</summary>
    public required IReadOnlyList<string> Highlight { get; init; }
}

/// <param name="Recent">Dated within the last 30 days.</param>
public sealed record KnownCount(string Kind, int Known, int Recent);

/// <param name="Noun">"paper".</param>
public sealed record NewestRow(string Day, string Title, string Link, string Noun);
