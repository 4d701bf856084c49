namespace TargetAlerts.Upstreams.FederalRegister;

/// <summary>A document. All of it is made up.</summary>
public sealed record FederalPaper
{
    /// <summary>Year and number: "2026-90001".</summary>
    public required string Number { get; init; }

    public required DateOnly Published { get; init; }

    public required string Title { get; init; }

    public string? Abstract { get; init; }

    public string Type { get; init; } = "Notice";

    public string? Action { get; init; } = "Notice.";

    /// <summary>The slug of the agency below the department.</summary>
    public string Agency { get; init; } = "food-and-drug-administration";

    public DateOnly? Effective { get; init; }

    public DateOnly? CommentsClose { get; init; }
}

/// <summary>The documents of the stand-in Federal Register.</summary>
public sealed class FederalModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FederalPaper> _papers = [];

    /// <summary>All documents, newest first.</summary>
    public IReadOnlyList<FederalPaper> All
    {
        get
        {
            lock (_gate)
                return [.. _papers.Values.OrderByDescending(paper => paper.Published).ThenBy(paper => paper.Number, StringComparer.Ordinal)];
        }
    }

    /// <summary>Publishes documents, or replaces those of the same number.</summary>
    public void Add(params IEnumerable<FederalPaper> papers)
    {
        lock (_gate)
        {
            foreach (var paper in papers)
                _papers[paper.Number] = paper;
        }
    }

    /// <summary>Fills something in.</summary>
    public void Change(string number, Func<FederalPaper, FederalPaper> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _papers[number] = change(_papers[number]);
    }
}
