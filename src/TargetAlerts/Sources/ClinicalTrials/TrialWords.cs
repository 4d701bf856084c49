namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>How a trial reads in a digest.</summary>
internal static class TrialWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "trial",
        Byline = Byline,
        Badges = Badges,
        Context = record => record.FactList(TrialFacts.Outcomes) is [var first, ..] ? $"Primary outcome: {PlainText.Shorten(first, 160)}" : "",
        Links = record => [(record.Id, record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { record.Fact(TrialFacts.Sponsor) };
        if (record.Facts.TryGetValue(TrialFacts.Enrolment, out var enrolment)) parts.Add(TrialFacts.EnrolmentWords(enrolment));
        if (record.Facts.TryGetValue(TrialFacts.Start, out var start)) parts.Add($"{start.Qualifier switch { "ACTUAL" => "started", "ESTIMATED" => "starts", _ => "start" }} {Day(start)}");
        if (record.Facts.TryGetValue(TrialFacts.PrimaryCompletion, out var completion)) parts.Add($"primary completion {Day(completion)}");
        if (record.FactList(TrialFacts.Countries) is { Count: > 0 } countries) parts.Add(countries.Count <= 3 ? string.Join(", ", countries) : $"{countries.Count} countries");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static string Day(FactValue date) => PartialDate.Parse(date.First)?.Words ?? date.First;

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.FactList(TrialFacts.Phase) is { Count: > 0 } phases && phases is not ["NA"]) badges.Add($"Phase {TrialTerms.Phase(phases)}");
        if (record.Fact(TrialFacts.StudyType) is "OBSERVATIONAL" or "EXPANDED_ACCESS") badges.Add(TrialTerms.Plain(record.Fact(TrialFacts.StudyType)));
        if (record.Fact(TrialFacts.Status) is { Length: > 0 } status) badges.Add(TrialTerms.Status(status));
        return badges;
    }
}
