namespace TargetAlerts.Sources.Isrctn;

/// <summary>
/// Trials by number: the search is asked for the numbers as words. How it answers for one that is gone is not documented, so
/// one is absent only where all witnesses asked for in the same question came.
/// </summary>
internal sealed class IsrctnLookup(IsrctnSearch search)
{
    private const int Batch = 40, Most = 150;

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();
        foreach (var batch in question.Ids.Where(IsrctnAnswer.IsNumber).Chunk(Batch))
        {
            var answer = await search.AskAsync(string.Join(" OR ", batch.Concat(question.Witnesses.Where(IsrctnAnswer.IsNumber))), Most, cancellationToken);
            var ids = answer.Ids.ToHashSet();
            // A trial may name another's number: more can come than was asked for, never less.
            if (ids.Count != answer.Total) throw new SourceUnavailableException($"the answer is not whole ({answer.Total} said, {ids.Count} given)");
            found.AddRange(answer.Records.Where(record => batch.Contains(record.Id)).Select(record => IsrctnMatches.Fetched(question.Target, record)));
            unreadable.AddRange(answer.Unreadable.Where(record => batch.Contains(record.Id)));
            if (question.Witnesses.Count > 0 && question.Witnesses.All(ids.Contains)) absent.AddRange(batch.Where(id => !ids.Contains(id)));
        }
        return new() { Found = found, Unreadable = unreadable, Absent = absent };
    }
}
