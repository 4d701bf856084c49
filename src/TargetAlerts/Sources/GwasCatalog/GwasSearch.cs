using System.Net;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>One page of /v2/associations.</summary>
internal sealed record GwasPage(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, int Total, int Pages, int Number);

/// <summary>Asks for associations, by gene and by id.</summary>
internal sealed class GwasSearch(SourceClient client)
{
    private const int PageSize = 200;

    public async Task<GwasPage> PageAsync(string gene, int number, string direction, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"v2/associations?mapped_gene={Uri.EscapeDataString(gene)}&page={number}&size={PageSize}&sort=p_value&direction={direction}", BodyForm.Json, cancellationToken);
        if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
        var page = Parse(answer.Body);
        if (page.Number != number) throw new SourceUnavailableException($"page {number} was asked for and {page.Number} came");
        return page;
    }

    /// <exception cref="SourceUnavailableException">No page block, an association without an id, or records missing although there are some.</exception>
    public static GwasPage Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.At("page") is not { ValueKind: JsonValueKind.Object } page) throw new SourceUnavailableException("the answer is not as documented (no page)");
        var (total, pages, number) = (Number(page, "totalElements"), Number(page, "totalPages"), Number(page, "number"));
        var associations = root.At("_embedded", "associations");
        // Where there is nothing, _embedded is left out.
        if (associations.ValueKind != JsonValueKind.Array && total > 0) throw new SourceUnavailableException($"the answer is not as documented ({total} associations and none given)");
        var (records, unreadable) = (new List<SourceRecord>(), new List<UnreadableRecord>());
        foreach (var association in associations.Items())
        {
            var id = GwasAssociation.Id(association) ?? throw new SourceUnavailableException("an association without a readable id");
            try
            {
                records.Add(GwasAssociation.Record(id, association));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException or OverflowException)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        var whole = Math.Min(Number(page, "size"), Math.Max(0, total - number * (long)Number(page, "size")));
        if (records.Count + unreadable.Count != whole) throw new SourceUnavailableException($"a page is not whole ({whole} due, {records.Count + unreadable.Count} given)");
        return new(records, unreadable, total, pages, number);
    }

    /// <summary>By id, at an address that is not confirmed: a 404 counts only while another association is found there.</summary>
    public async Task<LookupResult> LookupAsync(LookupQuestion question, Func<SourceRecord, FetchedRecord> fetched, CancellationToken cancellationToken)
    {
        var (found, absent) = (new List<FetchedRecord>(), new List<string>());
        var works = false;
        foreach (var id in question.Witnesses)
        {
            if (!works) works = await OneAsync(id, cancellationToken) is (true, _);
        }
        foreach (var id in question.Ids)
        {
            var (there, record) = await OneAsync(id, cancellationToken);
            if (record is not null) found.Add(fetched(record));
            else if (there is false && works) absent.Add(id);
        }
        return new() { Found = found, Absent = absent };
    }

    private async Task<(bool? There, SourceRecord? Record)> OneAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"v2/associations/{id}", BodyForm.Json, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound) return answer.ContentType == "text/html" ? (null, null) : (false, null);
        if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
        using var document = JsonDocument.Parse(answer.Body);
        if (document.RootElement.ValueKind != JsonValueKind.Object || GwasAssociation.Id(document.RootElement) != id) throw new SourceUnavailableException($"association {id} was asked for and something else answered");
        return (true, GwasAssociation.Record(id, document.RootElement));
    }

    private static int Number(JsonElement page, string name) =>
        page.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0 ? value : throw new SourceUnavailableException($"the answer is not as documented (no {name})");
}
