using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using TargetAlerts.Settings;

namespace TargetAlerts.Delivery;

/// <summary>
/// One connection. MailKit connects, secures and logs in; the transaction itself is said command by command, so that
/// the stage is ours, no extension rewrites anything, and the stored bytes go out as they are.
/// </summary>
internal sealed class SmtpSession : SmtpClient
{
    // TLS protects the password, so the plainest comes first; those that want a token instead of a password are left out.
    private static readonly string[] Mechanisms = ["PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"];

    private readonly MailOptions _options;
    private readonly TimeProvider _clock;
    private readonly SmtpWatch _watch;
    private readonly RemoteCertificateValidationCallback _verify;
    private bool _certificateRefused;
    private WatchedStream? _wire;

    public SmtpSession(MailOptions options, TimeProvider clock, RemoteCertificateValidationCallback verify)
        : this(options, clock, verify, new SmtpWatch())
    {
    }

    private SmtpSession(MailOptions options, TimeProvider clock, RemoteCertificateValidationCallback verify, SmtpWatch watch)
        : base(watch)
    {
        (_options, _clock, _verify, _watch) = (options, clock, verify, watch);
        ServerCertificateValidationCallback = (sender, certificate, chain, errors) => !(_certificateRefused = !_verify(sender, certificate, chain, errors));
        // A revocation list that cannot be reached must not stop the mail; .NET would count it as a refusal.
        CheckCertificateRevocation = false;
    }

    /// <summary>Messages this connection carried.</summary>
    public int Carried { get; private set; }

    /// <summary>Null when the session stands.</summary>
    public async Task<SmtpOutcome?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _watch.Stage = SmtpStage.Connect;
            _wire = await DialAsync(cancellationToken);
            await GreetAsync(_wire, cancellationToken);
            await LogInAsync(cancellationToken);
            KillPoints.Reach(KillPoints.SmtpConnected);
            return null;
        }
        catch (Exception error)
        {
            return Failed(error, cancellationToken);
        }
    }

    /// <summary>Null when <paramref name="beforeData"/> said no.</summary>
    public async Task<SmtpOutcome?> TransactAsync(Parcel parcel, bool plain, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
    {
        var body = DotStuffed(parcel.Bytes);
        _wire!.ExpectCommands();
        try
        {
            var size = !plain && Capabilities.HasFlag(SmtpCapabilities.Size) ? string.Create(CultureInfo.InvariantCulture, $" SIZE={parcel.Bytes.Length}") : "";
            if (await SayAsync(SmtpStage.Mail, $"MAIL FROM:<{MailAddress.Demand(parcel.EnvelopeFrom)}>{size}", cancellationToken) is var mail and not { Code: >= 200 and < 300 }) return mail;
            if (await SayAsync(SmtpStage.Rcpt, $"RCPT TO:<{MailAddress.Demand(parcel.Recipient)}>", cancellationToken) is var rcpt and not { Code: >= 200 and < 300 }) return rcpt;
            if (!await beforeData(cancellationToken)) return null;
            KillPoints.Reach(KillPoints.SmtpBeforeData);
            if (await SayAsync(SmtpStage.Data, "DATA", cancellationToken) is var data and not { Code: 354 }) return data;
            return await SayBodyAsync(body, cancellationToken);
        }
        catch (Exception error)
        {
            return Failed(error, cancellationToken);
        }
    }

    /// <summary>Whether a sender would be taken: the transaction is left before it names anybody. Null when it would.</summary>
    public async Task<SmtpOutcome?> OfferAsync(string envelopeFrom, CancellationToken cancellationToken)
    {
        _wire!.ExpectCommands();
        try
        {
            var mail = await SayAsync(SmtpStage.Mail, $"MAIL FROM:<{MailAddress.Demand(envelopeFrom)}>", cancellationToken);
            await ResetAsync(cancellationToken);
            return mail is { Code: >= 200 and < 300 } ? null : mail;
        }
        catch (Exception error)
        {
            return Failed(error, cancellationToken);
        }
    }

    /// <summary>True when the connection is fit for another transaction.</summary>
    public async Task<bool> ResetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return IsConnected && (await WithinAsync(_options.Timeouts.Command, token => SendCommandAsync("RSET", token), cancellationToken)).StatusCode == SmtpStatusCode.Ok;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task<WatchedStream> DialAsync(CancellationToken cancellationToken)
    {
        // Nagle's wait costs a factor of fifty on a kept connection.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync(_options.Timeouts.Connect, async token =>
            {
                await socket.ConnectAsync(_options.Host!, _options.Port, token);
                return true;
            }, cancellationToken);
            if (_options.Security == MailSecurity.None && !IsLoopback(socket)) throw new ClearTextException();
            LocalDomain = Plain(((IPEndPoint)socket.LocalEndPoint!).Address).ToString();
            return new WatchedStream(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Task<bool> GreetAsync(WatchedStream wire, CancellationToken cancellationToken) => WithinAsync(_options.Timeouts.Command, async token =>
    {
        await ConnectAsync(wire, _options.Host!, _options.Port, _options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, token);
        return true;
    }, cancellationToken);

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_options.UserName)) return;
        _watch.Stage = SmtpStage.Auth;
        // One mechanism, one try: MailKit would offer a wrong password by every one of them, and relays lock accounts for that.
        var mechanism = Array.Find(Mechanisms, AuthenticationMechanisms.Contains);
        AuthenticationMechanisms.RemoveWhere(offered => offered != mechanism);
        await WithinAsync(_options.Timeouts.Command, async token =>
        {
            await AuthenticateAsync(Encoding.UTF8, _options.UserName, _options.Password ?? "", token);
            return true;
        }, cancellationToken);
    }

    private async Task<SmtpOutcome> SayAsync(SmtpStage stage, string command, CancellationToken cancellationToken)
    {
        _watch.Stage = stage;
        var answer = await WithinAsync(_options.Timeouts.Command, token => SendCommandAsync(command, token), cancellationToken);
        return SmtpOutcome.Answer(stage, (int)answer.StatusCode, answer.Response);
    }

    private async Task<SmtpOutcome> SayBodyAsync(string body, CancellationToken cancellationToken)
    {
        Carried++;
        _wire!.ExpectBody(body.Length);
        KillPoints.Reach(KillPoints.SmtpBeforeBody);
        var answer = await WithinAsync(_options.Timeouts.FinalDot, token => SendCommandAsync(body, token), cancellationToken);
        KillPoints.Reach(KillPoints.SmtpAnswerRead);
        return SmtpOutcome.Answer(SmtpStage.FinalDot, (int)answer.StatusCode, answer.Response);
    }

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await act(both.Token);
        }
        catch (Exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {limit}");
        }
    }

    private SmtpOutcome Failed(Exception error, CancellationToken cancellationToken)
    {
        var stage = _watch.Stage == SmtpStage.Data && _wire is { DotMayBeSent: true } ? SmtpStage.FinalDot : _watch.Stage;
        if (cancellationToken.IsCancellationRequested) return SmtpOutcome.Failed(stage, SmtpFailure.Cancelled, "stopped by us");
        return error switch
        {
            ClearTextException => SmtpOutcome.Failed(stage, SmtpFailure.ClearText, "clear text is for a relay on loopback alone"),
            SmtpCommandException answered => SmtpOutcome.Answer(stage, (int)answered.StatusCode, answered.Message),
            TimeoutException => SmtpOutcome.Failed(stage, SmtpFailure.Timeout, error.Message),
            SslHandshakeException when _certificateRefused => SmtpOutcome.Failed(stage, SmtpFailure.Certificate, "the relay's certificate is not valid for its name"),
            SslHandshakeException { InnerException: IOException or SocketException } => SmtpOutcome.Failed(stage, SmtpFailure.Lost, error.InnerException!.Message),
            SslHandshakeException => SmtpOutcome.Failed(stage, SmtpFailure.Certificate, "no TLS could be agreed on: " + error.InnerException?.Message),
            NotSupportedException when stage == SmtpStage.Auth => SmtpOutcome.Failed(stage, SmtpFailure.Login, "the relay offers no login with a password"),
            NotSupportedException => SmtpOutcome.Failed(stage, SmtpFailure.NoStartTls, "the relay offers no STARTTLS"),
            AuthenticationException when _watch.Code >= 400 => SmtpOutcome.Answer(stage, _watch.Code, _watch.Text),
            AuthenticationException => SmtpOutcome.Failed(stage, SmtpFailure.Login, error.Message),
            _ => SmtpOutcome.Failed(stage, SmtpFailure.Lost, error.Message),
        };
    }

    /// <summary>RFC 5321 section 4.5.2; the dot that ends it included.</summary>
    private static string DotStuffed(byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        if (text.StartsWith('.')) text = "." + text;
        return text + (text.EndsWith("\r\n", StringComparison.Ordinal) ? ".\r\n" : "\r\n.\r\n");
    }

    private static bool IsLoopback(Socket socket) => IPAddress.IsLoopback(Plain(((IPEndPoint)socket.RemoteEndPoint!).Address));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed class ClearTextException : Exception;
}
