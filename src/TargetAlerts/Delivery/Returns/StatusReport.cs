using System.Text.RegularExpressions;
using MimeKit;

namespace TargetAlerts.Delivery.Returns;

/// <summary>What a delivery status notification says (RFC 3464), by the rules of MAIL-AND-SAFETY section 3.</summary>
internal static partial class StatusReport
{
    /// <summary>One verdict of all its recipients: a message of ours has one, whom another server may have spread to several, and the mildest counts.</summary>
    public static ReturnedMail Judge(HeaderListCollection groups) => groups.Where(group => group.Contains("Action")).Select(Judge).MinBy(mail => mail.Kind)
        ?? new(ReturnKind.Ignored, "a report that names no recipient");

    private static ReturnedMail Judge(HeaderList recipient)
    {
        var action = Word().Match(recipient["Action"] ?? "").Value.ToLowerInvariant();
        var status = Status().Match(recipient["Status"] ?? "");
        var kind = (action, status.Groups[1].Value, status.Groups[2].Value, status.Groups[3].Value) switch
        {
            ("delayed", _, _, _) => ReturnKind.Delayed,
            ("failed", "4", _, _) => ReturnKind.Delayed,
            ("failed", "5", "7", _) => ReturnKind.Policy,
            // X.1.7 and X.1.8 speak of the sender's address (RFC 3463 section 3.2).
            ("failed", "5", "1", "7" or "8") => ReturnKind.Policy,
            ("failed", "5", "1", _) => ReturnKind.Hard,
            ("failed", "5", _, _) => ReturnKind.Soft,
            _ => ReturnKind.Ignored,
        };
        return new(kind, SmtpOutcome.Tidy($"{(action.Length == 0 ? "no action" : action)} {(status.Success ? status.Value : "without status")} {recipient["Diagnostic-Code"]}".TrimEnd()));
    }

    [GeneratedRegex(@"[A-Za-z-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A\s*([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")]
    private static partial Regex Status();
}
