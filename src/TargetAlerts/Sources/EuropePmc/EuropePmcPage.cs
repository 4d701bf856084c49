using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>One page of /search. An answer without its list is an error whatever its status (SPEC.md section 9).</summary>
internal sealed record EuropePmcPage(int HitCount, IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, IReadOnlyList<string> Rows, string? Next)
{
    /// <summary>Null for the empty envelope: a fifth of all first pages come so and are to be asked for again.</summary>
    /// <exception cref="SourceUnavailableException">An error inside a 200, a part that must be there is missing, a row without a readable id.</exception>
    public static EuropePmcPage? Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Odd("no object");
        if (root.TryGetProperty("errCode", out _) || root.TryGetProperty("errMsg", out _)) throw new SourceUnavailableException($"the search was refused: “{PlainText.Shorten(root.At("errMsg").Text(400), 160)}”");
        if (!root.TryGetProperty("resultList", out var list) && !root.TryGetProperty("hitCount", out _)) return root.TryGetProperty("version", out _) ? null : throw Odd("no resultList");
        if (list.ValueKind != JsonValueKind.Object || !list.TryGetProperty("result", out var rows) || rows.ValueKind != JsonValueKind.Array) throw Odd("no resultList");
        if (!root.TryGetProperty("hitCount", out var hits) || hits.ValueKind != JsonValueKind.Number || !hits.TryGetInt32(out var count) || count < 0) throw Odd("no hitCount");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        var ids = new List<string>();
        foreach (var row in rows.EnumerateArray())
        {
            var (source, id) = Id(row);
            ids.Add($"{source}/{id}");
            try
            {
                records.Add(EuropePmcRow.Record(source, id, row));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                unreadable.Add(new(EuropePmcIds.Of(source, id, Doi(row)), error.Message));
            }
        }
        return new(count, records, unreadable, ids, root.At("nextCursorMark").Text(4000) is { Length: > 0 } next ? next : null);
    }

    private static (string Source, string Id) Id(JsonElement row)
    {
        if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty("source", out var source) && row.TryGetProperty("id", out var id)
            && source.ValueKind == JsonValueKind.String && id.ValueKind == JsonValueKind.String
            && EuropePmcIds.IsSource(source.GetString()!) && EuropePmcIds.IsId(id.GetString()!)) return (source.GetString()!, id.GetString()!);
        throw new SourceUnavailableException("a row without a readable source and id");
    }

    private static string? Doi(JsonElement row) => row.TryGetProperty("doi", out var doi) && doi.ValueKind == JsonValueKind.String ? Dois.Read(doi.GetString()) : null;

    private static SourceUnavailableException Odd(string what) => new($"the search answer is not as documented ({what})");
}
