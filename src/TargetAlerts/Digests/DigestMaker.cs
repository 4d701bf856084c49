using TargetAlerts.Delivery;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <summary>How one alert's digest came out.</summary>
/// <param name="State">"ready", "empty".</param>
internal sealed record DigestReport(string Id, string Alert, int? Number, int Items, string State);

/// <summary>Makes an alert's digest: considers what is new to the alert, accounts for each change, writes the mail, stores all at once.</summary>
internal sealed class DigestMaker(DigestStore store, WorkStore works, WatchStore watches, DigestMail mail, TimelineStore records, SourceRegistry sources, TimeProvider time)
{
    private const int Slice = 1_000;

    /// <summary>The digest; null when another maker was faster.</summary>
    public async Task<DigestReport?> MakeAsync(Alert alert, DigestDue due, CancellationToken cancellationToken)
    {
        var upTo = await store.HighestChangeAsync(cancellationToken);
        // The filters in force now decide, also on what waits of a digest that did not arrive.
        var waiting = (await store.PendingAsync(alert.Id, [.. alert.Wish.Targets.Keys], cancellationToken)).ToLookup(considered => WishFilter.Wants(alert.Wish, considered));
        List<Considered> wanted = [.. waiting[true], .. await NewAsync(alert, upTo, cancellationToken)];
        var known = await works.ReadAsync(alert, wanted, cancellationToken);
        var heard = MuteFilter.Apply(alert.Wish, known, wanted);
        var period = new ItemBuilder(alert.Wish, known, sources).Build(heard.Changes);

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        var empty = period.Items.Count == 0;
        var commit = new DigestCommit
        {
            Id = id,
            AlertId = alert.Id,
            ScheduledAt = due.ScheduledAt,
            Sequence = due.Sequence,
            Number = empty ? null : alert.LastNumber + 1,
            State = empty && !alert.Wish.Heartbeat ? "empty" : "ready",
            Items = period.Items.Count,
            PeriodStart = due.PeriodStart,
            PeriodEnd = due.PeriodEnd,
            MadeAt = now,
            Position = alert.Position,
            UpTo = upTo,
            Told = period.Told,
            Joined = period.Joined,
            Unwanted = [.. waiting[false].Select(considered => considered.Change.Number)],
            Muted = heard.Muted,
        };
        DigestMail.Written? written = null;
        if (commit.State == "ready")
        {
            written = await mail.WriteAsync(await DraftAsync(alert, due, period, commit.Number ?? 0, cancellationToken), id, now, cancellationToken);
            commit = commit with { FullHtml = written.FullHtml, ToldItems = written.Told };
        }
        try
        {
            if (!await store.CommitAsync(commit, written is null ? null : connection => mail.AddAsync(connection, written), cancellationToken)) return null;
        }
        catch (DigestExistsException)
        {
            return null;
        }
        return new(id, alert.Id, commit.Number, commit.Items, commit.State);
    }

    /// <summary>Every change not considered yet that the alert wants.</summary>
    private async Task<List<Considered>> NewAsync(Alert alert, long upTo, CancellationToken cancellationToken)
    {
        string[] targets = [.. alert.Wish.Targets.Keys];
        var pending = new List<Considered>();
        for (var position = alert.Position; ;)
        {
            var slice = await store.AfterAsync(alert.Id, position, upTo, targets, Slice, cancellationToken);
            pending.AddRange(slice.Where(considered => WishFilter.Wants(alert.Wish, considered)));
            if (slice.Count < Slice) return pending;
            position = slice[^1].Change.Number;
        }
    }

    /// <summary>What a digest of these items is made of; it reads.</summary>
    public async Task<DigestDraft> DraftAsync(Alert alert, DigestDue due, Period period, int number, CancellationToken cancellationToken) => new()
    {
        Alert = alert,
        Items = period.Items,
        Number = number,
        PeriodStart = due.PeriodStart,
        PeriodEnd = due.PeriodEnd,
        Merged = due.Merged,
        Coverage = await CoverageAsync(alert, cancellationToken),
        ManageLink = mail.ManageLink(alert),
        UnsubscribeLink = mail.UnsubscribeLink(alert),
        MuteLink = mail.MuteLink(alert),
        ChangeLink = mail.ChangeLink,
        DigestLink = mail.DigestLink,
        Ladders = await LaddersAsync(period.Items, cancellationToken),
        Past = await store.PastAsync(alert.Id, cancellationToken),
    };

    /// <summary>Of each target of which a drug moved.</summary>
    private async Task<IReadOnlyList<TargetLadder>> LaddersAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        List<Considered> moved = [.. items.SelectMany(item => item.Told).Where(PhaseLadder.Moves)];
        var drugs = moved.Select(considered => (considered.Record.Source.Value, considered.Record.Id)).ToHashSet();
        var ladders = new List<TargetLadder>();
        foreach (var target in moved.SelectMany(considered => considered.Memberships).Select(membership => membership.Target).Distinct().Order(StringComparer.Ordinal))
        {
            var rungs = PhaseLadder.Of(await records.RecordsAsync(target, "drug", cancellationToken), drugs);
            if (rungs.Count > 0) ladders.Add(new(target, rungs));
        }
        return ladders;
    }

    private async Task<IReadOnlyList<CoverageLine>> CoverageAsync(Alert alert, CancellationToken cancellationToken)
    {
        var zone = Zones.Get(alert.Zone);
        var known = (await watches.HealthAsync([.. alert.Wish.Targets.Keys], cancellationToken)).ToDictionary(watch => (watch.Target, watch.Source));
        var aside = await watches.SetAsideCountsAsync(cancellationToken);
        var lines = new List<CoverageLine>();
        foreach (var source in sources.All.Where(source => AlertWords.Reads(alert, source.Description.Name)))
        {
            foreach (var target in alert.Wish.Targets.Keys)
            {
                var key = (target, source.Description.Name.Value);
                var watch = known.GetValueOrDefault(key) ?? new() { Target = key.target, Source = key.Value };
                lines.Add(CoverageReport.Line(watch, source.Description, aside.GetValueOrDefault(key), alert.Wish.Targets.Count > 1, zone));
            }
        }
        return lines;
    }
}
