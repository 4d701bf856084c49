using System.Diagnostics.CodeAnalysis;

namespace TargetAlerts.Upstreams;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine(string Url, string? Replay, TimeSpan? NewsEvery = null)
{
    public const string Usage = "usage: [--urls URL | --port N] [--replay DIR] [--news-every SECONDS]   DIR holds pubmed/recorded and clinicaltrials/recorded";

    public static bool TryRead(string[] args, [NotNullWhen(true)] out CommandLine? line, out string? problem)
    {
        line = new CommandLine("http://127.0.0.1:5080", null);
        problem = null;
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : null;
            line = (args[at], value) switch
            {
                ("--urls", { } url) => line with { Url = url },
                ("--port", { } port) when ushort.TryParse(port, out var number) => line with { Url = $"http://127.0.0.1:{number}" },
                ("--replay", { } folder) when Directory.Exists(folder) => line with { Replay = folder },
                ("--news-every", { } seconds) when ushort.TryParse(seconds, out var number) => line with { NewsEvery = number == 0 ? null : TimeSpan.FromSeconds(number) },
                _ => null,
            };
            if (line is not null)
                continue;
            problem = $"cannot use: {args[at]} {value}";
            return false;
        }
        return true;
    }
}
