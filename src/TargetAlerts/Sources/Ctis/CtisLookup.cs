namespace TargetAlerts.Sources.Ctis;

/// <summary>
/// Trials by number: the search first, which gives a trial in the form its list does; then its details under each
/// resubmission number. A trial is absent where the portal says so of all of them and yet has details of a witness.
/// </summary>
internal sealed class CtisLookup(CtisPortal portal)
{
    private static readonly string[] Resubmissions = ["00", "01", "02", "03"];

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var gone = new List<string>();
        foreach (var id in question.Ids.Where(CtisPage.IsId))
        {
            if (await SearchAsync(id, cancellationToken) is { } row)
            {
                if (row.Record is { } record) found.Add(CtisMatches.Fetched(question.Target, record with { SameAs = await portal.OtherNumbersAsync(row.Number, cancellationToken) ?? [] }));
                else unreadable.Add(new(id, row.Fault));
            }
            else if (!await HasDetailsAsync(id, cancellationToken)) gone.Add(id);
        }
        if (gone.Count > 0 && !await AnswersAsync(question.Witnesses, cancellationToken)) gone.Clear();
        return new() { Found = found, Unreadable = unreadable, Absent = gone };
    }

    private async Task<CtisRow?> SearchAsync(string id, CancellationToken cancellationToken) =>
        (await portal.PageAsync(new("number", id), 1, 20, cancellationToken)).Rows.Where(row => row.Id == id).MaxBy(row => row.Number, StringComparer.Ordinal);

    private async Task<bool> AnswersAsync(IReadOnlyList<string> witnesses, CancellationToken cancellationToken)
    {
        foreach (var witness in witnesses.Where(CtisPage.IsId))
        {
            if (await HasDetailsAsync(witness, cancellationToken)) return true;
        }
        return false;
    }

    private async Task<bool> HasDetailsAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var resubmission in Resubmissions)
        {
            using var details = await portal.RetrieveAsync($"{id}-{resubmission}", cancellationToken);
            if (details is not null) return true;
        }
        return false;
    }
}
