using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>A real Dovecot on a loopback port of its own: any user has the password "right", and all have one Maildir.</summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private DovecotServer(string folder, int port, Process process) => (_folder, Port, _process) = (folder, port, process);

    /// <summary>Dovecot is there, and may be started.</summary>
    public static bool IsInstalled => OperatingSystem.IsLinux() && File.Exists("/usr/sbin/dovecot") && Directory.Exists("/usr/share/doc/dovecot-imapd") && Environment.UserName == "root";

    public int Port { get; }

    private string Mail => Path.Combine(_folder, "mail");

    /// <param name="certificate">With it TLS from the first byte; null: clear text.</param>
    public static async Task<DovecotServer> StartAsync(X509Certificate2? certificate = null)
    {
        Assert.SkipUnless(IsInstalled, "Dovecot (Debian: dovecot-imapd) is not installed, or the tests do not run as root");
        var folder = Directory.CreateTempSubdirectory("targetalerts-dovecot-").FullName;
        foreach (var name in new[] { "run", "state", "mail/new", "mail/cur", "mail/tmp" }) Directory.CreateDirectory(Path.Combine(folder, name));
        var port = FreePort.Find();
        var configuration = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            protocols = imap
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            listen = 127.0.0.1
            {{Secured(folder, certificate)}}
            disable_plaintext_auth = no
            auth_failure_delay = 0s
            mail_location = maildir:{{folder}}/mail
            first_valid_uid = 1
            passdb {
              driver = static
              args = password=right
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{folder}}/mail
            }
            service imap-login {
              inet_listener imap {
                port = {{(certificate is null ? port : 0)}}
              }
              inet_listener imaps {
                port = {{(certificate is null ? 0 : port)}}
              }
            }
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            namespace inbox {
              inbox = yes
            }
            """);
        Own(folder, "mail");
        Run("chmod", "711", folder);
        var server = new DovecotServer(folder, port, Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", configuration]) { RedirectStandardError = true })!);
        await TestService.UntilAsync(server.AnswersAsync);
        return server;
    }

    /// <summary>Delivers messages.</summary>
    public void Put(params string[] messages)
    {
        foreach (var message in messages) File.WriteAllText(Path.Combine(Mail, "new", $"{Guid.CreateVersion7()}.example"), message.ReplaceLineEndings("\n"));
        Own(_folder, "mail");
    }

    /// <summary>The messages that are there, with their flags: "F" for flagged, "S" for seen.</summary>
    public IReadOnlyList<string> Flags => [.. Directory.GetFiles(Path.Combine(Mail, "cur")).Concat(Directory.GetFiles(Path.Combine(Mail, "new"))).Select(file => file.Split(":2,") is [_, var flags] ? flags : "")];

    public async ValueTask DisposeAsync()
    {
        Run("/bin/kill", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Secured(string folder, X509Certificate2? certificate)
    {
        if (certificate is null) return "ssl = no";
        File.WriteAllText(Path.Combine(folder, "chain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return $"ssl = required\nssl_cert = <{folder}/chain.pem\nssl_key = <{folder}/key.pem";
    }

    private static void Own(string folder, string name) => Run("chown", "-R", "65534:65534", Path.Combine(folder, name));

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
