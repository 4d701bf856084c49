using TargetAlerts.Upstreams.DailyMed;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>DailyMed's labels: for each drug an original, whose sections change, and generics, whose versions do.</summary>
internal sealed class SampleLabel(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    private const string Boxed = "34066-1", Indications = "34067-9", Contraindications = "34070-3", Warnings = "43685-7", Interactions = "34073-7", Dosage = "34068-7", Reactions = "34084-4";

    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var drug = Drug(topic, at);
        var original = IsOriginal(topic, at);
        var sections = new Dictionary<string, IReadOnlyList<string>>
        {
            [Indications] = [$"Made-up {drug.Capital} tablets are indicated for {One(topic.Conditions, topic, at, 1)}."],
            [Contraindications] = [$"Known hypersensitivity to {drug.Name}.", "Use within 14 days of a made-up inhibitor [see Warnings and Precautions (5.2)]."],
            [Warnings] = ["5.1 Made-up Syndrome. Monitor for its emergence.", "5.2 QT Prolongation. Avoid in patients with made-up arrhythmia."],
            [Interactions] = ["Made-up inhibitors of CYP2D6 raise its concentration twofold."],
            [Dosage] = [$"Start with {10 * (1 + (int)(Roll(topic, at, 2) % 5))} mg once daily."],
            [Reactions] = ["Nausea (21 %), dry mouth (14 %) and other made-up reactions."],
        };
        if (Roll(topic, at, 3) % 3 > 0)
            sections[Boxed] = ["WARNING: MADE-UP THOUGHTS AND BEHAVIORS. Closely monitor all patients."];
        Model.Labels.Add(new Label
        {
            SetId = Id(topic, at),
            Version = 1 + (int)(Roll(topic, at, 4) % 9),
            Published = day,
            Effective = day.AddDays(-20),
            Product = original ? $"{drug.Capital[..4]}umade" : drug.Capital,
            Ingredient = $"{drug.Upper} HYDROCHLORIDE",
            Moiety = drug.Upper,
            Labeler = $"{One(SampleWords.Surnames, topic, at, 5)} Made-up Laboratories, Inc.",
            Category = original ? ("C73594", "NDA") : ("C73584", "ANDA"),
            Application = $"{(original ? "NDA" : "ANDA")}{700_000 + Number(topic, at)}",
            Sections = sections,
        });
    }

    protected override void Change(SampleTopic topic, int at, int scene)
    {
        var drug = Drug(topic, at);
        var (code, paragraphs) = (scene % 5) switch
        {
            0 => (Contraindications, new[] { $"Known hypersensitivity to {drug.Name}.", $"Made-up hepatic impairment, Child-Pugh C (added in scene {scene})." }),
            1 => (Boxed, ["WARNING: MADE-UP THOUGHTS AND BEHAVIORS. Closely monitor all patients, and those aged 18 to 24 years weekly.", $"Made-up cardiac events were fatal in {scene + 1} patients."]),
            2 => (Indications, [$"Made-up {drug.Capital} tablets are indicated for {One(topic.Conditions, topic, at, 1)}.", $"They are now indicated for {One(topic.Conditions, topic, scene, 6)} in adolescents too."]),
            3 => (Warnings, ["5.1 Made-up Syndrome. Monitor for its emergence, and stop at the first sign.", "5.2 QT Prolongation. Avoid in patients with made-up arrhythmia."]),
            _ => (Dosage, [$"Start with {5 * scene} mg once daily; the made-up maximum is {50 * scene} mg."]),
        };
        // A generic's new version repeats the original's text.
        Model.Labels.Change(Id(topic, at), label => IsOriginal(topic, at) ? label with { Sections = new Dictionary<string, IReadOnlyList<string>>(label.Sections) { [code] = paragraphs } } : label);
    }

    protected override bool Withdraw(SampleTopic topic, int at) => Model.Labels.Delete(Id(topic, at));

    private static bool IsOriginal(SampleTopic topic, int at) => at < topic.Drugs.Count || at % 3 == 0 || at > News;

    private static string Id(SampleTopic topic, int at) => $"00000000-0000-4000-8000-{Number(topic, at):D12}";
}
