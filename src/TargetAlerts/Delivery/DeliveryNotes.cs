using System.Globalization;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <summary>Writes down how an attempt ended: for the message, its address and the relay. A note is never cancelled: what happened, happened.</summary>
internal sealed partial class DeliveryNotes(
    MessageEndings endings, Bounces bounces, RelayHealth health, IOperatorAlarm alarm, TimeProvider clock, ILogger<DeliveryNotes> logger) : IDisposable
{
    private const int ExtraAttempts = 2;
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMinutes(15);
    private readonly SemaphoreSlim _relay = new(1, 1);

    public async Task WriteAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        var verdict = Judge(round, message, outcome);
        if (verdict != SmtpClass.Sent) Log.NotSent(logger, message.Id, MailAddress.Mask(message.Parcel.Recipient), verdict, outcome.ToString());
        switch (verdict)
        {
            case SmtpClass.Sent:
                await SentAsync(round, message, outcome);
                break;
            case SmtpClass.Relay when outcome.Failure == SmtpFailure.Cancelled:
                await endings.AgainAsync(message, new Retry(clock.GetUtcNow(), outcome.ToString()), CancellationToken.None);
                break;
            case SmtpClass.Relay:
                await PauseAsync(round, message, outcome);
                break;
            case SmtpClass.Configuration or SmtpClass.Protocol:
                await StopAsync(round, message, outcome);
                break;
            case SmtpClass.Retry:
                await RetryAsync(round, message, outcome);
                break;
            case SmtpClass.Unknown when outcome.Failure == SmtpFailure.Cancelled:
                // Like a crash: it stays in flight, and when the lease ends the same bytes go out again.
                break;
            case SmtpClass.Unknown:
                await UnknownAsync(round, message, outcome);
                break;
            default:
                await RefusedAsync(round, message, verdict, outcome);
                break;
        }
        // An answer about the message is news of the relay, too: it works. Noted after the message, so that an acceptance is committed first.
        if (outcome is { Stage: >= SmtpStage.Rcpt, Class: SmtpClass.Sent or SmtpClass.Retry or SmtpClass.HardBounce or SmtpClass.Recipient or SmtpClass.Refused })
        {
            await RelayAsync(round, _ => RelayCondition.Fine);
        }
    }

    // What the relay does to one message alone, while it takes others, must neither hold up those nor be tried for ever.
    private static SmtpClass Judge(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        var alone = message.RelayFailures > 0 && outcome.Failure != SmtpFailure.Cancelled && round.Relay.MetOnly(message.Id);
        return outcome.Class switch
        {
            SmtpClass.Relay when alone && outcome.Stage >= SmtpStage.Mail => SmtpClass.Retry,
            SmtpClass.Configuration or SmtpClass.Protocol when alone && outcome.Stage >= SmtpStage.Rcpt => SmtpClass.Refused,
            var plain => plain,
        };
    }

    public void Dispose() => _relay.Dispose();

    private async Task SentAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        await endings.SentAsync(message, outcome.ToString(), CancellationToken.None);
        round.CountSent();
    }

    private async Task RetryAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        var now = clock.GetUtcNow();
        if (now - message.Parcel.CreatedAt >= RetrySchedule.GiveUp)
        {
            await FailAsync(round, message, "given up after 5 days: " + outcome, alarming: true);
            return;
        }
        await endings.AgainAsync(message, new Retry(now + RetrySchedule.Delay(message.Attempts, Random.Shared.NextDouble()), outcome.ToString(), Attempt: 1), CancellationToken.None);
    }

    private async Task UnknownAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        if (message.Unknowns < ExtraAttempts)
        {
            var at = clock.GetUtcNow() + RetrySchedule.Delay(message.Unknowns, Random.Shared.NextDouble());
            await endings.AgainAsync(message, new Retry(at, outcome.ToString(), Unknown: 1), CancellationToken.None);
            return;
        }
        if (!(await endings.UnknownAsync(message, outcome.ToString(), CancellationToken.None)).Held) return;
        round.CountUnknown();
        if (message.Kind != MailKind.Operator) await alarm.RaiseAsync(Subject(message), $"{Name(message)} may or may not have arrived: the relay's answer to it was lost three times ({outcome}). Its items open the next digest, marked as a possible repeat.", CancellationToken.None);
    }

    private async Task RefusedAsync(DeliveryRound round, ClaimedMessage message, SmtpClass verdict, SmtpOutcome outcome)
    {
        // First the address, then the message: a crash between the two must not forget the bounce.
        if (verdict == SmtpClass.HardBounce) await bounces.SuppressAsync(message.Parcel.Recipient, outcome.ToString(), CancellationToken.None);
        if (verdict == SmtpClass.Recipient) await bounces.CountAsync(message.Parcel.Recipient, outcome.ToString(), CancellationToken.None);
        await FailAsync(round, message, outcome.ToString(), alarming: verdict == SmtpClass.Refused);
    }

    private async Task FailAsync(DeliveryRound round, ClaimedMessage message, string reason, bool alarming)
    {
        var ending = await endings.FailedAsync(message, reason, CancellationToken.None);
        if (!ending.Held) return;
        round.CountFailed();
        // The operator is not mailed about the operator's mail.
        if (alarming && message.Kind != MailKind.Operator) await alarm.RaiseAsync(Subject(message), $"{Name(message)} was not delivered: {reason}", CancellationToken.None);
        if (ending.Parked) await alarm.RaiseAsync("alert:" + message.AlertId, $"Alert {message.AlertId} is paused: three digests in a row could not be delivered ({reason}).", CancellationToken.None);
    }

    private async Task PauseAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var relay = await RelayAsync(round, before => before.Worse(RelayState.Paused, outcome.ToString(), message.Id, RetrySchedule.RelayPause(before.Failures), now));
        await HandBackAsync(message, outcome, now);
        Log.Paused(logger, relay.NextProbe ?? now, outcome.ToString());
    }

    private async Task StopAsync(DeliveryRound round, ClaimedMessage message, SmtpOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var known = round.Relay.State == RelayState.Stopped;
        await RelayAsync(round, before => before.Worse(RelayState.Stopped, outcome.ToString(), message.Id, ProbeEvery, now));
        await HandBackAsync(message, outcome, now);
        if (known) return;
        await alarm.RaiseAsync("relay", $"Sending has stopped: the relay refuses us ({outcome}). {Remedy.For(outcome)} It is tried again every 15 minutes, or at once by \"targetalerts deliver\".", CancellationToken.None);
    }

    // No attempt is spent. Ready at once, since the relay's own pause holds it back, but behind the others: another message asks first.
    private Task<bool> HandBackAsync(ClaimedMessage message, SmtpOutcome outcome, DateTimeOffset at) => endings.AgainAsync(
        message, new Retry(at, outcome.ToString(), RelayFailure: outcome.Stage >= SmtpStage.Mail ? 1 : 0), CancellationToken.None);

    private async Task<RelayCondition> RelayAsync(DeliveryRound round, Func<RelayCondition, RelayCondition> change)
    {
        await _relay.WaitAsync();
        try
        {
            var after = change(round.Relay);
            if (after == round.Relay) return after;
            round.Relay = after;
            await health.WriteAsync(after, CancellationToken.None);
            return after;
        }
        finally
        {
            _relay.Release();
        }
    }

    private static string Subject(ClaimedMessage message) => message.DigestId is { } digest ? "digest:" + digest : "message:" + message.Id;

    private static string Name(ClaimedMessage message) => string.Create(CultureInfo.InvariantCulture,
        $"{(message.DigestId is { } digest ? "Digest " + digest : message.Kind + " mail " + message.Id)} to {MailAddress.Mask(message.Parcel.Recipient)}");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Message {Id} to {Address}: {Verdict} ({Outcome})")]
        public static partial void NotSent(ILogger logger, string id, string address, SmtpClass verdict, string outcome);

        [LoggerMessage(2, LogLevel.Warning, "The relay is left alone until {Until:u}: {Outcome}")]
        public static partial void Paused(ILogger logger, DateTimeOffset until, string outcome);
    }
}
