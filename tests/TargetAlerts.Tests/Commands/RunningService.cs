using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Tests.Commands;

/// <summary>"run" in a process of its own, until it is told to stop.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _line = new(0);

    private RunningService(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public HttpClient Client { get; } = new();

    public static async Task<RunningService> StartAsync(TargetAlertsProcess house, params string[] arguments)
    {
        var service = new RunningService(house.Start(["run", .. arguments]));
        service.Client.BaseAddress = await service._address.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Waits until a line of the log says it.</summary>
    public async Task SaysAsync(string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        while (!Lines.Any(line => line.Contains(text, StringComparison.Ordinal))) await _line.WaitAsync(deadline.Token);
    }

    /// <summary>SIGTERM, as systemd and a container's host send it.</summary>
    public static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<(int Code, TimeSpan Took)> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        Terminate(_process);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
        Client.Dispose();
        _line.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("The service ended: " + string.Join('\n', Lines)));
            return;
        }
        Lines.Enqueue(line);
        if (RunningOn().Match(line) is { Success: true } found) _address.TrySetResult(new Uri(found.Groups[1].Value));
        _line.Release();
    }

    [GeneratedRegex(@"running on (http://[^ ,]+?)\. ")]
    private static partial Regex RunningOn();
}
