using TargetAlerts.Upstreams.Reporter;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>NIH RePORTER's award years: new, renewed, supplemented and transferred grants, and years that only continue one.</summary>
internal sealed class SampleAward(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var type = at >= News ? One([1, 2, 3, 7], topic, at, 1) : One([1, 1, 2, 3, 5, 5, 7], topic, at, 1);
        var core = $"{One(["R01", "R21", "K99", "U01"], topic, at, 2)}MH{900_000 + Number(topic, at)}";
        Model.Reporter.Add(new ReporterAward(11_000_000 + Number(topic, at))
        {
            ProjectNum = $"{type}{core}-{(type == 1 ? 1 : 3):D2}",
            CoreProjectNum = core,
            FiscalYear = day.Year,
            Title = $"{One(SampleWords.Methods, topic, at, 3)} and the {One(topic.Names, topic, at, 4).TrimEnd(',')} in {One(topic.Conditions, topic, at, 5)} (made up)",
            Abstract = $"PROJECT SUMMARY/ABSTRACT\n{topic.Sentence(topic.Name, Drug(topic, at).Name)} {SampleWords.MadeUp}",
            // Some come without an amount, with double blanks, in capitals.
            Amount = Roll(topic, at, 6) % 9 == 0 ? null : 150_000 + (Roll(topic, at, 7) % 900 * 1000),
            Organisation = One(["UNIVERSITY OF NOWHERE", "INSTITUTE OF MADE-UP RESULTS", "FICTIONAL STATE UNIVERSITY"], topic, at, 8),
            Investigators = [.. Enumerable.Range(0, 1 + (int)(Roll(topic, at, 9) % 3)).Select(person => $"ADA  M {One(SampleWords.Surnames, topic, at, 10 + person).ToUpperInvariant()} ")],
            Start = day.AddDays(30),
            End = day.AddDays(30).AddYears(5),
            Notice = day.AddDays(-7),
            Added = day,
        });
    }

    // No date tells of a change: it is found when all is read again, once a week.
    protected override void Change(SampleTopic topic, int at, int scene) => Model.Reporter.Change(11_000_000 + Number(topic, at), award => (scene % 4) switch
    {
        0 => award with { Organisation = "UNIVERSITY OF ELSEWHERE" },
        1 => award with { End = award.End?.AddYears(-1).AddDays(-scene) },
        2 => award with { Amount = (award.Amount ?? 100_000) * 1.5m },
        _ => award with { Investigators = [.. award.Investigators, $"SAM SUCCESSOR {scene}"] },
    });

    protected override bool Withdraw(SampleTopic topic, int at) => Model.Reporter.Delete(11_000_000 + Number(topic, at));
}
