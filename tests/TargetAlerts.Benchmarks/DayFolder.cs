using System.Globalization;
using System.Text.Json;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Benchmarks;

/// <summary>The settings, targets and alerts of the simulated day, as files and environment variables.</summary>
internal static class DayFolder
{
    public const string Listen = "http://127.0.0.1:5173";

    /// <summary>An empty folder with the shipped configuration.</summary>
    public static void Configure(string folder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "config");
        foreach (var old in new[] { "config", "data" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)) Directory.Delete(old, recursive: true);
        foreach (var file in Directory.GetFiles(shipped, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, "config", Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public static Dictionary<string, string> Storage(string folder, string? postgres)
    {
        var settings = new Dictionary<string, string> { ["TARGETALERTS__DataDirectory"] = Path.Combine(folder, "data"), ["TARGETALERTS__Web__Listen"] = Listen };
        if (postgres is not null) (settings["TARGETALERTS__Storage__Provider"], settings["TARGETALERTS__Storage__ConnectionString"]) = ("postgres", postgres);
        return settings;
    }

    /// <param name="due">A cron expression for all sources; null for the usual times.</param>
    public static Dictionary<string, string> Sources(UpstreamHost upstream, string? due)
    {
        var settings = new Dictionary<string, string>();
        foreach (var source in upstream.Sources)
        {
            var key = $"TARGETALERTS__Sources__{source.ToString().ToLowerInvariant()}__";
            settings[key + "BaseUrl"] = upstream.UrlOf(source);
            settings[key + "RequestsPerSecond"] = "1000";
            if (due is not null && source is not (UpstreamSource.Hgnc or UpstreamSource.MyGene)) settings[key + "Frequency"] = due;
        }
        settings["TARGETALERTS__Sources__rcsb__DataBaseUrl"] = upstream.UrlOf(UpstreamSource.Rcsb);
        settings["TARGETALERTS__Sources__feeds__Feeds__MadeUp"] = upstream.UrlOf(UpstreamSource.Feeds) + Sample.FeedPath;
        settings["TARGETALERTS__Sources__feeds__AllowPrivateAddresses"] = "true";
        return settings;
    }

    /// <summary>So many alerts, one target each in turn, daily and weekly in turn, all due at that minute of today.</summary>
    public static void Alerts(string folder, int count, IReadOnlyList<string> targets, DateTimeOffset at) => File.WriteAllText(Path.Combine(folder, "config", "alerts.json"), JsonSerializer.Serialize(
        Enumerable.Range(0, count).ToDictionary(number => $"day-{number}", number => new Dictionary<string, object>
        {
            ["email"] = $"reader-{number}@example.org",
            ["targets"] = new[] { targets[number % targets.Count] },
            ["frequency"] = number / targets.Count % 2 == 0 ? "daily" : "weekly",
            ["day"] = at.ToString("ddd", CultureInfo.InvariantCulture).ToLowerInvariant(),
            ["at"] = at.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["timeZone"] = "UTC",
            ["confirmed"] = true,
        })));
}
