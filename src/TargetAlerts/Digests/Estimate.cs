using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>
/// What would have been told as new before changes were recorded: a record that came silently with its watch's baseline
/// counts as seen when the day ended that its source dates it to. Pure.
/// </summary>
internal sealed class Estimate
{
    private readonly RecordedSince _recorded;
    private readonly List<Considered> _arrivals = [];

    public Estimate(IEnumerable<(SourceRecord Record, IReadOnlyList<Membership> Memberships)> stored, RecordedSince recorded, SourceRegistry sources)
    {
        _recorded = recorded;
        foreach (var (record, memberships) in stored)
        {
            foreach (var membership in memberships)
            {
                if (recorded.Of(membership.Target, membership.Source) is not { } begun || membership.FirstSeenAt > begun || sources.Get(record.Source).Description.Newcomer(record) is not { } worth) continue;
                _arrivals.Add(new(new Change
                {
                    Source = record.Source,
                    RecordId = record.Id,
                    Target = membership.Target,
                    Kind = ChangeKind.Added,
                    Severity = worth,
                    DetectedAt = Arrival(record, begun),
                }, record, memberships));
            }
        }
        // Zero and less: before every recorded change, and told from them.
        _arrivals = [.. _arrivals.OrderBy(one => one.Change.DetectedAt).ThenBy(one => one.Record.Source.Value, StringComparer.Ordinal).ThenBy(one => one.Record.Id, StringComparer.Ordinal)
            .Select((one, at) => one with { Change = one.Change with { Number = at - _arrivals.Count } })];
    }

    public IEnumerable<Considered> Between(DateTimeOffset after, DateTimeOffset upTo) => _arrivals.Where(one => one.Change.DetectedAt > after && one.Change.DetectedAt <= upTo);

    /// <summary>Works whose records were seen on their sources' days, too: a twin of an older day is known.</summary>
    public Works Dated(Works works) => works with { Twins = [.. works.Twins.Select(twin => twin with { Memberships = [.. twin.Memberships.Select(membership => Dated(twin.Record, membership))] })] };

    private Membership Dated(SourceRecord record, Membership membership) => _recorded.Of(membership.Target, membership.Source) is { } begun && membership.FirstSeenAt <= begun
        ? membership with { FirstSeenAt = Arrival(record, begun) } : membership;

    // One without a date had been there.
    private static DateTimeOffset Arrival(SourceRecord record, DateTimeOffset begun) => record.Dated is not { } day ? DateTimeOffset.MinValue
        : new DateTimeOffset(day.AddDays(1), default, default) is var arrival && arrival < begun ? arrival : begun;
}
