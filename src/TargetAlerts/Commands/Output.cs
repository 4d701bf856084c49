using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using TargetAlerts.Checks;

namespace TargetAlerts.Commands;

/// <summary>What a command says: lines for a person, or one JSON document; both on stdout. Faults go to stderr.</summary>
internal sealed class Output(bool json)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public bool Json => json;

    /// <summary>The document with --json, else the lines.</summary>
    public void Write(object document, IEnumerable<string> lines)
    {
        if (!json)
        {
            foreach (var line in lines) Console.Out.WriteLine(line);
            return;
        }
        // JSON is UTF-8 whatever the terminal's character set (RFC 8259 section 8.1).
        using var stdout = Console.OpenStandardOutput();
        stdout.Write([.. JsonSerializer.SerializeToUtf8Bytes(document, document.GetType(), Format), (byte)'\n']);
    }

    public static void Fault(string line) => Console.Error.WriteLine(line);

    /// <summary>Shows the progress of checks: bars on a terminal, a plain line now and then elsewhere.</summary>
    public async Task<T> WithProgressAsync<T>(Func<IProgress<CheckProgress>?, Task<T>> work)
    {
        if (json) return await work(null);
        if (!Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await AnsiConsole.Progress().AutoClear(true).StartAsync(context => work(new Bars(context)));
        }
        return await work(new PlainProgress());
    }

    private sealed class Bars(ProgressContext context) : IProgress<CheckProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = [];

        public void Report(CheckProgress value)
        {
            lock (_bars)
            {
                var name = $"{value.Source} {value.Target}";
                if (!_bars.TryGetValue(name, out var bar)) _bars[name] = bar = context.AddTask(Markup.Escape(name));
                bar.MaxValue = Math.Max(1, value.Total ?? value.Seen);
                bar.Value = value.Seen;
            }
        }
    }

    private sealed class PlainProgress : IProgress<CheckProgress>
    {
        private const int Step = 1_000;

        private readonly Dictionary<string, int> _said = [];

        public void Report(CheckProgress value)
        {
            lock (_said)
            {
                var name = $"{value.Source} {value.Target}";
                if (value.Seen - _said.GetValueOrDefault(name) < Step) return;
                _said[name] = value.Seen;
                Console.Out.WriteLine($"{name}: {value.Seen} of {value.Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}");
            }
        }
    }
}
