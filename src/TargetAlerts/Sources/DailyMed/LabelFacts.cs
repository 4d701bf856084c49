namespace TargetAlerts.Sources.DailyMed;

/// <summary>
/// The facts of a label: its sections, known by LOINC code, and what a difference in each is worth (openFDA's SPEC.md,
/// "Change weight"). A new version with the same text is no news.
/// </summary>
internal static class LabelFacts
{
    public const string Version = "version", Effective = "effective", Category = "category", Applications = "applications", Labeler = "labeler",
        Products = "products", Ingredients = "ingredients", Type = "type", Others = "others", BoxedWarning = "boxedWarning";

    private static readonly (string Name, string Label, Verdict Verdict, string[] Codes)[] Sections =
    [
        (BoxedWarning, "Boxed warning", Verdict.Bad, ["34066-1"]),
        ("indications", "Indications", Verdict.High, ["34067-9"]),
        ("contraindications", "Contraindications", Verdict.High, ["34070-3"]),
        ("majorChanges", "Recent major changes", Verdict.Normal, ["43683-2"]),
        ("warnings", "Warnings", Verdict.Normal, ["34071-1", "43685-7", "42232-9"]),
        ("interactions", "Interactions", Verdict.Normal, ["34073-7"]),
        ("populations", "Special populations", Verdict.Normal, ["43684-0", "42228-7", "34081-0", "34082-8"]),
        ("dosage", "Dosage", Verdict.Normal, ["34068-7"]),
        ("adverseReactions", "Adverse reactions", Verdict.Low, ["34084-4"]),
        ("pharmacology", "Pharmacology", Verdict.Low, ["34090-1", "43679-0"]),
    ];

    /// <summary>LOINC code → name of the fact.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfCode = Sections.SelectMany(section => section.Codes.Select(code => (code, section.Name))).ToDictionary(pair => pair.code, pair => pair.Name);

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        .. Sections.Select(section => new FactDefinition(section.Name, section.Label)
        {
            Judge = section.Name == BoxedWarning ? Boxed : Judges.Prose(section.Verdict),
            Words = value => string.Join(' ', value.Values),
            Difference = TextDifference.Words,
            Headline = difference => Headline(section.Label, difference),
        }),
        new(Others, "Labels") { Judge = Judges.Set(Verdict.Low), Difference = OtherLabels.Words, Headline = OtherLabels.Headline },
        new(Labeler, "Labeler") { Judge = Judges.Text(Verdict.Low) },
        new(Category, "Marketing category") { Judge = Judges.Text(Verdict.Low) },
        new(Products, "Products") { Judge = Judges.Set(Verdict.Low) },
        new(Ingredients, "Active ingredients") { Judge = Judges.Set(Verdict.Low) },
        new(Version, "Version") { Judge = Judges.Never },
        new(Effective, "Effective") { Judge = Judges.Never },
        new(Applications, "Application") { Judge = Judges.Never },
        new(Type, "Type of label") { Judge = Judges.Never },
    ];

    public static bool IsVersion(IReadOnlyDictionary<string, FactValue>? facts, LabelRow label) => facts?.GetValueOrDefault(Version)?.First == label.Version;

    public static bool IsOriginal(SourceRecord record) => record.Fact(Category) is "NDA" or "BLA";

    // That a warning is lifted is great news, and not bad.
    private static Verdict Boxed(FactDifference difference) => Judges.Prose(difference.New is null ? Verdict.High : Verdict.Bad)(difference);

    private static string Headline(string label, FactDifference difference) =>
        $"{label} {(difference.Old is null ? "added" : difference.New is null ? "removed" : "changed")}";
}
