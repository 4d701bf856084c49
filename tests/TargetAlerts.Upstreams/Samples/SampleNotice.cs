using TargetAlerts.Upstreams.FederalRegister;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Documents of FDA and DEA in the Federal Register. They neither vanish nor change, but for the end of comments.</summary>
internal sealed class SampleNotice(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    // The first check reaches back one year.
    protected override int Reach => 300;

    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var (drug, maker) = (Drug(topic, at), $"{One(SampleWords.Surnames, topic, at, 1)} Made-up Pharmaceuticals");
        var paper = new FederalPaper { Number = Id(topic, at), Published = day, Title = "", CommentsClose = day.AddDays(60) };
        Model.Federal.Add((at % 6) switch
        {
            0 => paper with
            {
                Title = $"Determination That {drug.Upper} (Made Up) Tablets, 25 Milligrams and 50 Milligrams, Were Not Withdrawn From Sale for Reasons of Safety or Effectiveness",
                Abstract = $"The Food and Drug Administration has made up that {drug.Name} was not withdrawn from sale for reasons of safety or effectiveness.",
            },
            1 => paper with { Title = "Product-Specific Guidances; Draft and Revised Draft Guidances for Industry; Availability (Made Up)", Abstract = $"The drugs named are {drug.Name}, made-upine and 38 others." },
            2 => paper with { Title = $"{maker}; Withdrawal of Approval of a New Drug Application for {drug.Capital} (Made Up)", Action = "Notice.", CommentsClose = null },
            3 => paper with { Type = "Rule", Action = "Final rule.", Effective = day.AddDays(90), Title = $"Made-up Labeling Requirements for Drugs That Act on the {topic.Name}", CommentsClose = null },
            4 => paper with { Type = "Proposed Rule", Action = "Proposed rule.", Agency = "drug-enforcement-administration", Title = $"Schedules of Controlled Substances: Made-up Placement of {drug.Capital} in Schedule IV" },
            // Of nothing that is followed.
            _ => paper with { Title = "Meeting of a Made-up Advisory Committee; Notice of Meeting", Abstract = null },
        });
    }

    // Only what was published in the last week is asked for again.
    protected override void Change(SampleTopic topic, int at, int scene)
    {
        if (scene > 1 && Model.Federal.All.FirstOrDefault(paper => paper.CommentsClose is not null && paper.Number.EndsWith($"-{1_000_000 + Number(topic, News + scene - 1)}", StringComparison.Ordinal)) is { } paper)
            Model.Federal.Change(paper.Number, old => old with { CommentsClose = old.CommentsClose?.AddDays(30) });
    }

    private string Id(SampleTopic topic, int at) => $"{Model.Today.Year}-{1_000_000 + Number(topic, at)}";
}
