using System.Globalization;
using System.Net;
using MimeKit;
using Quartz;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Feeds;
using TargetAlerts.Sources.Http;
using TargetAlerts.Subscribers;
using TargetAlerts.Web;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Settings;

/// <summary>The ranges of the settings and what they demand of each other.</summary>
internal static class SettingsRules
{
    /// <param name="given">What was set, as against defaulted.</param>
    public static List<string> Faults(ServiceOptions options, IReadOnlyDictionary<string, string> given)
    {
        var faults = new List<string>();
        void Rule(bool holds, string key, object? value, string allowed)
        {
            if (!holds) faults.Add($"{key} = \"{value}\": must be {allowed}.");
        }

        Rule(options.Contact is null || IsAddress(options.Contact), "Contact", options.Contact, "an e-mail address");
        Rule(options.DataDirectory.Trim().Length > 0, "DataDirectory", options.DataDirectory, "a folder");
        Rule(options.Storage.Provider != StorageProvider.Postgres || options.Storage.ConnectionString is { Length: > 0 }, "Storage:ConnectionString", "", "given for postgres: Host=…;Database=…;Username=…;Password=…");
        foreach (var (name, source) in options.Sources)
        {
            var key = $"Sources:{name}";
            Rule(SourceNames.All.Contains(name, StringComparer.OrdinalIgnoreCase), key, name, $"one of {string.Join(", ", SourceNames.All)}");
            Rule(source.RequestsPerSecond is null or (> 0 and <= 1000), $"{key}:RequestsPerSecond", source.RequestsPerSecond, "above 0 and at most 1000");
            Rule(source.OverlapDays is null or (>= 1 and <= 365), $"{key}:OverlapDays", source.OverlapDays, "1 to 365");
            Rule(source.BaselineYears is null or (>= 1 and <= 200), $"{key}:BaselineYears", source.BaselineYears, "1 to 200");
            Rule(source.HighAffinity is null or (>= 0 and <= 15), $"{key}:HighAffinity", source.HighAffinity, "0 to 15");
            Rule(source.MinScore is null or (>= 0 and <= 1), $"{key}:MinScore", source.MinScore, "0 to 1");
            Rule(source.Timeout > TimeSpan.Zero && source.Timeout <= TimeSpan.FromMinutes(10), $"{key}:Timeout", source.Timeout, "above 00:00:00 and at most 00:10:00");
            Rule(source.Retries is >= 0 and <= 10, $"{key}:Retries", source.Retries, "0 to 10");
            Rule(source.RetryDelay >= TimeSpan.Zero && source.RetryDelay <= TimeSpan.FromMinutes(1), $"{key}:RetryDelay", source.RetryDelay, "00:00:00 to 00:01:00");
            foreach (var (feed, address) in source.Feeds)
            {
                Rule(Feed.IsName(feed), $"{key}:Feeds", feed, "named with at most 60 letters, digits, spaces and . _ & ( ) -");
                Rule(new AddressGuard(source.AllowPrivateAddresses).Fault(address) is null, $"{key}:Feeds:{feed}", address, "a public https address without user name and password, or AllowPrivateAddresses true");
            }
            Rule(source.Frequency is null || Enum.GetNames<Frequency>().Contains(source.Frequency, StringComparer.OrdinalIgnoreCase) || CronExpression.TryParse(source.Frequency, out _), $"{key}:Frequency", source.Frequency, "daily, weekly or a cron expression such as 0 0 5 ? * MON,THU");
        }
        Rule(Zones.Find(options.Schedule.TimeZone) is not null, "Schedule:TimeZone", options.Schedule.TimeZone, "an IANA time zone such as Europe/Berlin");
        Rule(options.Schedule.Sweep >= TimeSpan.FromSeconds(1) && options.Schedule.Sweep <= TimeSpan.FromHours(1), "Schedule:Sweep", options.Schedule.Sweep, "00:00:01 to 01:00:00");
        Rule(options.Schedule.Patience >= TimeSpan.Zero && options.Schedule.Patience <= TimeSpan.FromHours(1), "Schedule:Patience", options.Schedule.Patience, "00:00:00 to 01:00:00");
        Rule(options.Schedule.Lease >= TimeSpan.FromSeconds(1) && options.Schedule.Lease <= TimeSpan.FromMinutes(10), "Schedule:Lease", options.Schedule.Lease, "00:00:01 to 00:10:00");
        Mail(options, given, Rule);
        // TLS is the business of the proxy in front: no certificate can be set here.
        Rule(options.Web.Listen.Split(';').All(IsPlainWeb), "Web:Listen", options.Web.Listen, "an http address to listen on such as http://127.0.0.1:5070");
        Rule(options.Web.PublicUrl is null || IsWeb(options.Web.PublicUrl), "Web:PublicUrl", options.Web.PublicUrl, "an http or https address");
        Rule(options.Web.SignUp != SignUpRule.Domains || options.Web.Domains is { Length: > 0 }, "Web:Domains", options.Web.Domains ?? "", "at least one domain, with Web:SignUp domains");
        Rule(options.Web.AlertsPerAddress is >= 1 and <= 1000, "Web:AlertsPerAddress", options.Web.AlertsPerAddress.ToString(CultureInfo.InvariantCulture), "1 to 1000");
        Rule(options.Web.SignUpsPerNetwork is >= 1 and <= 10_000, "Web:SignUpsPerNetwork", options.Web.SignUpsPerNetwork.ToString(CultureInfo.InvariantCulture), "1 to 10000");
        Rule(options.Web.SignUpsPerHour is >= 1 and <= 100_000, "Web:SignUpsPerHour", options.Web.SignUpsPerHour.ToString(CultureInfo.InvariantCulture), "1 to 100000");
        Rule(Proxies.Read(options.Web.Proxies) is not null, "Web:Proxies", options.Web.Proxies, "addresses or networks such as 10.0.0.0/8, 127.0.0.1");
        Rule(options.Web.TargetsPerAlert is >= 1 and <= 1000, "Web:TargetsPerAlert", options.Web.TargetsPerAlert.ToString(CultureInfo.InvariantCulture), "1 to 1000");
        foreach (var (key, days, least) in new[] { ("MailDays", options.Retention.MailDays, 30), ("HistoryDays", options.Retention.HistoryDays, 180), ("CheckDays", options.Retention.CheckDays, 7), ("AuditDays", options.Retention.AuditDays, 90) })
        {
            Rule(days >= least && days <= 36500, $"Retention:{key}", days, $"{least} to 36500");
        }
        foreach (var (name, kept) in options.Web.Admin)
        {
            Rule(name.Length is >= 1 and <= 60 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || "._@-".Contains(sign)), "Web:Admin", name, "a name of 1 to 60 letters, digits and . _ @ -");
            Rule(AdminPassword.Parse(kept) is not null, $"Web:Admin:{name}", "(secret)", "what \"targetalerts admin hash\" prints");
        }
        Rule(options.Web.LinkKey is null || options.Web.LinkKey.Length >= 32, "Web:LinkKey", options.Web.LinkKey is null ? "" : "(secret)", "at least 32 characters");
        foreach (var (name, key) in options.Web.OldLinkKeys) Rule(key.Length >= 32, $"Web:OldLinkKeys:{name}", "(secret)", "at least 32 characters");
        Telemetry(options.Telemetry, Rule);
        return faults;
    }

    private static void Telemetry(TelemetryOptions telemetry, Action<bool, string, object?, string> rule)
    {
        rule(telemetry.Listen is null || telemetry.Listen.Split(';').All(IsPlainWeb), "Telemetry:Listen", telemetry.Listen, "an http address to listen on such as http://127.0.0.1:5071");
        foreach (var (name, value) in new[] { ("CheckOverdue", telemetry.CheckOverdue), ("SendOverdue", telemetry.SendOverdue) })
        {
            rule(value >= TimeSpan.FromMinutes(1) && value <= TimeSpan.FromDays(31), $"Telemetry:{name}", value, "00:01:00 to 31.00:00:00");
        }
    }

    private static void Mail(ServiceOptions options, IReadOnlyDictionary<string, string> given, Action<bool, string, object?, string> rule)
    {
        var mail = options.Mail;
        rule(MailboxAddress.TryParse(mail.From, out var from) && IsAddress(from.Address), "Mail:From", mail.From, "one mailbox such as TargetAlerts <alerts@example.org>");
        rule(mail.ReplyTo is null || (MailboxAddress.TryParse(mail.ReplyTo, out var reply) && IsAddress(reply.Address)), "Mail:ReplyTo", mail.ReplyTo, "one mailbox");
        rule(mail.OperatorAddress is null || IsAddress(mail.OperatorAddress), "Mail:OperatorAddress", mail.OperatorAddress, "an e-mail address");
        rule(mail.Port is >= 1 and <= 65535, "Mail:Port", mail.Port, "1 to 65535");
        rule(mail.Connections is >= 1 and <= 20, "Mail:Connections", mail.Connections, "1 to 20");
        rule(mail.PerSecond is > 0 and <= 1000, "Mail:PerSecond", mail.PerSecond, "above 0 and at most 1000");
        rule(mail.SendLimit > TimeSpan.Zero, "Mail:SendLimit", mail.SendLimit, "above 00:00:00");
        rule(mail.Lease > mail.SendLimit, "Mail:Lease", mail.Lease, $"longer than Mail:SendLimit ({mail.SendLimit})");
        foreach (var (name, value) in new[] { ("Connect", mail.Timeouts.Connect), ("Command", mail.Timeouts.Command), ("FinalDot", mail.Timeouts.FinalDot) })
        {
            rule(value > TimeSpan.Zero && value <= TimeSpan.FromHours(1), $"Mail:Timeouts:{name}", value, "above 00:00:00 and at most 01:00:00");
        }
        rule((mail.UserName is null) == (mail.Password is null), "Mail:UserName", mail.UserName, "given together with Mail:Password");
        if (string.IsNullOrEmpty(mail.Host) || IsLoopback(mail.Host)) return;
        rule(mail.Security != MailSecurity.None, "Mail:Security", "none", "starttls or tls unless the relay is on loopback");
        foreach (var (key, set) in new[] { ("Web:PublicUrl", options.Web.PublicUrl is not null), ("Contact", options.Contact is not null), ("Mail:From", given.ContainsKey("Mail:From")) })
        {
            rule(set, key, "", $"given once mail goes to a relay ({mail.Host})");
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return EmailAddress.Parse(text) is not null;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsPlainWeb(string text) => IsWeb(text) && text.TrimStart().StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static bool IsWeb(string text) => Uri.TryCreate(text.Trim().Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
