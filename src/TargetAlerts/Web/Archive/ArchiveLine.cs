using System.Globalization;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Web.Archive;

/// <summary>A digest of the archive in words.</summary>
/// <param name="Name">"No. 12", or "no number".</param>
/// <param name="Opens">Its mail can be shown.</param>
/// <param name="Badge">"ok", "warn", "bad" or "plain": the look of the outcome.</param>
/// <param name="Outcome">"accepted", "waiting", "failed", "unknown", "nothing sent".</param>
/// <param name="Detail">When, and why.</param>
public sealed record ArchiveLine(string Id, string Name, string Period, int Items, string Made, bool Opens, bool CanResend, string Badge, string Outcome, string Detail)
{
    internal static ArchiveLine Of(ArchivedDigest digest, TimeZoneInfo zone, bool active)
    {
        var (badge, outcome, detail) = Delivery(digest, zone);
        if (digest.CopyState is { } copy) detail = $"{detail}; {Again(copy, digest.CopyDoneAt, zone)}".TrimStart(';', ' ');
        if (digest is { Kept: false, MessageState: not null }) detail = $"{detail}; the mail itself is kept no longer".TrimStart(';', ' ');
        var waiting = digest.State == "ready" || digest.CopyState is "ready" or "claimed" or "inflight";
        return new(
            digest.Id, digest.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"No. {number}") : "no number",
            Phrases.Period(digest.PeriodStart, digest.PeriodEnd), digest.Items, Phrases.Instant(digest.MadeAt, zone),
            Opens: digest.Kept, CanResend: active && digest.Kept && !waiting, badge, outcome, detail);
    }

    private static (string Badge, string Outcome, string Detail) Delivery(ArchivedDigest digest, TimeZoneInfo zone) => digest.State switch
    {
        "empty" => ("plain", "nothing sent", "nothing was new"),
        "sent" => ("ok", "accepted", (digest.DoneAt is { } done ? Phrases.Instant(done, zone) : "") + (digest.Attempts > 0 ? $", try {digest.Attempts + 1}" : "") + (digest.Items == 0 ? ", nothing was new" : "")),
        "unknown" => ("warn", "unknown", "the mail server’s answer was lost each time; its items open the next digest, marked “may repeat”"),
        "failed" when digest.MessageState == "cancelled" => ("bad", "failed", $"not sent: {Said(digest)}; its items open the next digest"),
        "failed" => ("bad", "failed", $"refused ({Said(digest)}); its items open the next digest, marked late"),
        _ when digest.MessageState is "claimed" or "inflight" => ("plain", "waiting", "being sent now"),
        _ when digest.Attempts > 0 && digest.NextAt is { } next => ("warn", "waiting", $"tried {Phrases.Count(digest.Attempts, "time")}, again {Phrases.Instant(next, zone)} ({Said(digest)})"),
        _ => ("plain", "waiting", "to be sent with the next delivery"),
    };

    private static string Said(ArchivedDigest digest) => digest.Result is { Length: > 0 } result ? PlainText.Shorten(result, 140) : "no reason was given";

    private static string Again(string state, DateTimeOffset? doneAt, TimeZoneInfo zone) => state switch
    {
        "sent" when doneAt is { } done => $"sent again {Phrases.Instant(done, zone)}",
        "ready" or "claimed" or "inflight" => "on its way again",
        _ => "sent again, but not accepted",
    };
}
