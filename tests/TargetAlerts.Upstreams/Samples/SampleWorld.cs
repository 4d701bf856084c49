using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Every source with records of every topic, and news without end: each scene tells of SERT and, in turn, of one other topic.</summary>
internal sealed class SampleWorld
{
    private readonly IReadOnlyList<SampleTopic> _topics;
    private readonly IReadOnlyList<ISample> _sources;
    private readonly bool _everywhere;

    private SampleWorld(UpstreamModel model, int topics, int seed, bool everywhere)
    {
        _everywhere = everywhere;
        _topics = [.. SampleTopic.All().Take(topics)];
        _sources =
        [
            new SamplePaper(model, seed), new SampleStudy(model, seed), new SampleLabel(model, seed), new SampleLigand(model, seed), new SampleEvidence(model, seed),
            new SampleInteraction(model, seed), new SamplePreprint(model, seed), new SampleAward(model, seed), new SampleApproval(model, seed), new SampleNotice(model, seed),
            new SampleStructure(model, seed), new SampleProtein(model, seed), new SampleAssociation(model, seed), new SampleAssay(model, seed), new SampleItem(model, seed),
            new SampleIsrctn(model, seed), new SampleCtis(model, seed),
            // Last: it has the works that the others name.
            new SampleWork(model),
        ];
    }

    /// <param name="records">Of each source and topic.</param>
    /// <param name="everywhere">Each scene tells of all topics.</param>
    public static void Fill(UpstreamModel model, int records, int topics, int seed, bool everywhere)
    {
        var world = new SampleWorld(model, topics, seed, everywhere);
        SampleGenes.AddTo(model.Genes);
        MoreGenes.AddTo(model.Genes);
        foreach (var topic in world._topics)
            model.PubMed.Vocabulary.Know([.. topic.Names, .. topic.Gene.ShortNames, .. topic.Gene.OtherNames, topic.Gene.Symbol, .. topic.Substances, .. topic.Drugs.Select(drug => drug.Name)]);
        foreach (var source in world._sources)
        {
            foreach (var topic in world._topics)
                source.Fill(topic, records);
            source.Publish();
        }
        model.ContinueWith(world.Scene);
    }

    private Scene Scene(int number)
    {
        IReadOnlyList<SampleTopic> told = _everywhere || _topics.Count == 1 ? _topics : [_topics[0], _topics[1 + ((number - 1) % (_topics.Count - 1))]];
        return new($"scene {number}: in each source something new and something changed about {string.Join(" and ", told.Select(topic => topic.Gene.Symbol))}{(number % 3 == 0 ? ", and something withdrawn" : "")}", _ =>
        {
            foreach (var source in _sources)
            {
                foreach (var topic in told)
                    source.Happen(topic, number);
                source.Publish();
            }
        });
    }
}
