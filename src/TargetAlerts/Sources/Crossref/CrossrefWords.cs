namespace TargetAlerts.Sources.Crossref;

/// <summary>How a work and its notices read in a digest.</summary>
internal static class CrossrefWords
{
    private static readonly string[] Notices = [CrossrefFacts.Retraction, CrossrefFacts.Concern, CrossrefFacts.Correction, CrossrefFacts.NewVersion, CrossrefFacts.PublishedAs];

    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind == RecordKind.Preprint ? "preprint" : record.Facts.ContainsKey(CrossrefFacts.Retraction) ? "retracted paper" : "paper",
        Byline = record => record.Id,
        Badges = record => [.. record.Facts.ContainsKey(CrossrefFacts.Retraction) ? ["Retracted"] : Array.Empty<string>(), .. record.Kind == RecordKind.Preprint ? ["Preprint"] : Array.Empty<string>()],
        Links = record => [("DOI", record.Link), .. Notices.SelectMany(record.FactList).Select(Dois.Read).OfType<string>().Where(doi => doi != record.Id).Distinct().Take(3).Select(doi => ("Notice", Dois.Link(doi)))],
    };
}
