using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TargetAlerts.Sources.Chembl;

/// <param name="Last">The highest activity number so far.</param>
/// <param name="Count">Activities on this page, unreadable ones too.</param>
internal sealed record ActivityPage(FetchPage Page, long Last, int Count);

/// <summary>
/// The activities of one target in the order of their numbers. Each page goes on behind the last number of the one
/// before: deep offsets are slow and have broken (SPEC.md, "Paging").
/// </summary>
internal sealed class ChemblActivities(ChemblApi api)
{
    private const string Fields = "only=activity_id,target_chembl_id,target_pref_name,target_organism,molecule_chembl_id,molecule_pref_name,parent_molecule_chembl_id,"
        + "standard_type,standard_relation,standard_value,standard_units,pchembl_value,activity_comment,data_validity_comment,potential_duplicate,action_type,"
        + "assay_chembl_id,assay_type,assay_description,assay_variant_mutation,document_chembl_id,document_journal,document_year";

    public async IAsyncEnumerable<ActivityPage> PagesAsync(string target, long after, ChemblDocuments documents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? due = null;
        var done = 0;
        do
        {
            var page = await api.PageAsync("activity", "activities", $"target_chembl_id={target}&activity_id__gt={after}&order_by=activity_id&limit={ChemblApi.Most}&{Fields}", cancellationToken);
            if (due is { } left && page.Total != left) throw new SourceUnavailableException($"its total changed while it was paged ({left} were left, then {page.Total})");
            if (page.Items.Count == 0 && page.Total > 0) throw new SourceUnavailableException("an empty page in the middle");
            await documents.ReadAsync(page.Items, cancellationToken);
            var records = new List<FetchedRecord>();
            var unreadable = new List<UnreadableRecord>();
            foreach (var item in page.Items)
            {
                var id = ChemblActivity.Number(item);
                if (id <= after) throw new SourceUnavailableException("a page came twice, or its order is not the one asked for");
                after = id;
                Add(item, target, documents, records, unreadable);
            }
            due = page.Total - page.Items.Count;
            done += page.Items.Count;
            yield return new(new() { Records = records, Unreadable = unreadable, Total = done + due }, after, page.Items.Count);
        }
        while (due > 0);
    }

    /// <summary>How many activities above a number the target has.</summary>
    public async Task<int> CountAsync(string target, long after, CancellationToken cancellationToken) =>
        (await api.PageAsync("activity", "activities", $"target_chembl_id={target}&activity_id__gt={after}&order_by=activity_id&limit=1&only=activity_id", cancellationToken)).Total;

    /// <summary>Single activities; those that ChEMBL does not have are not among them.</summary>
    public async Task<FetchPage> OfAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var items = await api.ListAsync("activity", "activities", $"activity_id__in={string.Join(',', ids)}&{Fields}", "activity_id", cancellationToken);
        var documents = new ChemblDocuments(api);
        await documents.ReadAsync(items, cancellationToken);
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var item in items) Add(item, null, documents, records, unreadable);
        return new() { Records = records, Unreadable = unreadable };
    }

    private static void Add(JsonElement item, string? target, ChemblDocuments documents, List<FetchedRecord> records, List<UnreadableRecord> unreadable)
    {
        try
        {
            var record = ChemblActivity.Record(item, documents.Works(item));
            if (target is not null && record.Fact(ChemblFacts.Target) != target) throw new SourceUnavailableException($"an activity of {record.Fact(ChemblFacts.Target)} where {target} was asked for");
            records.Add(ChemblActivity.Fetched(record));
        }
        catch (FormatException error)
        {
            unreadable.Add(new(ChemblActivity.Number(item).ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message));
        }
    }
}
