using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Checks;

/// <summary>Stages what becomes of records that did not come when they were asked for.</summary>
internal sealed class MissingRecords(string check, SourceDescription source, KnownRecords known, CheckStore checks, CheckTally tally)
{
    /// <summary>Once absent: noted. Absent again long enough after: withdrawn.</summary>
    /// <param name="due">Those once absent, long enough ago.</param>
    /// <param name="forgotten">True for a record that was never held and need not be asked for again.</param>
    public async Task AbsentAsync(IReadOnlyCollection<string> absent, IReadOnlyList<string> due, Func<string, bool> forgotten, CancellationToken cancellationToken)
    {
        var held = await known.WhichAsync(absent, cancellationToken);
        if (source.Removal.Absence is null)
        {
            // Nothing is proved: what is known stays known.
            absent = [.. absent.Where(id => !held.Contains(id))];
            held = new HashSet<string>();
        }
        await WithdrawAsync([.. held.Intersect(due).Select(id => (id, "removed"))], cancellationToken);
        await checks.StageAsync(check, [.. held.Except(due).Select(id => new Staged(id) { Fate = Staged.Absent })], cancellationToken);
        // Listed, never seen, and not to be had: asked again at each check, said in the coverage.
        var never = absent.Where(id => !held.Contains(id)).ToLookup(forgotten);
        tally.SetAside += never[false].Count();
        await checks.StageAsync(check, [.. never[true].Select(id => new Staged(id)), .. never[false].Select(id => new Staged(id) { Aside = "listed, but its record did not come" })], cancellationToken);
    }

    /// <param name="merged">Old id → surviving id.</param>
    public async Task MergedAsync(IReadOnlyDictionary<string, string> merged, CancellationToken cancellationToken)
    {
        if (merged.Count > 0 && source.Removal.Word is null) throw new InvalidOperationException($"{source.Name} tells of a merge and declares no word for it.");
        var held = await known.WhichAsync([.. merged.Keys], cancellationToken);
        await WithdrawAsync([.. held.Select(id => (id, $"merged into {merged[id]}"))], cancellationToken);
        // Set aside and merged before it could be read: there is nothing to withdraw, nor to ask for again.
        await checks.StageAsync(check, [.. merged.Keys.Except(held).Select(id => new Staged(id))], cancellationToken);
    }

    private async Task WithdrawAsync(IReadOnlyList<(string Id, string Reason)> records, CancellationToken cancellationToken)
    {
        var rows = records.Select(record => new Staged(record.Id)
        {
            Fate = Staged.Gone,
            Fingerprint = record.Reason,
            Changes = [ChangeDetector.Withdrawn(source.Name, record.Id, record.Reason)],
        }).ToList();
        foreach (var change in rows.SelectMany(row => row.Changes)) tally.Count(change);
        await checks.StageAsync(check, rows, cancellationToken);
    }
}
