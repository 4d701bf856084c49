using System.Diagnostics;
using System.Globalization;

namespace TargetAlerts.Benchmarks;

/// <summary>A program as a process of its own, and what the kernel says of it.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private MeasuredProcess(Process process) => _process = process;

    /// <summary>Processor time of all its threads.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB now.</summary>
    public double Resident => Memory("VmRSS:");

    /// <summary>The most it ever was.</summary>
    public double Peak => Memory("VmHWM:");

    /// <summary>The program, or with <paramref name="self"/> this one; what it says goes to a file in its folder.</summary>
    public static MeasuredProcess Start(string folder, IReadOnlyDictionary<string, string> environment, bool self, params IReadOnlyList<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, self ? "TargetAlerts.Benchmarks.dll" : "targetalerts.dll");
        string[] call = ["-c", "exec dotnet \"$0\" \"$@\" >> said.txt 2>&1", program, .. arguments];
        var start = new ProcessStartInfo("/bin/sh", call) { WorkingDirectory = folder };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>The time from its start until an address says 200.</summary>
    public async Task<TimeSpan> ReadyAsync(Uri address)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(address);
                if (answer.IsSuccessStatusCode) return Stopwatch.GetElapsedTime(_started);
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Waits for its end, which must be good.</summary>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0) throw new InvalidOperationException($"the program ended with {_process.ExitCode}: see said.txt in {_process.StartInfo.WorkingDirectory}");
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private double Memory(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(one => one.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
