namespace TargetAlerts.Sources.Ctis;

/// <summary>How a trial reads in a digest.</summary>
internal static class CtisWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "trial",
        Byline = Byline,
        Badges = record => [.. new[] { record.Fact(CtisFacts.Phase), record.Fact(CtisFacts.Status) is { Length: > 0 } status ? CtisFacts.StatusWords(status) : "" }.Where(badge => badge.Length > 0)],
        Context = record => record.Fact(CtisFacts.Outcome) is { Length: > 0 } outcome ? $"Primary endpoint: {PlainText.Shorten(outcome, 160)}" : "",
        Links = record => [(record.Id, record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { record.Fact(CtisFacts.Sponsor) };
        if (record.Facts.TryGetValue(CtisFacts.Enrolment, out var enrolment)) parts.Add($"{CtisFacts.CountWords(enrolment)} planned");
        if (PartialDate.Parse(record.Fact(CtisFacts.Decided)) is { } decided) parts.Add($"decided {decided.Words}");
        if (record.FactList(CtisFacts.Countries) is { Count: > 0 } countries) parts.Add(countries.Count <= 3 ? string.Join(", ", countries) : $"{countries.Count} countries");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }
}
