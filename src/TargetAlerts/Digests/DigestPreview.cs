using TargetAlerts.Delivery;
using TargetAlerts.Scheduling;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <param name="Written">As it would have been stored and sent.</param>
internal sealed record PreviewedMail(BackTestPeriod Period, DigestMail.Written Written);

/// <summary>The very mails of a back-test, by the code that makes real digests. They are nobody's and their links lead nowhere; nothing is stored.</summary>
internal sealed class DigestPreview(BackTest backTest, DigestMaker maker, DigestWriter writer, DigestMail mail)
{
    private const string Nobody = "preview", Reader = "reader@example.org";

    /// <summary>A mail is named after its last day.</summary>
    public static string Id(DateOnly lastDay) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Nobody}-{lastDay:yyyyMMdd}");

    public async Task<(BackTestReport Report, IReadOnlyList<PreviewedMail> Mails)> MakeAsync(Alert draft, int days, CancellationToken cancellationToken)
    {
        var alert = draft with { Id = Nobody, Address = Reader, Wish = BackTest.EverSince(draft.Wish) };
        var report = await backTest.RunAsync(alert, days, cancellationToken);
        var mails = new List<PreviewedMail>();
        var past = new List<PastPeriod>();
        var number = 0;
        foreach (var period in report.Periods)
        {
            List<PastPeriod> before = [.. past];
            if (!period.Estimated) past.Insert(0, new(period.FirstDay, period.LastDay, period.Items.Count, [.. period.Items.Select(item => item.Record.Kind)]));
            if (period.Items.Count == 0 && !alert.Wish.Heartbeat) continue;
            var due = new DigestDue(period.End, Sequence: 1, period.FirstDay, period.LastDay, Merged: false);
            var view = writer.Write(await maker.DraftAsync(alert, due, new(period.Items, [], []), period.Items.Count == 0 ? 0 : ++number, cancellationToken) with { Past = before });
            if (period.Estimated) view = view with { Subject = $"Estimate: {view.Subject}", Heading = $"{view.Heading} · estimate", Warnings = [report.Caution, .. view.Warnings] };
            // Named after its day, so that the same preview twice is the same bytes.
            mails.Add(new(period, await mail.WriteAsync(view, alert, Id(period.LastDay), period.End, cancellationToken)));
        }
        return (report, mails);
    }
}
