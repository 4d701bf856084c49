using System.Globalization;

namespace TargetAlerts.Sources.PubChem;

/// <summary>How an assay reads in a digest.</summary>
internal static class AssayWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "assay",
        Byline = Byline,
        Badges = record => record.Fact(AssayFacts.Method) is { Length: > 0 } method ? [method switch { "screening" => "Screening", "confirmatory" => "Confirmatory", _ => PlainText.Shorten(method, 40) }] : [],
        Context = record => record.Texts.GetValueOrDefault("description") is [{ Length: > 0 } description, ..] ? PlainText.Shorten(description, 200) : "",
        Links = record => [($"AID {record.Id}", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { record.Fact(AssayFacts.Depositor) };
        if (record.Facts.TryGetValue(AssayFacts.Active, out var active)) parts.Add($"{Count(active)} active{(record.Facts.TryGetValue(AssayFacts.Tested, out var tested) ? $" of {Count(tested)} tested" : "")}");
        return string.Join(" · ", parts);
    }

    private static string Count(FactValue value) => decimal.Parse(value.First, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);
}
