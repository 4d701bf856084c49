namespace TargetAlerts.Sources.Isrctn;

/// <summary>How a trial reads in a digest.</summary>
internal static class IsrctnWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "trial",
        Byline = Byline,
        Badges = record => [.. new[] { string.Join(", ", record.FactList(IsrctnFacts.Phase)), record.Fact(IsrctnFacts.Design), record.Fact(IsrctnFacts.Status) }.Where(badge => badge.Length > 0)],
        Context = record => record.FactList(IsrctnFacts.PrimaryOutcomes) is [var first, ..] ? $"Primary outcome: {PlainText.Shorten(first, 160)}" : "",
        Links = record => [(record.Id, record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { record.Fact(IsrctnFacts.Sponsor) };
        if (record.Facts.TryGetValue(IsrctnFacts.FinalEnrolment, out var final)) parts.Add($"{IsrctnFacts.CountWords(final)} enrolled");
        else if (record.Facts.TryGetValue(IsrctnFacts.Enrolment, out var planned)) parts.Add($"{IsrctnFacts.CountWords(planned)} planned");
        if (PartialDate.Parse(record.Fact(IsrctnFacts.RecruitmentStart)) is { } start) parts.Add($"recruits from {start.Words}");
        if (PartialDate.Parse(record.Fact(IsrctnFacts.RecruitmentEnd)) is { } end) parts.Add($"until {end.Words}");
        if (record.FactList(IsrctnFacts.Countries) is { Count: > 0 } countries) parts.Add(countries.Count <= 3 ? string.Join(", ", countries) : $"{countries.Count} countries");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }
}
