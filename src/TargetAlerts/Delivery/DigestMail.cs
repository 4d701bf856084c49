using System.Data.Common;
using TargetAlerts.Digests;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>A digest put into words and into bytes, ready to be stored with its ledger rows.</summary>
internal sealed class DigestMail(DigestWriter writer, DigestHtml html, MailComposer composer, OutboxStore outbox, Links links)
{
    /// <summary>Some mail programs cut what is longer (MAIL-AND-SAFETY section 1).</summary>
    private const int Largest = 100 * 1024;

    /// <param name="FullHtml">The whole digest where the mail could not hold it; null otherwise.</param>
    /// <param name="Told">Its items in these words, as they are kept.</param>
    internal sealed record Written(OutgoingMail Mail, ComposedMail Composed, string? FullHtml, string Told);

    public string ManageLink(Alert alert) => UnsubscribeLink(alert) + "#u-manage";

    public string MuteLink(Alert alert) => links.Mute(alert.Id);

    public string UnsubscribeLink(Alert alert) => links.Unsubscribe(alert.Id);

    public Task<Written> WriteAsync(DigestDraft draft, string digestId, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(writer.Write(draft), draft.Alert, digestId, now, cancellationToken);

    public async Task<Written> WriteAsync(DigestView whole, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = ToldItem.Write(whole);
        var written = await ComposeAsync(whole, alert, digestId, now, cancellationToken) with { Told = told };
        if (written.Composed.Bytes.Length <= Largest) return written;

        // Ranked items fill the mail; the whole digest is kept to be read on a page.
        var (fits, tooMany) = (0, whole.Items);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            var shorter = await ComposeAsync(First(whole, middle) with { OmittedLink = links.Digest(digestId) }, alert, digestId, now, cancellationToken);
            if (shorter.Composed.Bytes.Length <= Largest) (fits, written) = (middle, shorter);
            else tooMany = middle;
        }
        return written with { FullHtml = await html.RenderAsync(whole, cancellationToken), Told = told };
    }

    public Task AddAsync(DbConnection connection, Written written) => outbox.AddAsync(connection, written.Mail, written.Composed);

    private async Task<Written> ComposeAsync(DigestView view, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mail = new OutgoingMail
        {
            // One message for each digest: its id follows from the digest's, so that it is the same on every try.
            Id = OutgoingMail.IdFor(digestId),
            Kind = MailKind.Digest,
            AlertId = alert.Id,
            DigestId = digestId,
            Recipient = alert.Address,
            Subject = view.Subject,
            Text = DigestText.Render(view),
            Html = await html.RenderAsync(view, cancellationToken),
            List = new(alert.Id, links.Unsubscribe(alert.Id), links.Help),
            Date = now,
        };
        return new(mail, composer.Compose(mail), null, "");
    }

    private static DigestView First(DigestView whole, int count)
    {
        var sections = new List<DigestSection>();
        var left = count;
        foreach (var section in whole.Sections)
        {
            var items = section.Items.Take(left).ToList();
            left -= items.Count;
            if (items.Count > 0) sections.Add(section with { Items = items });
        }
        return whole with { Sections = sections, Omitted = whole.Items - count };
    }
}
