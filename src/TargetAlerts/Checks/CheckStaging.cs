using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Checks;

/// <summary>Fetches page by page, compares each with what is known and stages what differs. Memory is one page.</summary>
internal sealed class CheckStaging(string check, Watch watch, CheckOrder order, CheckPlan plan, KnownRecords known, CheckStore checks, WatchStore watches, CheckTally tally)
{
    private const int LookupSlice = 500;

    private readonly SourceDescription _source = order.Source.Description;
    private readonly MissingRecords _missing = new(check, order.Source.Description, known, checks, tally);
    private readonly HashSet<string> _absent = [];

    // Ids this check owes an answer to: set aside before, or absent once and due to be asked again.
    private readonly HashSet<string> _open = [];
    private IReadOnlyList<string> _due = [];
    private Dictionary<string, DateTimeOffset> _aside = [];
    private bool _everything = plan.Cursor is null;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _due = await watches.AbsentSinceAsync(watch.Target, watch.Source, plan.At - _source.Removal.Apart, cancellationToken);
        _open.UnionWith(_due);
        _aside = (await watches.SetAsideAsync(watch.Target, watch.Source, cancellationToken)).ToDictionary(record => record.Id, record => record.Since);
        _open.UnionWith(_aside.Keys);
    }

    public async Task<FetchCompleted> FetchAsync(IProgress<CheckProgress>? progress, CancellationToken cancellationToken)
    {
        var question = new SourceQuestion { Target = order.Target, Cursor = plan.Cursor, Gate = plan.Gate, Now = plan.At, Known = known };
        FetchCompleted? completed = null;
        await foreach (var page in order.Source.FetchAsync(question, cancellationToken))
        {
            if (completed is not null) throw new InvalidOperationException($"{_source.Name} gave a page after its last.");
            if (page.StartOver) await StartOverAsync(cancellationToken);
            _everything |= page.Everything;
            await StageAsync(page.Records, page.Unreadable, fate: null, cancellationToken);
            await StageUnchangedAsync(page.Unchanged, cancellationToken);
            _absent.UnionWith(page.Absent);
            await _missing.MergedAsync(page.Merged, cancellationToken);
            _open.ExceptWith(page.Merged.Keys);
            progress?.Report(new(watch.Target, watch.Source, tally.Seen, page.Total));
            completed = page.Completed;
        }
        return completed ?? throw new SourceUnavailableException("its answer ended before it was complete");
    }

    /// <summary>Asks by id for what the pages left open: records set aside, and records that may be gone.</summary>
    public async Task FollowUpAsync(bool listing, CancellationToken cancellationToken)
    {
        var unlisted = listing ? await checks.UnlistedAsync(check, watch, cancellationToken) : [];
        unlisted = [.. unlisted.Except(_absent)];
        tally.Gone = unlisted.Count + (listing ? _absent.Count : 0);
        if (!plan.Baseline && tally.Doubt(listing, plan.NewQuery) is not null)
        {
            // The result will be held back: what is missing is noted, not asked for one by one.
            await checks.StageAsync(check, [.. unlisted.Concat(await known.WhichAsync(_absent, cancellationToken)).Select(id => new Staged(id) { Fate = Staged.Gone })], cancellationToken);
            return;
        }
        var listed = _absent.ToHashSet();
        string[] open = [.. unlisted.Concat(_open).Distinct().Where(id => !_absent.Contains(id))];
        foreach (var slice in open.Chunk(LookupSlice))
        {
            var result = await order.Source.LookupAsync(new(order.Target, slice, await WitnessesAsync(slice, cancellationToken)), cancellationToken);
            // What exists but was not in the listing no longer matches the query: it leaves, silently.
            var left = unlisted.ToHashSet();
            await StageAsync([.. result.Found.Where(found => left.Contains(found.Record.Id))], [], Staged.Left, cancellationToken);
            await StageAsync([.. result.Found.Where(found => !left.Contains(found.Record.Id))], result.Unreadable, null, cancellationToken);
            _absent.UnionWith(result.Absent);
            await _missing.MergedAsync(result.Merged, cancellationToken);
        }
        // Set aside a day ago, neither listed now nor to be had: it never came to be.
        bool Forgotten(string id) => !listed.Contains(id) && _aside.TryGetValue(id, out var since) && plan.At - since >= _source.Removal.Apart;
        await _missing.AbsentAsync(_absent, _due, Forgotten, cancellationToken);
    }

    private async Task StageAsync(IReadOnlyList<FetchedRecord> fetched, IReadOnlyList<UnreadableRecord> unreadable, string? fate, CancellationToken cancellationToken)
    {
        // SQLite reads where it is called: on another thread, while the page is hashed here.
        var reading = Task.Run(() => known.ReadAsync([.. fetched.Select(record => record.Record.Id)], cancellationToken), cancellationToken);
        string[] contents = [.. fetched.Select(record => Fingerprints.Content(record.Record))];
        var stored = await reading;
        var rows = new List<Staged>();
        foreach (var (one, content) in fetched.Zip(contents))
        {
            var (record, matches) = one;
            var before = stored.GetValueOrDefault(record.Id);
            // What could not be read at the baseline belongs to it all the same.
            var arrivals = one.Backlog || (_aside.TryGetValue(record.Id, out var since) && since <= watch.BaselineAt) ? plan.Arrivals with { Baseline = true } : plan.Arrivals;
            var finding = ChangeDetector.Compare(_source, watch.Target, record, content, before, arrivals);
            Count(finding, before);
            // An unchanged record leaves a trace only where the listing is compared with what is known, or where an absence ends.
            if (_open.Remove(record.Id) || finding.Store || finding.Joins || fate is not null || _everything) rows.Add(Staged.Of(finding, matches, fate));
        }
        foreach (var record in unreadable)
        {
            _open.Remove(record.Id);
            tally.SetAside++;
            rows.Add(new(record.Id) { Aside = record.Reason });
        }
        await checks.StageAsync(check, rows, cancellationToken);
    }

    private async Task StageUnchangedAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        tally.Seen += ids.Count;
        tally.Compared += ids.Count;
        _open.ExceptWith(ids);
        await checks.StageAsync(check, [.. ids.Select(id => new Staged(id))], cancellationToken);
    }

    private void Count(Finding finding, KnownRecord? before)
    {
        tally.Seen++;
        if (before is { Member: true }) tally.Compared++;
        if (finding.LostFacts) tally.LostFacts++;
        foreach (var change in finding.Changes) tally.Count(change);
    }

    private async Task<IReadOnlyList<string>> WitnessesAsync(IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        var witnesses = new List<string>();
        await foreach (var id in known.AllAsync(cancellationToken))
        {
            if (!asked.Contains(id) && !_absent.Contains(id)) witnesses.Add(id);
            if (witnesses.Count == 3) break;
        }
        return witnesses;
    }

    private async Task StartOverAsync(CancellationToken cancellationToken)
    {
        await checks.ClearAsync(check, cancellationToken);
        _absent.Clear();
        _open.Clear();
        await OpenAsync(cancellationToken);
        (tally.Seen, tally.Compared, tally.LostFacts, tally.SetAside) = (0, 0, 0, 0);
        (tally.Added, tally.Updated, tally.Withdrawn) = (0, 0, 0);
    }
}
