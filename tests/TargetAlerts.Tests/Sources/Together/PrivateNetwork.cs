using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>
/// A network as some institutes have it: names resolve only at its proxy, which opens tunnels (RFC 9110 section 9.3.6), and
/// the certificates behind it are signed by an authority of their own. Every tunnel leads to one stand-in.
/// </summary>
internal sealed class PrivateNetwork : IAsyncDisposable
{
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _standIn;
    private readonly Task _serving;

    public PrivateNetwork(Uri standIn, string authorityFile, params string[] hosts)
    {
        _standIn = standIn.Port;
        using var key = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Made-up institute", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var root = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(authorityFile, root.ExportCertificatePem());
        using var own = RSA.Create(2048);
        var request = new CertificateRequest($"CN={hosts[0]}", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts) names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        _certificate = signed.CopyWithPrivateKey(own);
        _proxy.Start();
        _serving = ServeAsync();
    }

    public string Proxy => $"http://{_proxy.LocalEndpoint}";

    /// <summary>"papers.example:443", for each tunnel that was asked for.</summary>
    public ConcurrentQueue<string> Tunnels { get; } = [];

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(TunnelAsync(await _proxy.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TunnelAsync(TcpClient asker)
    {
        using var _ = asker;
        try
        {
            var wire = asker.GetStream();
            var head = await HeadAsync(wire);
            if (!head.StartsWith("CONNECT ", StringComparison.Ordinal)) return;
            Tunnels.Enqueue(head.Split(' ')[1]);
            await wire.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _end.Token);
            await using var secured = new SslStream(wire);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            using var behind = new TcpClient();
            await behind.ConnectAsync(IPAddress.Loopback, _standIn, _end.Token);
            await Task.WhenAny(secured.CopyToAsync(behind.GetStream(), _end.Token), behind.GetStream().CopyToAsync(secured, _end.Token));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
        {
            // The asker did not trust the certificate, or left.
        }
    }

    private async Task<string> HeadAsync(NetworkStream wire)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await wire.ReadAsync(one, _end.Token) == 1) head.Append((char)one[0]);
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _proxy.Dispose();
        _end.Dispose();
        _certificate.Dispose();
    }
}
