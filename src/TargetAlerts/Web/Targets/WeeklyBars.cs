using TargetAlerts.Sources;

namespace TargetAlerts.Web.Targets;

/// <summary>New records per week over the last year, by the day their source took them in.</summary>
internal static class WeeklyBars
{
    private const int Weeks = 52;

    private static readonly (string Label, RecordKind[] Kinds)[] Rows =
    [
        ("Papers and preprints", [RecordKind.Publication, RecordKind.Preprint]),
        ("Trials", [RecordKind.Trial]),
        ("Approvals and labels", [RecordKind.Approval, RecordKind.Label, RecordKind.Recall, RecordKind.Shortage]),
        ("Structures and ligands", [RecordKind.Structure, RecordKind.Bioactivity]),
    ];

    /// <summary>The Monday with which the oldest week begins.</summary>
    public static DateOnly First(DateOnly today) => Monday(today).AddDays(-7 * (Weeks - 1));

    /// <summary>A row whose weeks are all equal says nothing and is left out.</summary>
    public static IReadOnlyList<WeekBars> Of(IReadOnlyList<(string Kind, DateOnly Day, int Count)> dated, DateOnly today)
    {
        var first = First(today);
        var bars = new List<WeekBars>();
        foreach (var (label, kinds) in Rows)
        {
            var weeks = new int[Weeks];
            foreach (var (kind, day, count) in dated)
            {
                var week = (day.DayNumber - first.DayNumber) / 7;
                if (week is >= 0 and < Weeks && kinds.Contains(Enum.Parse<RecordKind>(kind, ignoreCase: true))) weeks[week] += count;
            }
            if (weeks.Distinct().Count() > 1) bars.Add(new(label, weeks, first));
        }
        return bars;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
