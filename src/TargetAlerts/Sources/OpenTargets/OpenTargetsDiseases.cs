using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Diseases associated with a target, in pages; those with at least the lowest score are records.</summary>
internal sealed class OpenTargetsDiseases(OpenTargetsApi api)
{
    private const int PageSize = 500;

    public async Task<FetchPage> ReadAsync(string target, StandingIdentity identity, decimal lowest, CancellationToken cancellationToken)
    {
        var rows = new List<(string Id, string Name, decimal Score, JsonElement Row)>();
        var seen = new HashSet<string>();
        int? count = null;
        var more = true;
        for (var index = 0; more; index++)
        {
            var page = OpenTargetsAnswer.Rows(await api.AskAsync(OpenTargetsQueries.Diseases, new { id = target, index, size = PageSize }, cancellationToken), "associatedDiseases", counted: false)
                ?? throw new RefusedQuestionException(RefusedQuestionException.NotKnown);
            count ??= page.Count;
            if (page.Count != count) throw new SourceUnavailableException($"its diseases changed while they were paged ({count}, then {page.Count})");
            if (page.Rows.Count != Math.Min(PageSize, count.Value - seen.Count)) throw new SourceUnavailableException($"a page of diseases is not whole ({count} said, {seen.Count + page.Rows.Count} given)");
            foreach (var row in page.Rows)
            {
                var read = Read(row);
                if (!seen.Add(read.Id)) throw new SourceUnavailableException("a page of diseases came twice");
                rows.Add(read);
            }
            more = seen.Count < count;
        }
        rows.RemoveAll(row => row.Score < lowest);
        var ids = identity.Of(target, OpenTargetsIds.Disease, [.. rows.Select(row => (row.Id, row.Name))]);
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (row, id) in rows.Zip(ids))
        {
            try
            {
                records.Add(OpenTargetsRecords.Disease(target, id, row.Id, row.Name, row.Score, row.Row));
            }
            catch (FormatException error)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new() { Records = records, Unreadable = unreadable };
    }

    public static (string Id, string Name, decimal Score, JsonElement Row) Read(JsonElement row)
    {
        var (id, name) = (row.At("disease", "id").Text(60).Replace(':', '_'), row.At("disease", "name").Text(300));
        if (id.Length == 0) throw new SourceUnavailableException("an association without a disease");
        return row.At("score") is { ValueKind: JsonValueKind.Number } score && score.TryGetDecimal(out var value)
            ? (id, name.Length > 0 ? name : id, value, row) : throw new SourceUnavailableException("an association without a score");
    }
}
