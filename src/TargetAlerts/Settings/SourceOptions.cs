namespace TargetAlerts.Settings;

/// <summary>One source. What is absent is what the source's connector declares.</summary>
public sealed class SourceOptions
{
    /// <summary>False: it is never asked.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What stands before the path in the source's documentation; may be a mirror or a proxy with a path prefix.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>For rcsb: the address of its Data API; its search has BaseUrl.</summary>
    public Uri? DataBaseUrl { get; set; }

    /// <summary>For rcsb: components that are never told as ligands; absent: water, ions, buffers, lipids, sugars, detergents.</summary>
    [Allowed("component names between spaces, such as HOH SO4 GOL")]
    public string? IgnoredLigands { get; set; }

    /// <summary>For pubmed and openfda, which let a key ask more often.</summary>
    [Secret, Allowed("the key the source gave")]
    public string? ApiKey { get; set; }

    /// <summary>How often it is asked at most; absent: what the source publishes.</summary>
    [Between("0", "1000", Above = true), Unit("requests a second")]
    public double? RequestsPerSecond { get; set; }

    /// <summary>Sources of one group share one pace; absent: its own.</summary>
    [Allowed("any name")]
    public string? RateGroup { get; set; }

    /// <summary>How often it is checked; absent: Schedule:Default and what the alerts need.</summary>
    [Allowed("daily, weekly or a cron expression such as 0 0 5 ? * MON,THU")]
    public string? Frequency { get; set; }

    /// <summary>Days asked again before the cursor.</summary>
    [Between("1", "365"), Unit("days")]
    public int? OverlapDays { get; set; }

    /// <summary>How far the first check reaches back; absent: everything the query finds.</summary>
    [Between("1", "200"), Unit("years")]
    public int? BaselineYears { get; set; }

    /// <summary>For chembl and gtopdb: from which affinity on a new ligand is of high severity; absent: 8.</summary>
    [Between("0", "15"), Unit("-log10 M")]
    public double? HighAffinity { get; set; }

    /// <summary>For opentargets: associations below this score are not followed; absent: 0.3.</summary>
    [Between("0", "1")]
    public double? MinScore { get; set; }

    /// <summary>For europepmc: patents too.</summary>
    public bool Patents { get; set; } = true;

    /// <summary>For feeds: the feeds to follow, address by name. BaseUrl means nothing to them.</summary>
    [Allowed("a public https address without user name and password, or AllowPrivateAddresses true")]
    public Dictionary<string, Uri> Feeds { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For feeds: they may lie in a private network, on any port, over plain http.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>One request, its body included.</summary>
    [Between("00:00:00", "00:10:00", Above = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries after the first.</summary>
    [Between("0", "10"), Unit("tries")]
    public int Retries { get; set; } = 4;

    /// <summary>The first pause between tries; it doubles, with jitter.</summary>
    [Between("00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
