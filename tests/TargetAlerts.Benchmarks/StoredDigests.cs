using System.Globalization;
using System.Text;
using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Benchmarks;

/// <summary>Digests ready to be sent, stored as the digest maker stores them.</summary>
internal static class StoredDigests
{
    private const int TextLength = 9_000;

    /// <summary>The size of one message.</summary>
    public static async Task<int> MakeAsync(BenchmarkService service, int count)
    {
        var address = $"reader{Guid.NewGuid():N}@example.org";
        var alert = (await service.Get<AlertDesk>().AddAsync(
            new AlertRequest { Emails = [address], Targets = [BenchmarkService.Target.Symbol], Confirmed = true }, CancellationToken.None)).Single().Id;
        var outbox = service.Get<OutboxStore>();
        var composed = Enumerable.Range(0, count).Select(number => Compose(service, alert, address, number)).ToList();
        await service.Get<Database>().WriteAsync(async connection =>
        {
            foreach (var (mail, written) in composed)
            {
                await Dapper.SqlMapper.ExecuteAsync(connection, """
                    INSERT INTO digests (id, alert_id, scheduled_at, sequence, number, state, items, period_start, period_end, made_at)
                    VALUES (@DigestId, @AlertId, @at, 1, 1, 'ready', 10, '2026-03-01', '2026-03-02', @at)
                    """, new { mail.DigestId, mail.AlertId, at = mail.Date });
                await outbox.AddAsync(connection, mail, written);
            }
        }, CancellationToken.None);
        return composed[0].Written.Bytes.Length;
    }

    private static (OutgoingMail Mail, ComposedMail Written) Compose(BenchmarkService service, string alert, string address, int number)
    {
        var digest = Guid.NewGuid().ToString("N");
        var text = new StringBuilder();
        while (text.Length < TextLength) text.Append(CultureInfo.InvariantCulture, $"{text.Length}. A trial of the made-up protein has a new primary completion date.\n");
        var links = service.Get<Links>();
        var mail = new OutgoingMail
        {
            Id = OutgoingMail.IdFor(digest),
            Kind = MailKind.Digest,
            AlertId = alert,
            DigestId = digest,
            Recipient = address,
            Subject = "BENCH: 10 changes",
            Text = text.ToString(),
            Html = $"<html><body>{text}</body></html>",
            List = new(alert, links.Unsubscribe(alert), links.Help),
            Date = TimeProvider.System.GetUtcNow().AddMilliseconds(number),
        };
        return (mail, service.Get<MailComposer>().Compose(mail));
    }
}
