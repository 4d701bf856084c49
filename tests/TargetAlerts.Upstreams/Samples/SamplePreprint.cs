using TargetAlerts.Upstreams.EuropePmc;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Europe PMC: preprints, papers that PubMed lacks, patents.</summary>
internal sealed class SamplePreprint(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var title = $"{One(SampleWords.Methods, topic, at, 1)} and the {One(topic.Names, topic, at, 2).TrimEnd(',')}: {Drug(topic, at).Name} in {One(topic.Conditions, topic, at, 3)} (made up)";
        var row = new PmcRow { Source = Kind(at), Id = Id(topic, at), Title = title, Published = day, FirstIndexed = day, Updated = day, Authors = Authors(topic, at) };
        Model.EuropePmc.Add(Kind(at) switch
        {
            "PPR" => row with
            {
                Doi = $"10.1101/{day:yyyy.MM.dd}.{Number(topic, at):D6}",
                Title = at % 4 == 0 ? title.Replace(" and the ", " &lt;i&gt;in vivo&lt;/i&gt; and the ", StringComparison.Ordinal) : title,
                Abstract = $"<h4>Background</h4>{topic.Sentence(topic.Name, Drug(topic, at).Name)} <h4>Results</h4>Made up; P<0.001 &amp; n = {20 + (Roll(topic, at, 4) % 300)}.",
                Publisher = One(["bioRxiv", "medRxiv", "Research Square"], topic, at, 5),
                PubTypes = ["Preprint"],
                Version = 1,
            },
            "PAT" => row with { Title = $"Made-up inhibitors of the {topic.Name}, and their use in {One(topic.Conditions, topic, at, 3)}", PubTypes = ["Patent"], Abstract = null },
            _ => row with { Pmcid = Id(topic, at), Journal = "Made-up Letters", PubTypes = ["research-article", "Journal Article"], Doi = $"10.99998/pmc.{Number(topic, at)}" },
        });
    }

    // A patent is not edited.
    protected override void Change(SampleTopic topic, int at, int scene)
    {
        if (Kind(at) == "PAT")
            return;
        Model.EuropePmc.Change($"{Kind(at)}/{Id(topic, at)}", row => (scene % 5, Kind(at)) switch
        {
            (0, _) => row with { Links = [new("Retraction in", "MED", $"{93_900_000 + Number(topic, scene)}")], Title = $"WITHDRAWN: {row.Title}" },
            (1, "PPR") => row with { Version = row.Version + 1, Abstract = $"{row.Abstract} A second cohort was added." },
            (2, "PPR") => row with { Links = [new("Preprint of", "MED", $"{SamplePaper.First(topic) + 3}", "J Made Up Results. 2026")] },
            (3, _) => row with { Links = [new("Expression of concern in", "MED", $"{93_800_000 + Number(topic, scene)}")] },
            _ => row with { Links = [new("Erratum in", "MED", $"{93_700_000 + Number(topic, scene)}")] },
        });
    }

    protected override bool Withdraw(SampleTopic topic, int at) => Model.EuropePmc.Delete($"{Kind(at)}/{Id(topic, at)}");

    // Of new ones the most are preprints; all three come in turn.
    private static string Kind(int at) => (at % 5) switch { 3 => "PMC", 4 => "PAT", _ => "PPR" };

    private static string Id(SampleTopic topic, int at) => $"{Kind(at) switch { "PAT" => "EP", var kind => kind }}{9_000_000 + Number(topic, at)}";

    private string[] Authors(SampleTopic topic, int at) =>
        [.. Enumerable.Range(0, at % 6 == 1 ? 40 : (int)(Roll(topic, at, 6) % 5)).Select(author => $"{One(SampleWords.Surnames, topic, at, 30 + author)} {(char)('A' + (author % 26))}")];
}
