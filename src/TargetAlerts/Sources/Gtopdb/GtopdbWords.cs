namespace TargetAlerts.Sources.Gtopdb;

/// <summary>How an interaction reads in a digest.</summary>
internal static class GtopdbWords
{
    public const string Site = "https://www.guidetopharmacology.org/GRAC/";

    public static readonly RecordWords Words = new()
    {
        Noun = _ => "ligand",
        Byline = record => string.Join(" · ", new[] { record.Fact(GtopdbFacts.Type), record.Fact(GtopdbFacts.Species), record.Facts.ContainsKey(GtopdbFacts.Endogenous) ? "endogenous" : "" }.Where(part => part.Length > 0)),
        Badges = Badges,
        Context = record => record.Fact(GtopdbFacts.Selectivity) is { Length: > 0 } said ? $"Selectivity: {PlainText.Shorten(said, 200)}" : "",
        Links = record => [(record.Fact(GtopdbFacts.LigandName), record.Link), ($"target {record.Fact(GtopdbFacts.Target)}", $"{Site}ObjectDisplayForward?objectId={record.Fact(GtopdbFacts.Target)}")],
    };

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Facts.TryGetValue(GtopdbFacts.Affinity, out var affinity)) badges.Add($"{affinity.Qualifier} {affinity.First}".TrimStart());
        if (record.Facts.ContainsKey(GtopdbFacts.Primary)) badges.Add("Primary target");
        if (record.Facts.ContainsKey(GtopdbFacts.Approved)) badges.Add("Approved");
        if (record.Facts.ContainsKey(GtopdbFacts.Withdrawn)) badges.Add("Withdrawn");
        return badges;
    }
}
