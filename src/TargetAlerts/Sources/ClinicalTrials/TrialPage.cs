using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>One page of /studies, or the single study of /studies/{id}.</summary>
internal sealed partial record TrialPage(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, int? Total, string? NextToken)
{
    /// <summary>The latest day on which a version of these was posted.</summary>
    public DateOnly? Latest { get; private init; }

    public IEnumerable<string> Ids => Records.Select(record => record.Id).Concat(Unreadable.Select(record => record.Id));

    public static bool IsNct(string text) => Nct().IsMatch(text);

    /// <exception cref="SourceUnavailableException">An error inside a 200, no array of studies, a study without a readable number.</exception>
    public static TrialPage Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (root.TryGetProperty("error", out var error)) throw new SourceUnavailableException($"the search was refused: “{PlainText.Shorten(PlainText.Clean(error.ToString()), 160)}”");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        if (root.TryGetProperty("protocolSection", out _))
        {
            Add(root, records, unreadable);
            return new(records, unreadable, null, null);
        }
        if (!root.TryGetProperty("studies", out var studies) || studies.ValueKind != JsonValueKind.Array) throw new SourceUnavailableException("the answer is not as documented (no studies)");
        DateOnly? latest = null;
        foreach (var study in studies.EnumerateArray())
        {
            Add(study, records, unreadable);
            if (PartialDate.Parse(TrialStudy.Updated(study)) is { Text.Length: 10 } day && !(day.FirstDay <= latest)) latest = day.FirstDay;
        }
        return new(records, unreadable,
            root.TryGetProperty("totalCount", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var count) ? count : null,
            root.TryGetProperty("nextPageToken", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null)
        {
            Latest = latest,
        };
    }

    private static void Add(JsonElement study, List<SourceRecord> records, List<UnreadableRecord> unreadable)
    {
        var id = Number(study);
        try
        {
            records.Add(TrialStudy.Record(id, study));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            unreadable.Add(new(id, error.Message));
        }
    }

    private static string Number(JsonElement study)
    {
        try
        {
            var id = study.At("protocolSection", "identificationModule", "nctId").Text();
            if (IsNct(id)) return id;
        }
        catch (FormatException)
        {
            // Falls through: no number can be read.
        }
        throw new SourceUnavailableException("a study without a readable NCT number");
    }

    [GeneratedRegex("^NCT[0-9]{8}$")]
    private static partial Regex Nct();
}
