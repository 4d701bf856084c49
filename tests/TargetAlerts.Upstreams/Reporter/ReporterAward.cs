namespace TargetAlerts.Upstreams.Reporter;

/// <summary>One award year of a project.</summary>
public sealed record ReporterAward(int ApplId)
{
    /// <summary>Begins with the application type: 1 new, 2 renewal, 5 continuation.</summary>
    public string ProjectNum { get; init; } = "1R01MH990001-01";

    public string CoreProjectNum { get; init; } = "R01MH990001";

    public int FiscalYear { get; init; } = 2026;

    public string? Title { get; init; } = "Made-up study of the serotonin transporter";

    public string? Abstract { get; init; }

    public string? Terms { get; init; }

    public decimal? Amount { get; init; } = 400_000;

    public string Organisation { get; init; } = "UNIVERSITY OF NOWHERE";

    public IReadOnlyList<string> Investigators { get; init; } = ["Ada  Okonjo "];

    public DateOnly? Start { get; init; } = new(2026, 4, 1);

    public DateOnly? End { get; init; } = new(2031, 3, 31);

    public DateOnly? Notice { get; init; }

    public DateOnly Added { get; init; }
}
