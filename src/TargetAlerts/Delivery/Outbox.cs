using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <param name="Probe">By hand: try a paused or stopped relay at once.</param>
internal sealed record DeliverOptions(bool Probe = false)
{
    /// <summary>How long an open transaction may finish after a stop was asked for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(40);
}

/// <param name="Waiting">Messages still to be sent, now or later.</param>
internal sealed record DeliveryReport(int Sent, int Failed, int Unknown, int Waiting);

/// <summary>Sends what is ready: claim, mark in flight, hand over, note the end. Each step is one commit or one network step.</summary>
internal sealed partial class Outbox(
    OutboxStore store, DeliveryNotes notes, RelayHealth health, SendingHold hold, IMailRoute route, MailOptions options, TimeProvider clock, ILogger<Outbox> logger)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(2);

    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{OutgoingMail.NewId()}";

    // Waits on the wire go by the real clock: a relay does not know of ours, which a test may have stopped.
    private readonly Pace _pace = new(options.PerSecond, TimeProvider.System);

    public async Task<DeliveryReport> DeliverAsync(DeliverOptions asked, CancellationToken cancellationToken)
    {
        var round = new DeliveryRound(await health.ReadAsync(cancellationToken));
        if (await hold.ReadAsync(cancellationToken) is null && (!round.Relay.ClosedAt(clock.GetUtcNow()) || asked.Probe)) await SendAllAsync(round, asked.Grace, cancellationToken);
        if (round.Sent > 0) await hold.NoteRoundAsync(CancellationToken.None);
        var report = new DeliveryReport(round.Sent, round.Failed, round.Unknown, await store.WaitingAsync(CancellationToken.None));
        if (report != new DeliveryReport(0, 0, 0, report.Waiting)) Log.Delivered(logger, report.Sent, report.Failed, report.Unknown, report.Waiting);
        return report;
    }

    private async Task SendAllAsync(DeliveryRound round, TimeSpan grace, CancellationToken cancellationToken)
    {
        // A stop ends claiming at once; what is being said to the relay may be finished within the grace.
        using var open = new CancellationTokenSource();
        using var graceTimer = clock.CreateTimer(_ => Cancel(open), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var stop = cancellationToken.Register(() => graceTimer.Change(grace, Timeout.InfiniteTimeSpan));

        // While the relay is not known to be well, one message asks; the rest follow once it was taken.
        if (round.Relay.State != RelayState.Ok) await DrainAsync(round, mostMessages: 1, open.Token, cancellationToken);
        if (round.Relay.State != RelayState.Ok) return;
        var lines = Enumerable.Range(0, Math.Max(1, options.Connections)).Select(_ => DrainAsync(round, int.MaxValue, open.Token, cancellationToken));
        await Task.WhenAll(lines);
    }

    private async Task DrainAsync(DeliveryRound round, int mostMessages, CancellationToken open, CancellationToken stop)
    {
        await using var line = route.Open();
        for (var count = 0; count < mostMessages && !stop.IsCancellationRequested; count++)
        {
            if (count > 0 && round.Relay.State != RelayState.Ok) return;
            if (await ClaimAsync(stop) is not { } message) return;
            using var span = Traces.Start("deliver", ("message", message.Id), ("digest", message.DigestId));
            var outcome = await HandOverAsync(line, message, open, stop);
            if (outcome is null) Log.LostClaim(logger, message.Id);
            else await NoteAsync(round, message, outcome, open);
            if (outcome is not { Class: SmtpClass.Sent }) span.Fail(outcome?.ToString());
        }
    }

    private async Task<ClaimedMessage?> ClaimAsync(CancellationToken stop)
    {
        try
        {
            return await store.ClaimAsync(_owner, options.Lease, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<SmtpOutcome?> HandOverAsync(IMailLine line, ClaimedMessage message, CancellationToken open, CancellationToken stop)
    {
        try
        {
            await _pace.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return SmtpOutcome.Failed(SmtpStage.Connect, SmtpFailure.Cancelled, "stopped by us");
        }
        StorageTroubleException? trouble = null;
        var outcome = await line.SendAsync(message.Parcel, async token =>
        {
            try
            {
                return await store.MarkInFlightAsync(message, token);
            }
            catch (StorageTroubleException unmarked)
            {
                // It is no fault of the relay's, which takes whatever is thrown here for one: nothing is handed over.
                trouble = unmarked;
                return false;
            }
        }, open);
        return trouble is null ? outcome : throw trouble;
    }

    // What happened, happened: while it cannot be stored it is kept here, or an accepted message would be sent again.
    private async Task NoteAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome, CancellationToken open)
    {
        while (true)
        {
            try
            {
                await notes.WriteAsync(round, message, outcome);
                return;
            }
            catch (StorageTroubleException trouble) when (!open.IsCancellationRequested)
            {
                Log.NotNoted(logger, message.Id, trouble.Message);
                await Task.Delay(AgainAfter, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The round ended while the timer fired.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Delivered: {Sent} sent, {Failed} failed, {Unknown} unknown, {Waiting} waiting.")]
        public static partial void Delivered(ILogger logger, int sent, int failed, int unknown, int waiting);

        [LoggerMessage(2, LogLevel.Warning, "Message {Id} was not sent: its lease ended before it was handed over.")]
        public static partial void LostClaim(ILogger logger, string id);

        [LoggerMessage(3, LogLevel.Warning, "How message {Id} ended cannot be noted yet: {Trouble}. It is tried again.")]
        public static partial void NotNoted(ILogger logger, string id, string trouble);
    }
}
