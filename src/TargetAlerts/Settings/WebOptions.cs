namespace TargetAlerts.Settings;

public enum SignUpRule { Open, Domains, Closed }

public sealed class WebOptions
{
    /// <summary>Where Kestrel listens.</summary>
    public string Listen { get; set; } = "http://127.0.0.1:5070";

    /// <summary>What links in mails start with; absent: Listen, fit only for trying out on one machine.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Who may set an alert on the page: open, domains (those of <see cref="Domains"/>) or closed.</summary>
    public SignUpRule SignUp { get; set; } = SignUpRule.Open;

    /// <summary>Mail domains that may sign up, separated by commas: "example.org, example.com".</summary>
    public string? Domains { get; set; }

    /// <summary>Alerts one address may have, 1 to 1000; further ones set on the page are not kept.</summary>
    public int AlertsPerAddress { get; set; } = 20;

    /// <summary>Addresses one network (an IPv4 address, an IPv6 /64) may sign up in an hour, 1 to 10000; those of one form count each.</summary>
    public int SignUpsPerNetwork { get; set; } = 5;

    /// <summary>Addresses everybody together may sign up in an hour, 1 to 100000.</summary>
    public int SignUpsPerHour { get; set; } = 200;

    /// <summary>Addresses or networks of the proxies in front, separated by commas ("10.0.0.0/8, 127.0.0.1"): their X-Forwarded-For is believed. Null: nobody's is.</summary>
    public string? Proxies { get; set; }

    /// <summary>Targets one alert may name, 1 to 1000, where it is not an admin who sets it.</summary>
    public int TargetsPerAlert { get; set; } = 20;

    /// <summary>Who may sign in to the admin pages: name, and what "admin hash" printed. None: no admin pages.</summary>
    public Dictionary<string, string> Admin { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Key of the links' signatures, at least 32 characters; absent: made once and kept in the database.</summary>
    public string? LinkKey { get; set; }

    /// <summary>Keys that LinkKey took over from, each under any name: links, limits and suppressions made with them still hold.</summary>
    public Dictionary<string, string> OldLinkKeys { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
