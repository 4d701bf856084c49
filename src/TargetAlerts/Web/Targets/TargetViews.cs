using TargetAlerts.Changes;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;

namespace TargetAlerts.Web.Targets;

/// <summary>Makes a target's page, in the words digests use.</summary>
internal sealed class TargetViews(TimelineStore timeline, WatchStore watches, SourceRegistry sources, TimeProvider time)
{
    private const int PageSize = 40;

    // More than so many in a week is a flood, and is said to be one by its numbers.
    private const int MostBad = 200;

    public async Task<TargetView> MakeAsync(DrugTarget target, TimelineFilter filter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var question = filter.Question(target.Symbol, now, PageSize + 1);
        var changes = await timeline.ReadAsync(question, cancellationToken);
        var shown = changes.Take(PageSize).ToList();
        var counts = await timeline.CountsAsync(target.Symbol, now, cancellationToken);
        var week = await timeline.ReadAsync(new(target.Symbol, [], null, 0, now.AddDays(-7), null, MostBad) { Loud = true }, cancellationToken);
        var drugsMoved = await timeline.ReadAsync(new(target.Symbol, ["drug"], null, 0, now.AddDays(-7), null, MostBad), cancellationToken);
        var writer = Writer(target);
        var asked = sources.All.Select(source => source.Description).ToList();
        return new()
        {
            Symbol = target.Symbol,
            Name = $"{Phrases.Sentence(target.Name)} · {target.Organism}",
            Identity = TargetIdentity.Of(target),
            Cautions = target.Cautions(),
            Counts = [.. counts.Where(row => row.Known > 0)
                .Select(row => (Kind: Enum.Parse<RecordKind>(row.Kind, ignoreCase: true), Row: row)).OrderBy(one => one.Kind)
                .Select(one => new CountRow(KindWords.Many(one.Kind), one.Row.Known, one.Row.Week, one.Row.Quarter, one.Row.Withdrawn))],
            Week = WeekWords.Of(week.Select(Told).Where(writer.IsBad).Select(writer.Event), counts, await RecordedAsync(target, now, cancellationToken)),
            Weeks = WeeklyBars.Of(await timeline.DatedAsync(target.Symbol, WeeklyBars.First(today), cancellationToken), today),
            Ladder = PhaseLadder.Of(await timeline.RecordsAsync(target.Symbol, "drug", cancellationToken),
                drugsMoved.Where(PhaseLadder.Moves).Select(one => (one.Change.Source.Value, one.Change.RecordId)).ToHashSet()),
            Structures = StructureDots.Of(await timeline.RecordsAsync(target.Symbol, "structure", cancellationToken), today),
            Filter = filter,
            Total = await timeline.CountAsync(question, cancellationToken),
            Timeline = Days(target, shown),
            Older = changes.Count > PageSize ? filter.Query(shown[^1].Change.Number) : null,
            Coming = ComingTrials.Of(await timeline.RecordsAsync(target.Symbol, "trial", cancellationToken), today, today.AddYears(1)),
            Coverage = await CoverageAsync(target, cancellationToken),
            Sources = [.. asked.Select(source => (source.Name.Value, source.Label))],
            Kinds = [.. asked.SelectMany(source => source.Kinds).Distinct().Order().Select(kind => (kind.ToString().ToLowerInvariant(), KindWords.Many(kind)))],
            Credits = [.. asked.Select(source => source.Credit).Where(credit => credit.Length > 0).Distinct()],
            Marked = target.Marked(),
        };
    }

    /// <summary>The changes a filter lets through, each as an item of its own, newest first.</summary>
    public async IAsyncEnumerable<(Considered Change, DigestItem Item)> ExportAsync(DrugTarget target, TimelineFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int slice = 500;
        var writer = Writer(target);
        for (var before = filter.Before; ;)
        {
            var changes = await timeline.ReadAsync(filter.Question(target.Symbol, time.GetUtcNow(), slice) with { Before = before }, cancellationToken);
            foreach (var change in changes) yield return (change, Item(writer, change));
            if (changes.Count < slice) yield break;
            before = changes[^1].Change.Number;
        }
    }

    /// <summary>One page of what the filter lets through, and whether there is more.</summary>
    public async Task<(int Total, IReadOnlyList<(Considered Considered, DigestItem Item)> Changes, bool More)> ChangesAsync(DrugTarget target, TimelineFilter filter, CancellationToken cancellationToken)
    {
        var question = filter.Question(target.Symbol, time.GetUtcNow(), PageSize + 1);
        var changes = await timeline.ReadAsync(question, cancellationToken);
        var writer = Writer(target);
        return (await timeline.CountAsync(question, cancellationToken), [.. changes.Take(PageSize).Select(change => (change, Item(writer, change)))], changes.Count > PageSize);
    }

    private List<(string Day, IReadOnlyList<DigestItem> Items)> Days(DrugTarget target, IReadOnlyList<Considered> changes)
    {
        var writer = Writer(target);
        return [.. changes.GroupBy(change => DateOnly.FromDateTime(change.Change.DetectedAt.UtcDateTime))
            .Select(day => (Phrases.Day(day.Key), (IReadOnlyList<DigestItem>)[.. day.Select(change => Item(writer, change))]))];
    }

    private ItemWriter Writer(DrugTarget target) => new(new Wish { Targets = new Dictionary<string, long> { [target.Symbol] = 0 } }, sources, TimeZoneInfo.Utc);

    // A mail opens a new paper with its title, in a section of papers; a line of the timeline says what it is.
    internal static DigestItem Item(ItemWriter writer, Considered considered)
    {
        var item = Told(considered);
        return writer.Write(item, 0) with { Event = writer.Event(item) };
    }

    private static Item Told(Considered considered) => new()
    {
        Record = considered.Record,
        Kind = considered.Change.Kind,
        Severity = considered.Change.Severity,
        Reason = considered.Change.Reason,
        Facts = considered.Change.Kind == ChangeKind.Added ? [] : [.. considered.Change.Facts.Select(fact => new ItemFact(considered.Change.Source, fact))],
        Told = [considered],
    };

    /// <summary>How long changes of the target have been recorded.</summary>
    private async Task<TimeSpan> RecordedAsync(DrugTarget target, DateTimeOffset now, CancellationToken cancellationToken) =>
        now - ((await watches.AllAsync(cancellationToken)).Where(watch => watch.Target == target.Symbol).Min(watch => watch.BaselineAt) ?? now);

    private async Task<IReadOnlyList<CoverageLine>> CoverageAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        var known = (await watches.AllAsync(cancellationToken)).Where(watch => watch.Target == target.Symbol).ToDictionary(watch => watch.Source);
        return [.. sources.All.Where(source => known.ContainsKey(source.Description.Name.Value))
            .Select(source => CoverageReport.Line(known[source.Description.Name.Value], source.Description, 0, severalTargets: false, TimeZoneInfo.Utc))];
    }
}
