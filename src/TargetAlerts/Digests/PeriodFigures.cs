using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>A period of an alert that is over.</summary>
/// <param name="Kinds">The kind of each item's record, as far as it was kept.</param>
internal sealed record PastPeriod(DateOnly Start, DateOnly End, int Items, IReadOnlyList<RecordKind> Kinds);

/// <summary>A period beside the quarter before it, in numbers.</summary>
/// <param name="Word">"week" or "day".</param>
/// <param name="Usual">The median of the periods before.</param>
/// <param name="Bars">The oldest first, this period last.</param>
/// <param name="Kinds">By section of a digest, those that are not empty.</param>
public sealed record PeriodFigures(string Word, int Usual, IReadOnlyList<PeriodBar> Bars, IReadOnlyList<KindFigure> Kinds)
{
    /// <summary>Periods before this one: a quarter of weeks.</summary>
    internal const int Past = 12;

    // Fewer make no custom.
    private const int Fewest = 4;

    /// <summary>Bars of one height would say nothing.</summary>
    public bool Differ => Bars.Select(bar => bar.Items).Distinct().Count() > 1;

    internal static PeriodFigures? Of(Frequency frequency, DateOnly start, IReadOnlyList<DigestSection> sections, IReadOnlyList<PastPeriod> past)
    {
        var days = frequency == Frequency.Daily ? 1 : 7;
        // A first or a merged period is shorter or longer than those it would stand beside.
        List<PastPeriod> before = [.. past.Where(period => period.End.DayNumber - period.Start.DayNumber + 1 == days).OrderByDescending(period => period.Start).Take(Past)];
        if (before.Count < Fewest) return null;
        return new(
            frequency == Frequency.Daily ? "day" : "week",
            Median(before.Select(period => period.Items)),
            [.. before.AsEnumerable().Reverse().Select(period => new PeriodBar(period.Start, period.Items)), new(start, sections.Sum(section => section.Total))],
            [.. Phrases.Sections.Select(section => new KindFigure(
                    section.Title,
                    sections.SelectMany(one => one.Items).Count(item => section.Kinds.Contains(item.RecordKind)),
                    Median(before.Select(period => period.Kinds.Count(section.Kinds.Contains)))))
                .Where(figure => figure.Now > 0 || figure.Usual > 0)]);
    }

    private static int Median(IEnumerable<int> numbers)
    {
        int[] sorted = [.. numbers.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2] + 1) / 2;
    }
}

public sealed record PeriodBar(DateOnly Start, int Items);

/// <param name="Kind">"Papers and preprints".</param>
public sealed record KindFigure(string Kind, int Now, int Usual);
