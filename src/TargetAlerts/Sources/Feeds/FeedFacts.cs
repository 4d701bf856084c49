namespace TargetAlerts.Sources.Feeds;

/// <summary>The facts of a feed's item: only what it says counts; its dates, counters and addresses move without news (SPEC.md, "New or changed").</summary>
internal static class FeedFacts
{
    public const string Title = "title", Text = "text", FeedName = "feed", Author = "author", Excerpt = "excerpt", Published = "published";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Title, "Title") { Judge = Judges.Replaced(Verdict.Normal) },
        new(Text, "Text") { Judge = Judges.Replaced(Verdict.Low), Words = _ => "" },
        new(FeedName, "Feed") { Judge = Judges.Never },
        new(Author, "Author") { Judge = Judges.Never },
        new(Excerpt, "Excerpt") { Judge = Judges.Never },
        new(Published, "Published") { Judge = Judges.Never },
    ];

    public static readonly RecordWords Words = new()
    {
        Noun = _ => "feed item",
        Byline = record => string.Join(" · ", new[] { record.Fact(FeedName), record.Fact(Author), PartialDate.Parse(record.Fact(Published))?.Words ?? "" }.Where(part => part.Length > 0)),
        Badges = _ => [],
        Context = record => record.Fact(Excerpt),
        Links = record => [(FeedLinks.Host(new Uri(record.Link)), record.Link)],
    };
}
