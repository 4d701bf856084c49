namespace TargetAlerts.Sources.Chembl;

/// <summary>
/// Single activities by number, and the drugs of a target. An activity counts as absent where others asked for in the
/// same question are there, a drug where the target's other drugs are.
/// </summary>
internal sealed class ChemblLookup(ChemblActivities activities, ChemblDrugs drugs)
{
    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();

        string[] witnesses = [.. question.Witnesses.Where(IsActivity)];
        foreach (var batch in question.Ids.Where(IsActivity).Chunk(ChemblApi.Batch - witnesses.Length))
        {
            Take(await activities.OfAsync([.. batch, .. witnesses], cancellationToken), batch, _ => false);
        }
        foreach (var ofTarget in question.Ids.Where(id => !IsActivity(id)).GroupBy(id => id.Split(':')[0]))
        {
            var set = await drugs.OfAsync(ofTarget.Key, cancellationToken);
            Take(set.Page, [.. ofTarget], set.Ids.Contains);
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };

        void Take(FetchPage page, IReadOnlyList<string> asked, Func<string, bool> listed)
        {
            found.AddRange(page.Records.Where(record => asked.Contains(record.Record.Id)));
            unreadable.AddRange(page.Unreadable.Where(record => asked.Contains(record.Id)));
            var there = page.Records.Select(record => record.Record.Id).Concat(page.Unreadable.Select(record => record.Id)).ToHashSet();
            if (there.Count > 0) absent.AddRange(asked.Where(id => !there.Contains(id) && !listed(id)));
        }
    }

    private static bool IsActivity(string id) => id.All(char.IsAsciiDigit);
}
