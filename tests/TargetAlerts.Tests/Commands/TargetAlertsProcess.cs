using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Commands;

/// <summary>How a call ended.</summary>
internal sealed record Ended(int Code, string Out, string Error)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It went on, such as a service that should have refused to start, and was ended.</exception>
    public static async Task<Ended> OfAsync(Process process, CancellationToken cancellationToken)
    {
        var (stdout, stderr) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            if (cancellationToken.IsCancellationRequested) throw;
            throw new TimeoutException($"It did not end within {Deadline}: {await stdout}\n{await stderr}");
        }
        return new(process.ExitCode, await stdout, await stderr);
    }

    /// <summary>Stdout as exactly one document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Faults => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The built program in a working folder of its own, with its own copy of the shipped configuration.</summary>
internal sealed class TargetAlertsProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "targetalerts.dll");

    /// <param name="withConfig">False: an empty folder; the program finds the configuration beside itself.</param>
    public TargetAlertsProcess(UpstreamHost? upstream = null, bool withConfig = true)
    {
        if (withConfig)
        {
            Directory.CreateDirectory(Path.Combine(Config, "targets"));
            foreach (var file in Directory.GetFiles(TestTargets.ConfigFolder, "*.json", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(Config, Path.GetRelativePath(TestTargets.ConfigFolder, file)));
        }
        // Half of a short call is the compiler's; counting for a later, better code does not pay.
        Environment["DOTNET_TieredPGO"] = "0";
        Environment["TARGETALERTS__Web__Listen"] = "http://127.0.0.1:0";
        // What these tests are about is shown by two sources.
        foreach (var name in SourceNames.All.Except(["pubmed", "clinicaltrials"])) Environment[$"TARGETALERTS__Sources__{name}__Enabled"] = "false";
        foreach (var (name, url) in new[] { ("pubmed", upstream?.PubMedUrl), ("clinicaltrials", upstream?.ClinicalTrialsUrl) })
        {
            // Port 9 discards: without a stand-in every source is unavailable, and never the real one.
            Environment[$"TARGETALERTS__Sources__{name}__BaseUrl"] = url ?? "http://127.0.0.1:9/";
            Environment[$"TARGETALERTS__Sources__{name}__RequestsPerSecond"] = "1000";
            Environment[$"TARGETALERTS__Sources__{name}__Retries"] = "0";
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    public string Config => Path.Combine(Folder, "config");

    public string Data => Path.Combine(Folder, "data");

    public string[] Mails => Directory.Exists(Path.Combine(Data, "outbox")) ? Directory.GetFiles(Path.Combine(Data, "outbox"), "*.eml") : [];

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A call that reads its standard input.</summary>
    public async Task<Ended> TellAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments, reading: true);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await Ended.OfAsync(process, TestContext.Current.CancellationToken);
    }

    public async Task<Ended> CallAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await Ended.OfAsync(process, TestContext.Current.CancellationToken);
    }

    /// <summary>A call that is to end well.</summary>
    public async Task<Ended> DoneAsync(params string[] arguments)
    {
        var ended = await CallAsync(arguments);
        Assert.True(ended is { Code: 0, Error: "" }, $"{string.Join(' ', arguments)} ended {ended.Code}: {ended.Error}");
        return ended;
    }

    /// <summary>Its one JSON document.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments) => (await DoneAsync([.. arguments, "--json"])).Json;

    public Process Start(params string[] arguments) => Start(arguments, reading: false);

    private Process Start(string[] arguments, bool reading)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = reading,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in (string[])[Program, .. arguments]) start.ArgumentList.Add(argument);
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("TARGETALERTS", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(key);
        foreach (var (key, value) in Environment) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
