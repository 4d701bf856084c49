using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Ctis;

/// <summary>A trial in a list.</summary>
/// <param name="Number">With the resubmission number, the last pair: "2026-527084-15-00".</param>
/// <param name="Stamp">Differs once the portal says that the trial was updated.</param>
/// <param name="Record">Null where only the number could be read.</param>
internal sealed record CtisRow(string Number, string Stamp, SourceRecord? Record, string Fault)
{
    /// <summary>The trial, whatever its resubmission.</summary>
    public string Id => Number[..^3];
}

/// <summary>One page of the search.</summary>
internal sealed partial record CtisPage(int Total, bool More, IReadOnlyList<CtisRow> Rows)
{
    public static bool IsId(string id) => Id().IsMatch(id);

    /// <exception cref="SourceUnavailableException">Not as it is known to be, or a trial without a readable number.</exception>
    public static CtisPage Parse(byte[] body, int page)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("pagination", out var pagination) || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            throw new SourceUnavailableException("the answer is not as it is known to be (no pagination, or no data)");
        }
        if (Number(pagination, "totalRecords") is not { } total || total < 0) throw new SourceUnavailableException("the answer tells no totalRecords");
        if (Number(pagination, "currentPage") is { } current && current != page && total > 0) throw new SourceUnavailableException($"page {page} was asked for and page {current} came");
        var more = pagination.ValueKind == JsonValueKind.Object && pagination.TryGetProperty("nextPage", out var next) && next.ValueKind == JsonValueKind.True;
        return new(total, more, [.. data.EnumerateArray().Select(Row)]);
    }

    private static CtisRow Row(JsonElement row)
    {
        var number = row.ValueKind == JsonValueKind.Object && row.TryGetProperty("ctNumber", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
        if (!Whole().IsMatch(number)) throw new SourceUnavailableException("a trial without a readable EU CT number");
        try
        {
            return new(number, $"{number[^2..]} {row.At("lastUpdated").Text(40)} {row.At("lastPublicationUpdate").Text(40)}", CtisTrial.Record(number, row), "");
        }
        catch (FormatException error)
        {
            return new(number, "", null, error.Message);
        }
    }

    private static int? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    [GeneratedRegex("^20[0-9]{2}-[0-9]{6}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Whole();

    [GeneratedRegex("^20[0-9]{2}-[0-9]{6}-[0-9]{2}$")]
    private static partial Regex Id();
}
