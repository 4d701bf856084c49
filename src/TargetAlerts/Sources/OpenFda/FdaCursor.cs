using System.Globalization;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>Which load of each endpoint was read, and the latest day of a recall report: "drugsfda=2026-08-11 enforcement=… shortages=… reported=2026-08-05".</summary>
internal sealed record FdaCursor(IReadOnlyDictionary<string, string> Loads, DateOnly? Reported)
{
    private const string Report = "reported";

    public static FdaCursor Read(string? text)
    {
        var parts = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[^1]);
        return new(parts.Where(part => part.Key != Report).ToDictionary(), parts.TryGetValue(Report, out var day) ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    /// <summary>True where an endpoint was loaded anew since, or does not say.</summary>
    public bool IsNews(FdaCursor gate, string endpoint) => !gate.Loads.TryGetValue(endpoint, out var load) || Loads.GetValueOrDefault(endpoint) != load;

    public override string ToString() => string.Join(' ', Loads.OrderBy(load => load.Key, StringComparer.Ordinal).Select(load => $"{load.Key}={load.Value}")
        .Concat(Reported is { } day ? [$"{Report}={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"] : []));
}
