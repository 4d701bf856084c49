using System.Diagnostics;
using System.Text;

namespace TargetAlerts.Tests.Kill;

/// <param name="Code">137 after a SIGKILL.</param>
internal sealed record Ended(int Code, string Said, string Complained)
{
    public bool Killed => Code == 137;

    public override string ToString() => $"exit code {Code}\n{Said}\n{Complained}";
}

/// <summary>The real program as a process of its own.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _said = new(), _complained = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(_said, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(_complained, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>What it has said up to now.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public static ServiceProcess Start(string folder, IEnumerable<KeyValuePair<string, string>> settings, string? kill, params IEnumerable<string> arguments) =>
        Start(Path.Combine(AppContext.BaseDirectory, "targetalerts.dll"), folder, settings, kill, arguments);

    /// <param name="program">Another build of it.</param>
    public static ServiceProcess Start(string program, string folder, IEnumerable<KeyValuePair<string, string>> settings, string? kill, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TARGETALERTS", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        foreach (var (key, value) in settings) start.Environment["TARGETALERTS__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (kill is not null) start.Environment[KillPoints.Variable] = kill;
        return new(start);
    }

    public async Task<Ended> EndAsync(CancellationToken cancellationToken)
    {
        if (!await EndsWithinAsync(Deadline, cancellationToken))
        {
            Kill();
            throw new TimeoutException($"It did not end within {Deadline}: {string.Join(' ', _process.StartInfo.ArgumentList)}\n{_said}\n{_complained}");
        }
        // Once more without a limit: only then is all that it said here.
        await _process.WaitForExitAsync(cancellationToken);
        lock (_said) return new(_process.ExitCode, _said.ToString(), _complained.ToString());
    }

    /// <summary>False when it still lives then.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _process.WaitForExitAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Until the service says that it is running.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(Deadline, cancellationToken);

    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(StringBuilder into, string? line)
    {
        lock (_said) into.AppendLine(line);
        if (line?.Contains("TargetAlerts is running on", StringComparison.Ordinal) == true) _ready.TrySetResult();
    }
}
