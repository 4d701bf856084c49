using System.Data.Common;
using System.Text;
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

    // About how full a mail without items is.
    private const double Bare = 0.2;

    /// <param name="FullHtml">The whole digest where the mail could not hold it; null otherwise.</param>
    /// <param name="Told">Its items in these words, as they are kept.</param>
    internal sealed record Written(OutgoingMail Mail, ComposedMail Composed, string? FullHtml, string Told);

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
        var chosen = SectionCap.Chosen(whole, alert.Wish.Form.MostInSection);
        // Most fit as they are; of those that do not, it is the archive's page.
        var page = !alert.Wish.Form.TextOnly && ReferenceEquals(chosen, whole) ? await html.RenderAsync(whole, cancellationToken) : null;
        var (view, written) = await FittedAsync(chosen, page, alert, digestId, now, cancellationToken);
        return written with
        {
            Told = ToldItem.Write(whole),
            FullHtml = view.Sections.Any(section => section.Omitted > 0) ? page ?? await html.RenderAsync(whole, cancellationToken) : null,
        };
    }

    public Task AddAsync(DbConnection connection, Written written) => outbox.AddAsync(connection, written.Mail, written.Composed);

    /// <param name="page">Its HTML, if it is there already.</param>
    private async Task<(DigestView View, Written Written)> FittedAsync(DigestView chosen, string? page, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (tooMany, over) = (MostItems + 1, (double?)null);
        if (Shown(chosen) <= MostItems)
        {
            var (fill, all) = await TryAsync(chosen, page, alert, digestId, now, cancellationToken);
            if (all is not null) return (chosen, all);
            (tooMany, over) = (Shown(chosen), fill);
        }

        // The largest cut that fits. Each try costs a rendering: items are much of a size, so that the next is where the line
        // between the nearest two meets the limit.
        var (fits, under) = (0, Bare);
        (DigestView View, Written Written)? found = null;
        for (var tries = 0; tooMany - fits > 1; tries++)
        {
            var middle = over is { } most && tries < MostGuesses ? fits + (int)((tooMany - fits) * (1 - under) / (most - under)) : (fits + tooMany) / 2;
            middle = Math.Clamp(middle, fits + 1, tooMany - 1);
            var view = SectionCap.Ranked(chosen, middle);
            var (fill, written) = await TryAsync(view, null, alert, digestId, now, cancellationToken);
            if (written is null) (tooMany, over) = (middle, fill);
            else (fits, under, found) = (middle, fill, (view, written));
        }
        if (found is { } fitted) return fitted;
        // Not even one item fits: it is sent without.
        var bare = SectionCap.Ranked(chosen, 0);
        return (bare, Compose(bare, alert.Wish.Form.TextOnly ? null : await html.RenderAsync(bare, cancellationToken), alert, digestId, now));
    }

    /// <summary>How full a mail of this would be, and the mail where it fits.</summary>
    private async Task<(double Fill, Written? Written)> TryAsync(DigestView view, string? page, Alert alert, string digestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        page = alert.Wish.Form.TextOnly ? null : page ?? await html.RenderAsync(view, cancellationToken);
        var fill = page is null ? 0 : (double)Encoding.UTF8.GetByteCount(page) / LargestHtml;
        if (fill > 1) return (fill, null);
        var written = Compose(view, page, alert, digestId, now);
        fill = Math.Max(fill, (double)written.Composed.Bytes.Length / Largest);
        return (fill, fill > 1 ? null : written);
    }

    private static int Shown(DigestView view) => view.Sections.Sum(section => section.Items.Count);

    private Written Compose(DigestView view, string? page, Alert alert, string digestId, DateTimeOffset now)
    {
        // One message for each digest: its id follows from the digest's, so that it is the same on every try.
        var mail = OutgoingMail.Of(alert, links, MailKind.Digest, OutgoingMail.IdFor(digestId), view.Subject, DigestText.Render(view), page, view.Pictures, now) with { DigestId = digestId };
        return new(mail, composer.Compose(mail), null, "");
    }
}
