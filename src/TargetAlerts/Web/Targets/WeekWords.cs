using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Web.Targets;

/// <summary>The last seven days of a target in two sentences: the bad news by name, the rest by number.</summary>
/// <param name="Bad">"1 trial terminated, 2 papers retracted."; empty without any.</param>
/// <param name="Rest">"Beside them 14 papers and 3 trials. 17 new records; a usual week has 23."</param>
public sealed record WeekWords(string Bad, string Rest)
{
    // Fewer weeks make no custom.
    private const int FewestWeeks = 4, Quarter = 90;

    /// <param name="recorded">How long changes have been recorded: the weeks before this one say what is usual.</param>
    internal static WeekWords Of(IEnumerable<string> bad, IReadOnlyList<KindCount> counts, TimeSpan recorded)
    {
        var named = Phrases.Events(bad).ToList();
        var fresh = counts.Where(row => row.Week > 0).OrderByDescending(row => row.Week).Select(row => (row.Week, Kind: Enum.Parse<RecordKind>(row.Kind, ignoreCase: true)))
            .Select(row => Phrases.Count(row.Week, KindWords.One(row.Kind), KindWords.Many(row.Kind).ToLowerInvariant())).ToList();
        var week = counts.Sum(row => row.Week);
        var weeks = (Math.Min(recorded.TotalDays, Quarter) / 7) - 1;
        var usual = weeks < FewestWeeks ? 0 : (int)Math.Round((counts.Sum(row => row.Quarter) - week) / weeks);
        var rest = fresh.Count == 0 ? (named.Count == 0 ? "Nothing new." : "No new records.")
            : $"{(named.Count > 0 ? "Beside that " : "")}{Phrases.Join(fresh)}{(fresh.Count > 1 ? $": {Phrases.Count(week, "new record")}" : "")}.";
        return new(named.Count == 0 ? "" : Phrases.Sentence(string.Join(", ", named)) + ".", usual > 0 ? $"{rest} A usual week has {Phrases.Count(usual, "new record")}." : rest);
    }
}
