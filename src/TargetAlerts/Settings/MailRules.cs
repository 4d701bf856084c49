using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using TargetAlerts.Delivery;

namespace TargetAlerts.Settings;

/// <summary>What the settings of mail demand of each other.</summary>
internal static partial class MailRules
{
    /// <param name="given">What was set, as against defaulted.</param>
    public static void Hold(ServiceOptions options, IReadOnlyDictionary<string, string> given, SettingsRules.Rule rule)
    {
        var mail = options.Mail;
        rule(MailboxAddress.TryParse(mail.From, out var from) && SettingsRules.IsAddress(from.Address), "Mail:From", mail.From);
        rule(mail.ReplyTo is null || (MailboxAddress.TryParse(mail.ReplyTo, out var reply) && SettingsRules.IsAddress(reply.Address)), "Mail:ReplyTo", mail.ReplyTo);
        rule(mail.OperatorAddress is null || SettingsRules.IsAddress(mail.OperatorAddress), "Mail:OperatorAddress", mail.OperatorAddress);
        rule(mail.Lease > mail.SendLimit, "Mail:Lease", mail.Lease, $"longer than Mail:SendLimit ({mail.SendLimit})");
        rule((mail.UserName is null) == (mail.Password is null), "Mail:UserName", mail.UserName);
        Bounces(mail.Bounces, mail.Pickup ?? Path.Combine(options.DataDirectory, "outbox"), rule);
        Dkim(mail.Dkim, from is null ? "" : MailAddress.Domain(from.Address), rule);
        if (string.IsNullOrEmpty(mail.Host) || IsLoopback(mail.Host)) return;
        rule(mail.Security != MailSecurity.None, "Mail:Security", "none", "starttls or tls unless the relay is on loopback");
        foreach (var (key, set) in new[] { ("Web:PublicUrl", options.Web.PublicUrl is not null), ("Contact", options.Contact is not null), ("Mail:From", given.ContainsKey("Mail:From")) })
        {
            rule(set, key, "", $"given once mail goes to a relay ({mail.Host})");
        }
    }

    private static void Bounces(BounceOptions bounces, string outbox, SettingsRules.Rule rule)
    {
        var imap = bounces.Imap;
        rule(bounces.Folder is null || imap.Host is null, "Mail:Bounces:Folder", bounces.Folder, $"absent while Mail:Bounces:Imap:Host is set ({imap.Host}): bounces are read from one place, so take one of the two away");
        rule(bounces.Folder is null || (bounces.Folder.Trim().Length > 0 && Path.GetFullPath(bounces.Folder) != Path.GetFullPath(outbox)), "Mail:Bounces:Folder", bounces.Folder, "a folder of its own, and not the one that mails are written to");
        var given = (imap.Host ?? imap.UserName ?? imap.Password) is not null;
        foreach (var (name, value) in new[] { ("Host", imap.Host), ("UserName", imap.UserName), ("Password", imap.Password) })
        {
            rule(!given || !string.IsNullOrWhiteSpace(value), $"Mail:Bounces:Imap:{name}", "", "given: Host, UserName and Password of the mailbox belong together");
        }
        rule(imap.Mailbox.Trim().Length > 0, "Mail:Bounces:Imap:Mailbox", imap.Mailbox);
        rule(imap.Security != MailSecurity.None || imap.Host is null || IsLoopback(imap.Host), "Mail:Bounces:Imap:Security", "none", "tls or starttls unless the server is on loopback");
    }

    private static void Dkim(DkimOptions dkim, string from, SettingsRules.Rule rule)
    {
        if (dkim is { Domain: null, Selector: null, Key: null }) return;
        // Aligned, or receivers take it for another's signature (RFC 7489 section 3.1.1).
        rule(dkim.Domain is { } domain && Names().IsMatch(domain) && (Within(from, domain) || Within(domain, from)), "Mail:Dkim:Domain", dkim.Domain);
        rule(dkim.Selector is { } selector && Names().IsMatch(selector), "Mail:Dkim:Selector", dkim.Selector);
        rule(dkim.Key is { } key && DkimKey.Parse(key) is not null, "Mail:Dkim:Key", dkim.Key is null ? "" : "(secret)");
    }

    private static bool Within(string inner, string outer) => $".{inner}".EndsWith($".{outer}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex Names();
}
