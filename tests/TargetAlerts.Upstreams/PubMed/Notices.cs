namespace TargetAlerts.Upstreams.PubMed;

internal static class Notices
{
    public static Article Retraction(Article article, int noticePmid, DateOnly today) => new()
    {
        Pmid = noticePmid,
        Title = $"Retraction notice to: {article.Title}",
        Authors = article.Authors,
        Journal = article.Journal,
        JournalAbbreviation = article.JournalAbbreviation,
        Published = today,
        Created = today,
        Modified = today,
        Status = "Publisher",
        PublicationTypes = ["Journal Article", "Retraction of Publication"],
        Links = [new CorrectionLink("RetractionOf", article.Pmid, Source(article))],
    };

    public static Article Retracted(Article article, int noticePmid) => article with
    {
        PublicationTypes = [.. article.PublicationTypes, "Retracted Publication"],
        Links = [.. article.Links, new CorrectionLink("RetractionIn", noticePmid, Source(article))],
    };

    private static string Source(Article article) => $"{article.JournalAbbreviation}. {article.Published.Year}";
}
