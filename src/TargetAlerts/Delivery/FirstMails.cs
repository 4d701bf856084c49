using TargetAlerts.Digests;
using TargetAlerts.Digests.State;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>
/// The first mail of each alert that was confirmed by its reader: the state of its targets. It waits for their first checks, a day
/// at most, and is written once.
/// </summary>
internal sealed class FirstMails(AlertStore alerts, WatchStore watches, SourceRegistry sources, StateWriter writer, DigestHtml html, MailComposer composer, OutboxStore outbox, Links links, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var alert in await alerts.WithoutStateAsync(ConfirmationMail.Consent, cancellationToken))
        {
            var waiting = await WaitingAsync(alert, cancellationToken);
            if (waiting.Count > 0 && time.GetUtcNow() - alert.ConfirmedAt < Patience) continue;
            var mail = await ComposeAsync(await writer.WriteAsync(alert, waiting, cancellationToken), alert, cancellationToken);
            if (await alerts.TellStateAsync(alert.Id, time.GetUtcNow(), connection => outbox.AddAsync(connection, mail, composer.Compose(mail)), cancellationToken)) written++;
        }
        return written;
    }

    private async Task<IReadOnlyList<string>> WaitingAsync(Alert alert, CancellationToken cancellationToken)
    {
        var read = (await watches.AllAsync(cancellationToken)).Where(watch => watch.BaselineAt is not null).Select(watch => (watch.Target, watch.Source)).ToHashSet();
        return [.. sources.All.Select(source => source.Description).Where(source => AlertWords.Reads(alert, source.Name) && alert.Wish.Targets.Keys.Any(target => !read.Contains((target, source.Name.Value)))).Select(source => source.Label)];
    }

    private async Task<OutgoingMail> ComposeAsync(StateView view, Alert alert, CancellationToken cancellationToken)
    {
        // One an alert: its id follows from the alert's, so that two makers cannot both leave one.
        var id = OutgoingMail.IdFor("state:" + alert.Id);
        if (!alert.Wish.Form.TextOnly) view = view with { Pictures = DigestPicture.Ladders([.. view.States.Select(state => state.Ladder).Where(ladder => ladder.Rungs.Count > 0)], id) };
        return OutgoingMail.Of(alert, links, MailKind.State, id, view.Subject, StateText.Render(view),
            alert.Wish.Form.TextOnly ? null : await html.RenderAsync(view, cancellationToken), view.Pictures, time.GetUtcNow());
    }
}
