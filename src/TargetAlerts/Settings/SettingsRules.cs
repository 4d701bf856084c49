using System.Globalization;
using Quartz;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Feeds;
using TargetAlerts.Sources.Http;
using TargetAlerts.Subscribers;
using TargetAlerts.Web;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Settings;

/// <summary>What the settings must be beside their ranges, and what they demand of each other.</summary>
internal static class SettingsRules
{
    /// <param name="allowed">Null: what the options class declares.</param>
    public delegate void Rule(bool holds, string key, object? value, string? allowed = null);

    /// <param name="given">What was set, as against defaulted.</param>
    public static List<string> Faults(ServiceOptions options, IReadOnlyDictionary<string, string> given)
    {
        List<string> faults = [.. SettingsRanges.Faults(options, "")];
        void Check(bool holds, string key, object? value, string? allowed = null)
        {
            if (!holds) faults.Add(Fault(key, value, allowed ?? SettingsShape.Allowed(key)));
        }

        Check(options.Contact is null || IsAddress(options.Contact), "Contact", options.Contact);
        Check(options.DataDirectory.Trim().Length > 0, "DataDirectory", options.DataDirectory);
        Storage(options.Storage, Check);
        foreach (var (name, source) in options.Sources) Source($"Sources:{name}", name, source, Check);
        Check(Zones.Find(options.Schedule.TimeZone) is not null, "Schedule:TimeZone", options.Schedule.TimeZone);
        MailRules.Hold(options, given, Check);
        Web(options.Web, Check);
        Check(options.Telemetry.Listen is null || options.Telemetry.Listen.Split(';').All(IsPlainWeb), "Telemetry:Listen", options.Telemetry.Listen);
        return faults;
    }

    public static string Fault(string key, object? value, string allowed) => string.Create(CultureInfo.InvariantCulture, $"{key} = \"{value}\": must be {allowed}.");

    private static void Storage(StorageOptions storage, Rule rule)
    {
        var postgres = storage.Provider == StorageProvider.Postgres;
        var parts = storage.Parts();
        // The text itself may hold a password.
        rule(!postgres || parts is { Count: > 0 }, "Storage:ConnectionString", storage.ConnectionString is null ? "" : "…", "given for postgres: Host=…;Database=…;Username=…;Password=…");
        rule(storage.Password is null || (postgres && (parts is null || !StorageOptions.PasswordKeys.Any(parts.ContainsKey))), "Storage:Password", "…");
    }

    private static void Source(string key, string name, SourceOptions source, Rule rule)
    {
        rule(SourceNames.All.Contains(name, StringComparer.OrdinalIgnoreCase), key, name, $"one of {string.Join(", ", SourceNames.All)}");
        foreach (var (feed, address) in source.Feeds)
        {
            rule(Feed.IsName(feed), $"{key}:Feeds", feed, "named with at most 60 letters, digits, spaces and . _ & ( ) -");
            rule(new AddressGuard(source.AllowPrivateAddresses).Fault(address) is null, $"{key}:Feeds:{feed}", address);
        }
        rule(source.Frequency is null || Enum.GetNames<Frequency>().Contains(source.Frequency, StringComparer.OrdinalIgnoreCase) || CronExpression.TryParse(source.Frequency, out _), $"{key}:Frequency", source.Frequency);
    }

    private static void Web(WebOptions web, Rule rule)
    {
        // TLS is the business of the proxy in front: no certificate can be set here.
        rule(web.Listen.Split(';').All(IsPlainWeb), "Web:Listen", web.Listen);
        rule(web.PublicUrl is null || IsWeb(web.PublicUrl), "Web:PublicUrl", web.PublicUrl);
        rule(web.SignUp != SignUpRule.Domains || web.Domains is { Length: > 0 }, "Web:Domains", web.Domains ?? "");
        rule(Proxies.Read(web.Proxies) is not null, "Web:Proxies", web.Proxies);
        foreach (var (name, kept) in web.Admin)
        {
            rule(name.Length is >= 1 and <= 60 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || "._@-".Contains(sign)), "Web:Admin", name, "a name of 1 to 60 letters, digits and . _ @ -");
            rule(AdminPassword.Parse(kept) is not null, $"Web:Admin:{name}", "(secret)");
        }
        rule(web.LinkKey is null || web.LinkKey.Length >= 32, "Web:LinkKey", web.LinkKey is null ? "" : "(secret)");
        foreach (var (name, key) in web.OldLinkKeys) rule(key.Length >= 32, $"Web:OldLinkKeys:{name}", "(secret)");
    }

    public static bool IsAddress(string text)
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

    private static bool IsPlainWeb(string text) => IsWeb(text) && text.TrimStart().StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static bool IsWeb(string text) => Uri.TryCreate(text.Trim().Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
