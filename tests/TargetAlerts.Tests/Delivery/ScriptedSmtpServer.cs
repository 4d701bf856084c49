using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TargetAlerts.Tests.Delivery;

public enum Step { Greeting, Ehlo, StartTls, Auth, Mail, Rcpt, Data, Body, Dot }

/// <summary>What the server does at a step instead of the normal answer.</summary>
internal abstract record Reaction
{
    internal sealed record Say(string Line) : Reaction;

    internal sealed record HangUp : Reaction;

    internal sealed record Silence : Reaction;
}

/// <param name="Raw">As it came, dots unstuffed.</param>
internal sealed record Accepted(string EnvelopeFrom, string Recipient, byte[] Raw)
{
    /// <summary>The client said something more on the connection: it has read the answer, and done with it what it had to.</summary>
    public bool Heeded { get; set; }
}

/// <summary>An SMTP server that notes "accepted" before it answers, and can misbehave at each step.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Step, int> _counts = new();
    private readonly Task _accepting;

    public ScriptedSmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAllAsync();
    }

    /// <summary>Step and how often it was reached before (from 0) → reaction; null is the normal answer.</summary>
    public Func<Step, int, Reaction?> Script { get; set; } = (_, _) => null;

    /// <summary>A reaction to one recipient.</summary>
    public Func<Step, string, Reaction?> ForRecipient { get; set; } = (_, _) => null;

    public X509Certificate2? Certificate { get; init; }

    public bool TlsAtOnce { get; init; }

    public bool OffersStartTls { get; init; }

    public ConcurrentQueue<Accepted> Taken { get; } = [];

    /// <summary>Every command line, in clear or decrypted.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public int Connections { get; private set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        Certificate?.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                _ = ServeAsync(client);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                Stream stream = client.GetStream();
                if (TlsAtOnce) stream = await SecureAsync(stream);
                await TalkAsync(stream);
            }
            catch (Exception)
            {
                // The client left, or a reaction hung up.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var lines = new Lines(stream, _stop.Token);
        await AnswerAsync(lines, Step.Greeting, null, "220 scripted ESMTP");
        var (from, to) = ("", "");
        Accepted? taken = null;
        while (await lines.ReadAsync() is { } line)
        {
            taken?.Heeded = true;
            Heard.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO" or "HELO":
                    var offers = OffersStartTls && lines.Stream is not SslStream ? "250-STARTTLS\r\n" : "";
                    await AnswerAsync(lines, Step.Ehlo, null, $"250-scripted\r\n{offers}250-SIZE 20000000\r\n250-ENHANCEDSTATUSCODES\r\n250-AUTH LOGIN PLAIN\r\n250 8BITMIME");
                    break;
                case "STARTTLS":
                    if (!await AnswerAsync(lines, Step.StartTls, null, "220 go ahead")) break;
                    lines = new Lines(await SecureAsync(lines.Stream), _stop.Token);
                    break;
                case "AUTH":
                    await AnswerAsync(lines, Step.Auth, null, "235 2.7.0 welcome");
                    break;
                case "MAIL":
                    from = Path(line);
                    await AnswerAsync(lines, Step.Mail, null, "250 2.1.0 ok");
                    break;
                case "RCPT":
                    to = Path(line);
                    await AnswerAsync(lines, Step.Rcpt, to, "250 2.1.5 ok");
                    break;
                case "DATA":
                    if (!await AnswerAsync(lines, Step.Data, to, "354 go on")) break;
                    taken = await TakeAsync(lines, from, to);
                    break;
                case "QUIT":
                    await lines.WriteAsync("221 bye");
                    return;
                default:
                    await lines.WriteAsync("250 2.0.0 ok");
                    break;
            }
        }
    }

    private async Task<Accepted?> TakeAsync(Lines lines, string from, string to)
    {
        // The first line of the body is in before anything goes wrong with the rest.
        var body = new StringBuilder(await lines.ReadAsync() + "\r\n");
        await AnswerAsync(lines, Step.Body, to, null);
        while (true)
        {
            // What breaks off before its final dot is not a message.
            var line = await lines.ReadAsync() ?? throw new IOException("the client left");
            if (line == ".") break;
            body.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        // A 421 here may come from a server that has taken the message all the same.
        var refused = ReactionTo(Step.Dot, to, peek: true) is Reaction.Say say && !say.Line.StartsWith("421", StringComparison.Ordinal);
        var taken = refused ? null : new Accepted(from, to, Encoding.Latin1.GetBytes(body.ToString()));
        if (taken is not null) Taken.Enqueue(taken);
        await AnswerAsync(lines, Step.Dot, to, "250 2.0.0 accepted");
        return taken;
    }

    private Reaction? ReactionTo(Step step, string? recipient, bool peek)
    {
        var count = peek ? _counts.GetValueOrDefault(step) : _counts.AddOrUpdate(step, 1, (_, n) => n + 1) - 1;
        return Script(step, count) ?? (recipient is null ? null : ForRecipient(step, recipient));
    }

    /// <summary>True when the normal answer was given.</summary>
    private async Task<bool> AnswerAsync(Lines lines, Step step, string? recipient, string? normal)
    {
        switch (ReactionTo(step, recipient, peek: false))
        {
            case Reaction.Say say:
                await lines.WriteAsync(say.Line);
                if (say.Line.StartsWith("421", StringComparison.Ordinal)) throw new IOException("closing");
                return false;
            case Reaction.HangUp:
                throw new IOException("hanging up");
            case Reaction.Silence:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            default:
                if (normal is not null) await lines.WriteAsync(normal);
                return true;
        }
    }

    private async Task<SslStream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }

    private static string Path(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private sealed class Lines(Stream stream, CancellationToken stop)
    {
        private readonly byte[] _buffer = new byte[4096];
        private int _at;
        private int _end;

        public Stream Stream => stream;

        public async Task<string?> ReadAsync()
        {
            var line = new StringBuilder();
            while (true)
            {
                if (_at == _end)
                {
                    (_at, _end) = (0, await stream.ReadAsync(_buffer, stop));
                    if (_end == 0) return null;
                }
                var octet = (char)_buffer[_at++];
                line.Append(octet);
                if (line.Length > 1 && octet == '\n' && line[^2] == '\r') return line.ToString(0, line.Length - 2);
            }
        }

        public Task WriteAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stop).AsTask();
    }
}
