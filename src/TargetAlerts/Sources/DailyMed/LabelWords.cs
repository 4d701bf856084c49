namespace TargetAlerts.Sources.DailyMed;

/// <summary>How a label reads in a digest.</summary>
internal static class LabelWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "label",
        Byline = Byline,
        Badges = Badges,
        Context = record => record.FactList("indications") is { Count: > 0 } indications ? PlainText.Shorten(string.Join(' ', indications), 200) : "",
        Links = record => [("DailyMed", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        if (record.FactList(LabelFacts.Others) is { Count: > 0 } others) return $"{others.Count} {(others.Count == 1 ? "label" : "labels")}";
        // The title ends with the labeler, mostly.
        var labeler = record.Fact(LabelFacts.Labeler);
        var parts = new List<string> { record.Title.EndsWith(labeler, StringComparison.OrdinalIgnoreCase) ? "" : labeler, string.Join(", ", record.FactList(LabelFacts.Applications)) };
        if (record.Fact(LabelFacts.Version) is { Length: > 0 } version) parts.Add($"version {version}");
        if (PartialDate.Parse(record.Fact(LabelFacts.Effective)) is { } day) parts.Add($"effective {day.Words}");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Fact(LabelFacts.Category) is { Length: > 0 } category) badges.Add(category);
        if (record.Fact(LabelFacts.Type) is var type && type.Contains("ANIMAL", StringComparison.OrdinalIgnoreCase)) badges.Add("Animal drug");
        else if (type.Contains("OTC", StringComparison.Ordinal)) badges.Add("Over the counter");
        if (record.Facts.ContainsKey(LabelFacts.BoxedWarning)) badges.Add("Boxed warning");
        return badges;
    }
}
