using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Chembl;

/// <summary>
/// The articles behind the activities, by PMID and DOI. An activity names its ChEMBL document only; the documents of a
/// page are asked for together. Where they cannot be had the activities stand without them.
/// </summary>
internal sealed class ChemblDocuments(ChemblApi api)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _works = [];
    private bool _refused;

    public IReadOnlyList<string> Notes => _refused ? ["ChEMBL does not tell the articles of its activities"] : [];

    public IReadOnlyList<string> Works(JsonElement activity) => _works.GetValueOrDefault(Document(activity)) ?? [];

    public async Task ReadAsync(IReadOnlyList<JsonElement> activities, CancellationToken cancellationToken)
    {
        var open = activities.Select(Document).Where(id => ChemblIds.IsOne(id) && !_works.ContainsKey(id)).Distinct().ToList();
        foreach (var batch in open.Chunk(ChemblApi.Batch).TakeWhile(_ => !_refused))
        {
            var listed = await api.TryListAsync("document", "documents", $"document_chembl_id__in={string.Join(',', batch)}&only=document_chembl_id,pubmed_id,doi", "document_chembl_id", cancellationToken);
            _refused = listed is null;
            foreach (var id in batch) _works[id] = [];
            foreach (var document in listed ?? []) _works[document.At("document_chembl_id").Text(20)] = [.. Named(document)];
        }
    }

    private static string Document(JsonElement activity) =>
        activity.ValueKind == JsonValueKind.Object && activity.TryGetProperty("document_chembl_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";

    private static IEnumerable<string> Named(JsonElement document)
    {
        if (long.TryParse(document.At("pubmed_id").Text(20), NumberStyles.None, CultureInfo.InvariantCulture, out var pmid) && pmid > 0) yield return $"pmid:{pmid}";
        var doi = document.At("doi").Text(200).ToLowerInvariant();
        if (doi.IndexOf("10.", StringComparison.Ordinal) is >= 0 and var at && doi.Contains('/')) yield return $"doi:{doi[at..]}";
    }
}
