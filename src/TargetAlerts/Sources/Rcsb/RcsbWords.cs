namespace TargetAlerts.Sources.Rcsb;

/// <summary>How a structure reads in a digest.</summary>
internal static class RcsbWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = _ => "structure",
        Byline = Byline,
        Badges = Badges,
        Context = record => record.FactList(RcsbFacts.Ligands) is { Count: > 0 } ligands ? $"Ligands: {PlainText.Shorten(string.Join(", ", ligands), 200)}" : "",
        Links = record => [($"PDB {record.Id}", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        var parts = new List<string> { string.Join(", ", record.FactList(RcsbFacts.Organism).Take(3)), record.Fact(RcsbFacts.Journal) };
        if (PartialDate.Parse(record.Fact(RcsbFacts.Released)) is { } day) parts.Add($"released {day.Words}");
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static List<string> Badges(SourceRecord record)
    {
        List<string> badges = [.. record.FactList(RcsbFacts.Method).Select(method => PlainText.Shorten(RcsbFacts.MethodWords(method), 40))];
        if (record.Facts.TryGetValue(RcsbFacts.Resolution, out var resolution)) badges.Add(RcsbFacts.ResolutionWords(resolution));
        if (record.FactList(RcsbFacts.Mutation).Count > 0) badges.Add("Mutant");
        return badges;
    }
}
