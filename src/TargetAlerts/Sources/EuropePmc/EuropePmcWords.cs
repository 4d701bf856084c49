namespace TargetAlerts.Sources.EuropePmc;

/// <summary>How a Europe PMC record reads in a digest.</summary>
internal static class EuropePmcWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind switch
        {
            RecordKind.Preprint => "preprint",
            RecordKind.Patent => "patent",
            _ => record.Facts.ContainsKey(EuropePmcFacts.NoticeOf) ? "notice" : record.Facts.ContainsKey(EuropePmcFacts.Retraction) ? "retracted paper" : "paper",
        },
        Byline = record => string.Join(" · ", new[] { PubMed.PubMedFacts.Short(record.FactList(EuropePmcFacts.Authors)), Where(record) }.Where(part => part.Length > 0)),
        Badges = Badges,
        Links = Links,
    };

    private static string Where(SourceRecord record) =>
        string.Join(", ", new[] { record.Fact(EuropePmcFacts.Journal), PartialDate.Parse(record.Fact(EuropePmcFacts.Published))?.Words ?? "" }.Where(part => part.Length > 0));

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Facts.ContainsKey(EuropePmcFacts.Retraction)) badges.Add(record.Kind == RecordKind.Preprint ? "Withdrawn" : "Retracted");
        if (record.Kind == RecordKind.Preprint) badges.AddRange(record.Facts.ContainsKey(EuropePmcFacts.PublishedAs) ? ["Preprint", "Published since"] : ["Preprint", "Not peer reviewed"]);
        if (record.Facts.TryGetValue(EuropePmcFacts.Version, out var version) && version.First != "1") badges.Add($"Version {version.First}");
        return badges;
    }

    private static List<(string, string)> Links(SourceRecord record)
    {
        var links = new List<(string, string)> { ("Europe PMC", record.Link) };
        if (record.Identifiers.TryGetValue("doi", out var doi)) links.Add(("DOI", Dois.Link(doi)));
        return links;
    }
}
