using System.Text.RegularExpressions;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>What a stranger can make of a genuine report of failure, and of other messages that look like one.</summary>
internal static partial class Forgeries
{
    /// <param name="genuine">A report about a message of ours.</param>
    /// <param name="key">That of the service.</param>
    /// <param name="waiting">A message that has not left yet.</param>
    /// <param name="alert">An alert that is in use.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(string genuine, LinkKey key, string waiting, string alert)
    {
        var token = Token().Match(genuine).Value;
        var (id, mac) = (token[7..33], token[33..]);
        var another = new LinkKey("another secret of at least thirty-two signs");
        var ours = new BounceToken(key);
        string With(string other) => genuine.Replace(token, other, StringComparison.Ordinal);
        string Said(string from, string to) => genuine.Contains(from, StringComparison.Ordinal) ? genuine.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException(from);
        var elsewhere = genuine.Replace($"X-Original-To: {token}", "X-Original-To: postmaster", StringComparison.Ordinal).Replace($"Delivered-To: {token}", "Delivered-To: postmaster", StringComparison.Ordinal).Replace($"\nTo: {token}", "\nTo: postmaster", StringComparison.Ordinal);
        return
        [
            ("MAC of another end", With(token[..^1] + (token[^1] == 'a' ? 'b' : 'a'))),
            ("MAC of another begin", With($"bounce+{id}{(mac[0] == 'a' ? 'b' : 'a')}{mac[1..]}")),
            ("MAC of another message", With($"bounce+{waiting}{mac}")),
            ("id of another message", With($"bounce+{OutgoingMail.NewId()}{mac}")),
            ("MAC by another key", With(new BounceToken(another).LocalPart(id))),
            ("no MAC", With($"bounce+{id}")),
            ("MAC cut short", With(token[..^4])),
            ("MAC made longer", With(token + "aaaa")),
            ("another prefix", With("return+" + token[7..])),
            ("signed, of a message that is not there", With(ours.LocalPart(OutgoingMail.NewId()))),
            ("signed, of a message that has not left", With(ours.LocalPart(waiting))),
            ("token in the returned mail alone", elsewhere),
            ("token as sender and subject", $"From: {token}@example.org\nSubject: {token}@example.org\n{elsewhere.Replace("\nFrom:", "\nX-From:", StringComparison.Ordinal).Replace("\nSubject:", "\nX-Subject:", StringComparison.Ordinal)}"),
            ("delivered", Said("Action: failed", "Action: delivered")),
            ("relayed", Said("Action: failed", "Action: relayed")),
            ("no action", Said("Action: failed", "X-Action: failed")),
            ("status of a success", Said("Status: 5.1.1", "Status: 2.1.1")),
            ("status of nothing", Said("Status: 5.1.1", "Status: five")),
            ("no status", Said("Status: 5.1.1", "X-Status: 5.1.1")),
            ("a receipt", Said("report-type=delivery-status", "report-type=disposition-notification")),
            ("no kind of report", Said("report-type=delivery-status;", "")),
            ("a mixture", Said("multipart/report;", "multipart/mixed;")),
            ("no status part", Said("Content-Type: message/delivery-status", "Content-Type: text/plain")),
            ("a report that somebody forwards", $"To: {token}@example.org\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n{genuine}"),
            ("the report as text", $"To: {token}@example.org\nSubject: Undelivered\n\n{genuine}"),
            ("absent", $"To: {token}@example.org\nAuto-Submitted: auto-replied\nSubject: I am away\n\nUntil Monday. 550 5.1.1 user unknown\nAction: failed\nStatus: 5.1.1\n"),
            ("a complaint with a wrong token", Reports.Complaint(token[..^1] + (token[^1] == 'a' ? 'b' : 'a'), "abuse", "")),
            ("no complaint", Reports.Complaint(token, "not-spam", "")),
            ("failed authentication", Reports.Complaint(token, "auth-failure", "")),
            ("a complaint with a link that manages", Reports.Complaint("nobody", "abuse", $"List-Unsubscribe: <https://example.org/a/{new LinkTokens(key, TimeProvider.System).New(LinkPurpose.Manage, alert)}/unsubscribe>")),
            ("a complaint with a forged link", Reports.Complaint("nobody", "abuse", $"List-Unsubscribe: <https://example.org/a/{new LinkTokens(another, TimeProvider.System).New(LinkPurpose.Unsubscribe, alert)}/unsubscribe>")),
            ("too large", genuine + new string('x', 1024 * 1024)),
            ("empty", ""),
            ("no message", "\0\u0001\u0002\r\r\n\n--\0"),
        ];
    }

    [GeneratedRegex(@"bounce\+[a-z2-7]{52}")]
    public static partial Regex Token();
}
