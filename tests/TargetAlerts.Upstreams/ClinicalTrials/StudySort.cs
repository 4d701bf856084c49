namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The sort parameter: at most two fields, each with its direction.</summary>
internal static class StudySort
{
    public static IReadOnlyList<IndexedTrial> Apply(IReadOnlyList<IndexedTrial> trials, string? sort)
    {
        var keys = (sort ?? "").Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (keys.Length > 2)
            throw new BadRequest("`sort` has incorrect format: at most 2 fields");
        // Without a sort the real order is by relevance, which looks arbitrary from outside.
        IOrderedEnumerable<IndexedTrial> ordered = trials.OrderBy(_ => 0);
        if (keys.Length == 0)
            ordered = trials.OrderBy(trial => trial.Trial.NctId[^1]).ThenBy(trial => trial.Trial.NctId, StringComparer.Ordinal);
        foreach (var key in keys.Where(key => !key.StartsWith("@relevance", StringComparison.Ordinal)))
        {
            var (name, direction) = (key.Split(':')[0], key.Split(':').ElementAtOrDefault(1) ?? "asc");
            if (direction is not ("asc" or "desc"))
                throw new BadRequest($"`sort` has incorrect format: `{key}`");
            var path = Pieces.Path(name) ?? throw new BadRequest($"`sort` contains invalid field name `{name}`");
            ordered = direction == "asc"
                ? ordered.ThenBy(Key, StringComparer.Ordinal)
                : ordered.ThenByDescending(Key, StringComparer.Ordinal);

            string Key(IndexedTrial trial) => trial.Values(path) is [var value, ..]
                ? int.TryParse(value, out var number) ? number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture) : value
                : "";
        }
        return [.. ordered.ThenBy(trial => trial.Trial.NctId, StringComparer.Ordinal)];
    }
}
