using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>A label as the list has it: which version is current, and since when.</summary>
internal sealed record LabelRow(string SetId, string Version, string Title, DateOnly? Published);

/// <summary>One page of /spls. Older answers write every number, and even null, as text.</summary>
internal sealed partial record LabelList(IReadOnlyList<LabelRow> Rows, int Total, int Pages, int? Page, string Built)
{
    /// <summary>A set id, in lower case as it is written everywhere; null for anything else.</summary>
    public static string? SetId(string text) => Guid().IsMatch(text) ? text.ToLowerInvariant() : null;

    /// <exception cref="SourceUnavailableException">Not a list of labels, or a label that cannot be named.</exception>
    public static LabelList Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.At("data").ValueKind != JsonValueKind.Array || root.At("metadata").ValueKind != JsonValueKind.Object)
        {
            throw new SourceUnavailableException("the list of labels is not as documented (no data or no metadata)");
        }
        var metadata = root.At("metadata");
        return new([.. root.At("data").Items().Select(Row)],
            Number(metadata, "total_elements") ?? throw new SourceUnavailableException("the list of labels tells no total_elements"),
            Number(metadata, "total_pages") ?? throw new SourceUnavailableException("the list of labels tells no total_pages"),
            Number(metadata, "current_page"), metadata.At("db_published_date").Text(60));
    }

    private static LabelRow Row(JsonElement row)
    {
        var id = SetId(row.At("setid").Text(60)) ?? throw new SourceUnavailableException("a label without a readable setid");
        var version = row.At("spl_version").Text(12);
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw new SourceUnavailableException($"label {id} has no readable spl_version");
        return new(id, version, row.At("title").Text(PlainText.TitleLength),
            DateOnly.TryParseExact(row.At("published_date").Text(40), ["MMM d, yyyy", "MMM dd, yyyy", "MMMM d, yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
    }

    private static int? Number(JsonElement metadata, string name) =>
        int.TryParse(metadata.At(name).Text(12), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    private static partial Regex Guid();
}
