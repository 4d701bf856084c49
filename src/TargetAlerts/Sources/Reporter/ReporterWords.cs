namespace TargetAlerts.Sources.Reporter;

/// <summary>How a grant reads in a digest.</summary>
internal static class ReporterWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "grant",
        Byline = Byline,
        Badges = record => [.. Type(record.Fact(ReporterFacts.Type)) is { } type ? [type] : Array.Empty<string>(), .. record.Fact(ReporterFacts.Year) is { Length: > 0 } year ? [$"FY {year}"] : Array.Empty<string>()],
        Links = record => [("NIH RePORTER", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { PubMed.PubMedFacts.Short(record.FactList(ReporterFacts.Investigators)), record.Fact(ReporterFacts.Organisation) };
        if (record.Facts.TryGetValue(ReporterFacts.Amount, out var amount)) parts.Add(ReporterFacts.AmountWords(amount));
        parts.Add(record.Fact(ReporterFacts.Number));
        if (PartialDate.Parse(record.Fact(ReporterFacts.End)) is { } end) parts.Add($"until {end.Words}");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static string? Type(string type) => type switch
    {
        "1" => "New",
        "2" => "Renewal",
        "3" => "Supplement",
        "4" => "Extension",
        "5" => "Continuation",
        "7" => "Transfer",
        _ => null,
    };
}
