using System.Data.Common;
using TargetAlerts.Digests;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>A digest put into words and into bytes, ready to be stored with its ledger rows.</summary>
internal sealed class DigestMail(DigestWriter writer, DigestHtml html, MailComposer composer, OutboxStore outbox, Links links)
{
    // Gmail cuts an HTML part near 102 KB; plots and the text part come beside it.
    private const int LargestHtml = 90_000;
    private const int Largest = 200 * 1024;

    // More than this never fit: each item takes more than half a kilobyte of either part.
    private const int MostItems = 400;

    // After so many the sizes are too uneven to go by.
    private const int MostGuesses = 6;

    /// <param name="FullHtml">The whole digest where the mail could not hold it; null otherwise.</param>
    /// <param name="Told">Its items in these words, as they are kept.</param>
    internal sealed record Written(OutgoingMail Mail, ComposedMail Composed, string? FullHtml, string Told)
    {
        /// <summary>How full it is; above 1 it does not fit.</summary>
        public double Fill => Math.Max((double)Composed.Bytes.Length / Largest, Mail.Html is null ? 0 : (double)System.Text.Encoding.UTF8.GetByteCount(Mail.Html) / LargestHtml);

        public bool Fits => Fill <= 1;
    }

    public string ManageLink(Alert alert) => links.AskToManage(alert.Id);

    public string MuteLink(Alert alert) => links.Mute(alert.Id);

    public string UnsubscribeLink(Alert alert) => links.Unsubscribe(alert.Id);

    public string ChangeLink(string symbol, long number) => links.Change(symbol, number);

    public string DigestLink(string digestId) => links.Digest(digestId);

    public Task<Written> WriteAsync(DigestDraft draft, string digestId, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(writer.Write(draft), draft.Alert, digestId, now, cancellationToken);

    public async Task<Written> WriteAsync(DigestView whole, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        whole = whole with { WholeLink = links.Digest(digestId), Pictures = alert.Wish.Form.TextOnly ? [] : DigestPicture.Draw(whole, digestId) };
        var (view, written) = await FittedAsync(whole, alert, digestId, now, cancellationToken);
        return written with
        {
            Told = ToldItem.Write(whole),
            FullHtml = view.Sections.Any(section => section.Omitted > 0) ? await html.RenderAsync(whole, cancellationToken) : null,
        };
    }

    public Task AddAsync(DbConnection connection, Written written) => outbox.AddAsync(connection, written.Mail, written.Composed);

    private async Task<(DigestView View, Written Written)> FittedAsync(DigestView whole, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chosen = SectionCap.Chosen(whole, alert.Wish.Form.MostInSection);
        var (tooMany, over) = (Shown(chosen), (double?)null);
        if (tooMany <= MostItems)
        {
            var all = await ComposeAsync(chosen, alert, digestId, now, cancellationToken);
            if (all.Fits) return (chosen, all);
            over = all.Fill;
        }
        else
        {
            tooMany = MostItems + 1;
        }

        // The largest cut that fits; the smallest is sent as it is. Each try costs a rendering: items are much of a size, so
        // that the next is where the line between the nearest two meets the limit.
        var (fits, view) = (0, SectionCap.Ranked(chosen, 0));
        var written = await ComposeAsync(view, alert, digestId, now, cancellationToken);
        for (var tries = 0; tooMany - fits > 1; tries++)
        {
            var middle = over is { } fill && tries < MostGuesses ? fits + (int)((tooMany - fits) * (1 - written.Fill) / (fill - written.Fill)) : (fits + tooMany) / 2;
            middle = Math.Clamp(middle, fits + 1, tooMany - 1);
            var tried = SectionCap.Ranked(chosen, middle);
            var mail = await ComposeAsync(tried, alert, digestId, now, cancellationToken);
            if (mail.Fits) (fits, view, written) = (middle, tried, mail);
            else (tooMany, over) = (middle, mail.Fill);
        }
        return (view, written);
    }

    private static int Shown(DigestView view) => view.Sections.Sum(section => section.Items.Count);

    private async Task<Written> ComposeAsync(DigestView view, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One message for each digest: its id follows from the digest's, so that it is the same on every try.
        var part = alert.Wish.Form.TextOnly ? null : await html.RenderAsync(view, cancellationToken);
        var mail = OutgoingMail.Of(alert, links, MailKind.Digest, OutgoingMail.IdFor(digestId), view.Subject, DigestText.Render(view), part, view.Pictures, now) with { DigestId = digestId };
        return new(mail, composer.Compose(mail), null, "");
    }
}
