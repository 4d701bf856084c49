using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TargetAlerts.Tests.EndToEnd;

/// <summary>A real Postfix on a loopback port of its own, whose mail for example.org lands in a Maildir of the test. Further lines of main.cf override its own.</summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    private readonly string _folder;

    private PostfixServer(string folder, int port) => (_folder, Port) = (folder, port);

    /// <summary>Postfix is there, and may be started.</summary>
    public static bool IsInstalled => OperatingSystem.IsLinux() && File.Exists("/usr/sbin/postfix") && Environment.UserName == "root";

    public int Port { get; }

    /// <summary>Delivered messages, as Postfix wrote them.</summary>
    public IReadOnlyList<string> Delivered => Directory.Exists(Inbox) ? Directory.GetFiles(Inbox) : [];

    /// <summary>The Maildir of a mailbox that further lines map to "bounces/".</summary>
    public string Bounces => Path.Combine(_folder, "mail", "bounces");

    public string Log => File.ReadAllText(Path.Combine(_folder, "log", "postfix.log"));

    private string Inbox => Path.Combine(_folder, "mail", "all", "new");

    public static async Task<PostfixServer> StartAsync(params string[] settings)
    {
        Assert.SkipUnless(IsInstalled, "Postfix is not installed, or the tests do not run as root");
        var folder = Directory.CreateTempSubdirectory("targetalerts-postfix-").FullName;
        foreach (var name in new[] { "etc", "queue", "data", "mail", "log" }) Directory.CreateDirectory(Path.Combine(folder, name));
        var port = FreePort.Find();
        WriteSettings(folder, settings);
        File.WriteAllText(Path.Combine(folder, "etc", "master.cf"), $"""
            127.0.0.1:{port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd
            """ + "\n");
        Run("chmod", "755", folder);
        Run("chown", "-R", "postfix", Path.Combine(folder, "data"));
        Run("chown", "-R", "65534:65534", Path.Combine(folder, "mail"));
        var server = new PostfixServer(folder, port);
        await server.BeginAsync();
        return server;
    }

    /// <summary>Begins anew with other further lines.</summary>
    public Task RestartAsync(params string[] settings)
    {
        Assert.Equal(0, Postfix("stop"));
        WriteSettings(_folder, settings);
        return BeginAsync();
    }

    public Task UntilDeliveredAsync(int count) => UntilAsync(() => Delivered.Count >= count, $"{count} messages to be delivered");

    public Task UntilReturnedAsync(int count) => UntilAsync(() => Directory.Exists(Path.Combine(Bounces, "new")) && Directory.GetFiles(Path.Combine(Bounces, "new")).Length >= count, $"{count} messages to come back");

    public ValueTask DisposeAsync()
    {
        Postfix("stop");
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task BeginAsync()
    {
        Assert.Equal(0, Postfix("start"));
        return UntilAsync(() => Answers(Port), "Postfix to listen");
    }

    private int Postfix(string command) => Run("/usr/sbin/postfix", "-c", Path.Combine(_folder, "etc"), command);

    private static void WriteSettings(string folder, string[] settings) =>
        File.WriteAllText(Path.Combine(folder, "etc", "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {folder}/queue
            data_directory = {folder}/data
            maillog_file = {folder}/log/postfix.log
            maillog_file_prefixes = {folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.example.org
            mydestination =
            mynetworks = 127.0.0.0/8
            smtpd_relay_restrictions = permit_mynetworks, reject
            virtual_mailbox_domains = example.org
            virtual_mailbox_base = {folder}/mail
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            """ + "\n" + string.Join('\n', settings) + "\n");

    private async Task UntilAsync(Func<bool> holds, string what)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!holds())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain for {what}. {(File.Exists(Path.Combine(_folder, "log", "postfix.log")) ? Log : "")}");
            }
        }
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
