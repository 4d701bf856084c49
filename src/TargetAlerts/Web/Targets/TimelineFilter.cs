using System.Globalization;
using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Web.Targets;

/// <summary>What the timeline shows; it lives in the address, so that a view can be kept and sent.</summary>
public sealed record TimelineFilter
{
    public static readonly IReadOnlyList<(string Value, string Words, int? Days)> Periods =
        [("7", "Last 7 days", 7), ("90", "Last 90 days", 90), ("365", "Last year", 365), ("all", "All", null)];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public string? Source { get; init; }

    public Severity Lowest { get; init; } = Severity.Low;

    public string Period { get; init; } = "90";

    /// <summary>The number of the change after which the page goes on.</summary>
    public long? Before { get; init; }

    /// <summary>Of an address; what makes no sense there is left out, as a page has no better answer.</summary>
    public static TimelineFilter Read(IQueryCollection query) => new()
    {
        Kinds = [.. query["kind"].OfType<string>().Where(kind => Enum.TryParse<RecordKind>(kind, ignoreCase: true, out _) && char.IsLetter(kind[0])).Select(kind => kind.ToLowerInvariant()).Distinct()],
        Source = SourceNames.All.FirstOrDefault(name => name == query["source"].ToString()),
        Lowest = query["severity"].ToString() switch { "high" => Severity.High, "normal" => Severity.Normal, _ => Severity.Low },
        Period = Periods.Any(period => period.Value == query["period"].ToString()) ? query["period"].ToString() : "90",
        Before = long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
    };

    internal TimelineQuestion Question(string target, DateTimeOffset now, int count) =>
        new(target, Kinds, Source, (int)Lowest, Periods.First(period => period.Value == Period).Days is { } days ? now.AddDays(-days) : null, Before, count);

    /// <summary>The query of the address: "?kind=trial&amp;period=90".</summary>
    public string Query(long? before = null)
    {
        var parts = Kinds.Select(kind => $"kind={kind}").ToList();
        if (Source is not null) parts.Add($"source={Source}");
        if (Lowest != Severity.Low) parts.Add($"severity={Lowest.ToString().ToLowerInvariant()}");
        if (Period != "90") parts.Add($"period={Period}");
        if (before is not null) parts.Add(string.Create(CultureInfo.InvariantCulture, $"before={before}"));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
