namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>How an association reads in a digest.</summary>
internal static class GwasWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "genetic association",
        Byline = Byline,
        Badges = Badges,
        Context = record => record.Fact(GwasFacts.Sample) is { Length: > 0 } sample ? $"Sample: {PlainText.Shorten(sample, 160)}" : "",
        Links = record => [(record.Fact(GwasFacts.Study) is { Length: > 0 } study ? study : "GWAS Catalog", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { record.Fact(GwasFacts.Author), PlainText.Shorten(record.Fact(GwasFacts.Paper), 100), record.Fact(GwasFacts.Journal) };
        // A new mapping run brings old findings: the reader sees how old.
        if (PartialDate.Parse(record.Fact(GwasFacts.Published)) is { } day) parts.Add($"published {day.Words}");
        parts.Add(record.Fact(GwasFacts.Effect));
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Fact(GwasFacts.PValue) is { Length: > 0 } p) badges.Add($"p = {GwasFacts.PWords(p)}");
        if (GwasFacts.IsIntergenic(record)) badges.Add("Intergenic");
        return badges;
    }
}
