using System.Text.RegularExpressions;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>Which studies a request asks for.</summary>
internal static partial class StudyFilter
{
    private static readonly string[] Statuses =
    [
        "ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING", "SUSPENDED",
        "TERMINATED", "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING",
        "WITHHELD", "UNKNOWN",
    ];

    public static IReadOnlyList<IndexedTrial> Find(TrialModel model, Parameters parameters)
    {
        IEnumerable<IndexedTrial> found = model.Snapshot();
        foreach (var (name, value) in parameters.All)
        {
            if (string.IsNullOrWhiteSpace(value))
                continue;
            if (name.StartsWith("query.", StringComparison.Ordinal))
                found = Matching(found, name, value, SearchAreas.Of(name));
            else if (name.EndsWith("ilter.advanced", StringComparison.Ordinal))
                found = Matching(found, name, value, SearchAreas.Of("query.term"));
            else if (name.EndsWith("ilter.ids", StringComparison.Ordinal))
                found = Numbered(found, Ids(model, name, value));
            else if (name.EndsWith("ilter.overallStatus", StringComparison.Ordinal))
                found = InStatus(found, Items(value), name);
        }
        return [.. found];
    }

    public static bool IsNumber(string text) => Number().IsMatch(text);

    private static IEnumerable<IndexedTrial> Matching(IEnumerable<IndexedTrial> trials, string name, string value, IReadOnlyList<string> paths)
    {
        var query = EssieParser.Parse(name, value);
        return trials.Where(trial => query.Matches(trial, paths));
    }

    private static IEnumerable<IndexedTrial> Numbered(IEnumerable<IndexedTrial> trials, HashSet<string> ids) =>
        trials.Where(trial => ids.Contains(trial.Trial.NctId));

    private static IEnumerable<IndexedTrial> InStatus(IEnumerable<IndexedTrial> trials, string[] statuses, string name)
    {
        if (statuses.FirstOrDefault(status => !Statuses.Contains(status)) is { } unknown)
            throw new BadRequest($"Invalid value in parameter `{name}`: `{unknown}`");
        var path = Pieces.Path("OverallStatus")!;
        return trials.Where(trial => trial.Values(path).Any(statuses.Contains));
    }

    // One bad number fails the whole call; an alias finds the surviving study.
    private static HashSet<string> Ids(TrialModel model, string name, string value)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Items(value))
        {
            if (!IsNumber(id))
                throw new BadRequest($"`{name}` value `{id}` has incorrect format");
            ids.Add(model.Find(id)?.NctId ?? throw new BadRequest($"Invalid value in parameter `{name}`: `{id}`"));
        }
        return ids;
    }

    private static string[] Items(string value) => value.Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^NCT[0-9]{8}$")]
    private static partial Regex Number();
}
