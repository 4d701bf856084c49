namespace TargetAlerts.Settings;

/// <summary>One source. A null means: what the source's connector declares.</summary>
public sealed class SourceOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>What stands before the path in the source's documentation; may be a mirror or a proxy with a path prefix.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The address of RCSB's Data API, whose search has the <see cref="BaseUrl"/>.</summary>
    public Uri? DataBaseUrl { get; set; }

    /// <summary>Components (RCSB) that are never told as ligands, between spaces; absent: water, ions, buffers, lipids, sugars, detergents.</summary>
    public string? IgnoredLigands { get; set; }

    public string? ApiKey { get; set; }

    /// <summary>Above 0, at most 1000.</summary>
    public double? RequestsPerSecond { get; set; }

    /// <summary>Sources of one group share one pace; absent: the source's own name.</summary>
    public string? RateGroup { get; set; }

    /// <summary>"daily", "weekly" or a cron expression; absent: Schedule:Default and what the alerts need.</summary>
    public string? Frequency { get; set; }

    /// <summary>Days asked again before the cursor, 1 to 365.</summary>
    public int? OverlapDays { get; set; }

    /// <summary>Years the baseline reaches back, 1 to 200; absent: everything the query finds.</summary>
    public int? BaselineYears { get; set; }

    /// <summary>From which affinity (-log10 M) on a new ligand is of high severity, 0 to 15; for sources of ligands, absent: 8.</summary>
    public double? HighAffinity { get; set; }

    /// <summary>Associations below this score are not followed, 0 to 1; for sources of associations, absent: 0.3.</summary>
    public double? MinScore { get; set; }

    /// <summary>For feeds: the feeds to follow, address by name. BaseUrl means nothing to them.</summary>
    public Dictionary<string, Uri> Feeds { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For feeds: they may lie in a private network, on any port, over plain http.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Europe PMC: patents too.</summary>
    public bool Patents { get; set; } = true;

    /// <summary>One request, its body included, 1 second to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries after the first, 0 to 10.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>The first pause between tries; it doubles, with jitter. 0 to 1 minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
