namespace TargetAlerts.Sources.UniProt;

/// <summary>How an entry reads in a digest.</summary>
internal static class UniProtWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "protein annotation",
        Byline = record => string.Join(" · ", new[] { record.Fact(UniProtFacts.Organism), $"UniProt {record.Id}" }.Where(part => part.Length > 0)),
        Badges = record => record.Fact(UniProtFacts.Reviewed) is { Length: > 0 } status ? [status == "reviewed" ? "Reviewed" : "Unreviewed"] : [],
        Context = record => record.FactList(UniProtFacts.Function) is [var first, ..] ? PlainText.Shorten(first, 200) : "",
        Links = record => [($"UniProt {record.Id}", record.Link)],
    };
}
