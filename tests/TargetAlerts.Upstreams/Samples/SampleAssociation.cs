using TargetAlerts.Upstreams.GwasCatalog;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>The GWAS Catalog's associations, some far below any double, some between two genes.</summary>
internal sealed class SampleAssociation(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day) => Model.Associations.Add(new Association(Id(topic, at))
    {
        Genes = Roll(topic, at, 1) % 4 == 0 ? [topic.Gene.Symbol, "MADE1"] : [topic.Gene.Symbol],
        Trait = $"{One(topic.Conditions, topic, at, 2)} (made up)",
        Variant = $"rs{90_000_000 + Number(topic, at)}-{One(["A", "C", "G", "T"], topic, at, 3)}",
        Mantissa = 1 + (int)(Roll(topic, at, 4) % 9),
        Exponent = at % 10 == 0 ? -1315 : -6 - (int)(Roll(topic, at, 5) % 30),
        Frequency = Roll(topic, at, 6) % 3 == 0 ? "NR" : $"0.{10 + (Roll(topic, at, 7) % 40)}",
        Study = $"GCST{90_000_000 + (Number(topic, at) / 4)}",
        PubMed = $"{SamplePaper.First(topic) + (at % 20)}",
    });

    protected override void Change(SampleTopic topic, int at, int scene) => Model.Associations.Change(Id(topic, at), one => scene % 2 == 0
        ? one with { Variant = $"{one.Variant.Split('-')[0]}-?" }
        : one with { Exponent = one.Exponent - scene });

    protected override bool Withdraw(SampleTopic topic, int at)
    {
        Model.Associations.Delete(Id(topic, at));
        return true;
    }

    private static long Id(SampleTopic topic, int at) => 90_000_000 + Number(topic, at);
}
