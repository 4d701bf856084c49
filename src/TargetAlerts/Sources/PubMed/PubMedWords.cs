namespace TargetAlerts.Sources.PubMed;

/// <summary>How a PubMed record reads in a digest.</summary>
internal static class PubMedWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind == RecordKind.Preprint ? "preprint" : record.Facts.ContainsKey(PubMedFacts.NoticeOf) ? "notice"
            : record.Facts.ContainsKey(PubMedFacts.Retraction) ? "retracted paper" : "paper",
        Byline = Byline,
        Badges = Badges,
        Context = record => record.Fact(PubMedFacts.Conclusion),
        Links = Links,
    };

    private static string Byline(SourceRecord record)
    {
        var where = string.Join(" ", new[] { record.Fact(PubMedFacts.Journal), record.Fact(PubMedFacts.Citation) }.Where(part => part.Length > 0));
        return string.Join(" · ", new[] { PubMedFacts.Short(record.FactList(PubMedFacts.Authors)), where }.Where(part => part.Length > 0));
    }

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Facts.ContainsKey(PubMedFacts.Retraction)) badges.Add("Retracted");
        if (record.Kind == RecordKind.Preprint) badges.AddRange(["Preprint", "Not peer reviewed"]);
        badges.AddRange((PubMedFacts.Telling(record.Facts.GetValueOrDefault(PubMedFacts.Types))?.Values ?? []).Where(type => type != "Preprint").Take(3));
        return badges;
    }

    private static List<(string, string)> Links(SourceRecord record)
    {
        var links = new List<(string, string)> { ("PubMed", record.Link) };
        if (record.Identifiers.TryGetValue("pmcid", out var pmcid)) links.Add(("PMC full text", $"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"));
        if (record.Identifiers.TryGetValue("doi", out var doi)) links.Add(("DOI", "https://doi.org/" + string.Join('/', doi.Split('/').Select(Uri.EscapeDataString))));
        return links;
    }
}
