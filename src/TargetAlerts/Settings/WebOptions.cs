namespace TargetAlerts.Settings;

public enum SignUpRule
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Who has an address of Web:Domains.</summary>
    Domains,

    /// <summary>Nobody; admins add alerts.</summary>
    Closed,
}

/// <summary>The pages.</summary>
public sealed class WebOptions
{
    /// <summary>Where the pages are served; TLS belongs to the proxy in front. Several are separated by semicolons.</summary>
    [Allowed("an http address to listen on such as http://127.0.0.1:5070")]
    public string Listen { get; set; } = "http://127.0.0.1:5070";

    /// <summary>What links in mails start with, such as https://alerts.example.org; absent: Listen, fit only for trying out on one machine.</summary>
    [Allowed("an http or https address")]
    public string? PublicUrl { get; set; }

    /// <summary>Who may set an alert on the page.</summary>
    public SignUpRule SignUp { get; set; } = SignUpRule.Open;

    /// <summary>Mail domains that may sign up, separated by commas: "example.org, example.com".</summary>
    [Allowed("at least one domain, with Web:SignUp domains")]
    public string? Domains { get; set; }

    /// <summary>Alerts one address may have; further ones set on the page are not kept.</summary>
    [Between("1", "1000"), Unit("alerts")]
    public int AlertsPerAddress { get; set; } = 20;

    /// <summary>Addresses one network (an IPv4 address, an IPv6 /64) may sign up; those of one form count each.</summary>
    [Between("1", "10000"), Unit("addresses an hour")]
    public int SignUpsPerNetwork { get; set; } = 5;

    /// <summary>Addresses everybody together may sign up.</summary>
    [Between("1", "100000"), Unit("addresses an hour")]
    public int SignUpsPerHour { get; set; } = 200;

    /// <summary>The proxies in front, separated by commas: their X-Forwarded-For is believed. Absent: nobody's is.</summary>
    [Allowed("addresses or networks such as 10.0.0.0/8, 127.0.0.1")]
    public string? Proxies { get; set; }

    /// <summary>Targets one alert may name, where it is not an admin who sets it.</summary>
    [Between("1", "1000"), Unit("targets")]
    public int TargetsPerAlert { get; set; } = 20;

    /// <summary>Who may sign in to the admin pages, each under a name. None: no admin pages.</summary>
    [Secret, Allowed("what \"targetalerts admin hash\" prints")]
    public Dictionary<string, string> Admin { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Key of the links' signatures; absent: made once and kept in the database.</summary>
    [Secret, Allowed("at least 32 characters")]
    public string? LinkKey { get; set; }

    /// <summary>Keys that LinkKey took over from, each under any name: links, limits and suppressions made with them still hold.</summary>
    [Secret, Allowed("at least 32 characters")]
    public Dictionary<string, string> OldLinkKeys { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
