using System.Globalization;
using System.Net.Security;
using TargetAlerts.Settings;

namespace TargetAlerts.Delivery;

/// <summary>The configured relay.</summary>
internal sealed class SmtpRelay(MailOptions options, TimeProvider clock) : IMailRoute
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port}");

    /// <summary>A test's own authority is no system authority.</summary>
    internal RemoteCertificateValidationCallback Verify { get; init; } = (_, _, _, errors) => errors == SslPolicyErrors.None;

    /// <summary>Connects, secures, logs in and offers a sender, and leaves again; null when all of it was taken.</summary>
    public async Task<SmtpOutcome?> GreetAsync(string envelopeFrom, CancellationToken cancellationToken)
    {
        using var session = new SmtpSession(options, clock, Verify);
        if (await session.OpenAsync(cancellationToken) is { } refused) return refused;
        return await session.OfferAsync(envelopeFrom, cancellationToken);
    }

    public IMailLine Open() => new Line(options, clock, Verify);

    /// <summary>Keeps a session for up to 50 messages; after anything but an acceptance it is reset or replaced.</summary>
    private sealed class Line(MailOptions options, TimeProvider clock, RemoteCertificateValidationCallback verify) : IMailLine
    {
        private const int MostPerConnection = 50;
        private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
        private SmtpSession? _session;

        public async Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
        {
            using var limit = new CancellationTokenSource(options.SendLimit, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var kept = _session is not null;
            var outcome = await TryAsync(parcel, plain: false, beforeData, both.Token);
            // A kept connection may have been closed meanwhile; that says nothing about the relay.
            if (kept && outcome is { Stage: SmtpStage.Mail, Class: SmtpClass.Relay } and ({ Failure: SmtpFailure.Lost } or { Code: 421 }))
            {
                outcome = await TryAsync(parcel, plain: false, beforeData, both.Token);
            }
            if (outcome is { Class: SmtpClass.Protocol }) outcome = await TryAsync(parcel, plain: true, beforeData, both.Token);
            return outcome is { Failure: SmtpFailure.Cancelled } && !cancellationToken.IsCancellationRequested
                ? SmtpOutcome.Failed(outcome.Stage, SmtpFailure.Timeout, $"the send took longer than {options.SendLimit}")
                : outcome;
        }

        public async ValueTask DisposeAsync()
        {
            if (_session is not { } session) return;
            _session = null;
            try
            {
                using var limit = new CancellationTokenSource(Farewell, clock);
                await session.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception)
            {
                // What was accepted is accepted; how a relay takes a QUIT changes nothing (RFC 5321 section 4.1.1.10).
            }
            session.Dispose();
        }

        private async Task<SmtpOutcome?> TryAsync(Parcel parcel, bool plain, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
        {
            if (_session is { } worn && (plain || worn.Carried >= MostPerConnection || !worn.IsConnected)) await DisposeAsync();
            if (_session is null && await OpenAsync(cancellationToken) is { } refused) return refused;
            var outcome = await _session!.TransactAsync(parcel, plain, beforeData, cancellationToken);
            if (outcome is { Class: SmtpClass.Sent }) return outcome;
            if (outcome is { Failure: not SmtpFailure.None } or { Code: 421 } || !await _session.ResetAsync(cancellationToken)) Drop();
            return outcome;
        }

        private async Task<SmtpOutcome?> OpenAsync(CancellationToken cancellationToken)
        {
            _session = new SmtpSession(options, clock, verify);
            var refused = await _session.OpenAsync(cancellationToken);
            if (refused is not null) Drop();
            return refused;
        }

        private void Drop()
        {
            _session?.Dispose();
            _session = null;
        }
    }
}
