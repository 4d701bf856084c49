using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Containers;

/// <summary>The shipped compose file in a real engine, as a project that is gone afterwards.</summary>
internal sealed class Compose : IAsyncDisposable
{
    public const string Pages = "http://localhost:5073", StandIn = "http://localhost:5080/_stand-in", Catcher = "http://localhost:8025";

    private static readonly string Root = HouseTests.Root();

    private readonly string[] _program, _options;

    private Compose(string[] program, string[] options) => (_program, _options) = (program, options);

    public HttpClient Http { get; } = new();

    public string Project { get; } = $"targetalerts-test-{Guid.NewGuid():N}"[..24];

    /// <summary>Skips the test where there is no engine.</summary>
    public static async Task<Compose> OfAsync(params string[] options)
    {
        if (await TryAsync("docker", "info") is null) Assert.Skip("no container engine");
        return new(await TryAsync("docker", "compose", "version") is null ? ["docker-compose"] : ["docker", "compose"], options);
    }

    public async Task<string> DoAsync(params string[] arguments) => await CallAsync([.. _program, "--project-name", Project, .. _options, .. arguments]);

    public Task<string> ExecAsync(string service, params string[] arguments) => DoAsync(["exec", "-T", service, .. arguments]);

    /// <summary>A command of the program, in a service's container.</summary>
    public async Task<JsonElement> AskAsync(string service, params string[] arguments) =>
        JsonDocument.Parse(await ExecAsync(service, ["targetalerts", .. arguments, "--json"])).RootElement;

    public async Task<string> ContainerAsync(string service) => (await DoAsync("ps", "-q", service)).Trim();

    public static Task<string> DockerAsync(params string[] arguments) => CallAsync(["docker", .. arguments]);

    /// <summary>Once a page answers with success.</summary>
    public async Task WaitAsync(string url)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await Http.GetAsync(url, TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (tries < 240)
            {
                // It is not there yet.
            }
            Assert.True(tries < 240, $"{url} does not answer.");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the mail catcher holds, in the order it came.</summary>
    public async Task<IReadOnlyList<Accepted>> MailsAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        using var list = JsonDocument.Parse(await Http.GetStringAsync(new Uri($"{Catcher}/api/v1/messages?limit=100000"), stop));
        var mails = new List<Accepted>();
        foreach (var mail in list.RootElement.GetProperty("messages").EnumerateArray().OrderBy(mail => mail.GetProperty("ID").GetString()!.PadLeft(40)))
        {
            var raw = await Http.GetByteArrayAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"{Catcher}/api/v1/message/{mail.GetProperty("ID").GetString()}/raw")), stop);
            mails.Add(new(mail.GetProperty("From").GetProperty("Address").GetString()!, mail.GetProperty("To")[0].GetProperty("Address").GetString()!, raw));
        }
        return mails;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await DoAsync("down", "--volumes", "--timeout", "0");
    }

    private static async Task<string> CallAsync(string[] line) =>
        await RunAsync(line) is var (code, said, complained) && code == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', line)} ended with {code}:\n{said}\n{complained}");

    private static async Task<string?> TryAsync(params string[] line)
    {
        try
        {
            return await RunAsync(line) is (0, var said, _) ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Said, string Complained)> RunAsync(string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TARGETALERTS_NEWS_EVERY"] = "0" },
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said, await complained);
    }
}
