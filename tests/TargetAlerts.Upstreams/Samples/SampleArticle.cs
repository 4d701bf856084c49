using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Upstreams.Samples;

internal static class SampleArticle
{
    public static Article Make(int pmid, int seed, DateOnly created, DateOnly latest, SampleTopic? topic = null)
    {
        topic ??= SampleTopic.Sert;
        var drug = Dice.Pick(topic.Drugs, pmid, seed, 4).Name;
        T One<T>(IReadOnlyList<T> items, int question) => Dice.Pick(items, pmid, seed, question);
        uint Roll(int question) => Dice.Roll(pmid, seed, question);
        var settled = Earlier(created.AddDays(20 + (int)(Roll(1) % 200)), latest);
        var article = new Article
        {
            Pmid = pmid,
            Title = Title(One(SampleWords.Methods, 2), One(topic.Names, 3), drug, One(topic.Conditions, 5), Roll(6)),
            Abstract = Roll(7) % 7 == 0 ? [] : Abstract(topic.Sentence(One(topic.Names, 3), drug), One(topic.Conditions, 5), Roll(8)),
            Authors = Roll(9) % 11 == 0 ? [] : Authors(pmid, seed, 1 + (int)(Roll(10) % 5)),
            Published = created.AddDays(-(int)(Roll(11) % 60)),
            MedlineDate = Roll(12) % 23 == 0 ? $"{created.Year} Spring" : null,
            MeshHeadings = Roll(13) % 4 == 0 ? [] : [.. topic.MeshHeadings, One(topic.Conditions, 5), "Humans"],
            Substances = Roll(13) % 4 == 0 ? [] : topic.Substances,
            Keywords = Roll(14) % 3 == 0 ? [.. topic.Gene.ShortNames.Take(1), .. topic.Number == 0 ? ["serotonin"] : Array.Empty<string>(), drug] : [],
            PublicationTypes = Types(Roll(15)),
            Doi = Roll(16) % 9 == 0 ? null : $"10.99999/made.up.{pmid}",
            Pmcid = Roll(17) % 3 == 0 ? $"PMC{pmid}" : null,
            Created = created,
            // Some are entered late: EDAT is then set back to the publication date.
            Entered = Roll(18) % 29 == 0 ? created.AddDays(-400) : created,
            Modified = settled,
            Revised = settled,
            Status = Roll(13) % 4 == 0 ? "PubMed-not-MEDLINE" : "MEDLINE",
            IsBook = Roll(19) % 97 == 0,
        };
        return Roll(20) % 20 == 0 ? Decoy(article, One(SampleWords.Decoys, 21)) : article;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static Article Decoy(Article article, (string Title, string Text) decoy) => article with
    {
        Title = $"{decoy.Title}: study {article.Pmid}.",
        Abstract = [new AbstractSection(null, $"{decoy.Text} {SampleWords.MadeUp}")],
        MeshHeadings = [],
        Substances = [],
        Keywords = [],
    };

    private static string Title(string method, string name, string drug, string condition, uint roll) => (roll % 5) switch
    {
        0 => $"{method} of the {name.TrimEnd(',')} bound to {drug}.",
        1 => $"The {name.TrimEnd(',')} and response to {drug} in {condition}: a cohort study.",
        2 => $"{method} and the {name.TrimEnd(',')} <i>in vivo</i>: effect of {drug}.",
        3 => $"Does {name.TrimEnd(',')} availability predict outcome in {condition}?",
        _ => $"Na<sup>+</sup>-dependent uptake by the {name.TrimEnd(',')} at S1 and S2 sites (K<sub>i</sub> of {drug}).",
    };

    private static IReadOnlyList<AbstractSection> Abstract(string background, string condition, uint roll)
    {
        var result = $"Occupancy was {40 + (roll % 50)} % (p < 0.05) in {20 + (roll % 300)} participants with {condition}.";
        return roll % 2 == 0
            ? [new AbstractSection(null, $"{background} {result} {SampleWords.MadeUp}")]
            : [new AbstractSection("BACKGROUND", background), new AbstractSection("RESULTS", result), new AbstractSection("CONCLUSIONS", SampleWords.MadeUp)];
    }

    private static IReadOnlyList<Author> Authors(int pmid, int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(at => at == 4
            ? new Author(null, null, "Made-up Study Group")
            : new Author(Dice.Pick(SampleWords.Surnames, pmid, seed, 30 + at), $"{(char)('A' + (Dice.Roll(pmid, seed, 40 + at) % 26))}"))];

    private static IReadOnlyList<string> Types(uint roll) => (roll % 8) switch
    {
        0 => ["Journal Article", "Review"],
        1 => ["Journal Article", "Randomized Controlled Trial"],
        2 => ["Preprint"],
        _ => ["Journal Article"],
    };
}
