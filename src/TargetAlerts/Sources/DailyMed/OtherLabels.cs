using TargetAlerts.Targets;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>
/// The labels of a drug that are not read one by one – generics and repackagers, which repeat the original's text – as
/// one record: a reader gets one line ("14 labels updated") instead of a hundred (SPEC.md, "What matters").
/// </summary>
internal static class OtherLabels
{
    private const string Field = "drug name";

    public static string Id(TargetDrug drug) => $"others-{drug.Name.ToLowerInvariant().Replace(' ', '-')}";

    public static FetchedRecord? Of(TargetDrug drug, IReadOnlyList<LabelRow> labels) => labels.Count == 0 ? null : new(new()
    {
        Source = DailyMedSource.SourceName,
        Id = Id(drug),
        Kind = RecordKind.Label,
        Title = PlainText.Clean($"Labels of {drug.Name} by generic manufacturers and repackagers", PlainText.TitleLength),
        Link = $"https://dailymed.nlm.nih.gov/dailymed/search.cfm?query={Uri.EscapeDataString(drug.Name)}",
        Facts = new Dictionary<string, FactValue> { [LabelFacts.Others] = FactValue.List([.. labels.Select(Named)])! },
        Texts = new Dictionary<string, IReadOnlyList<string>> { [Field] = [drug.Name] },
    }, [new Match(drug.Name, "drug", Field)]);

    /// <summary>True where the record holds the label in this version.</summary>
    public static bool Hold(IReadOnlyDictionary<string, FactValue>? facts, LabelRow label) =>
        facts?.GetValueOrDefault(LabelFacts.Others)?.Values.Contains(Named(label)) == true;

    /// <summary>"14 updated, 2 new, 1 gone, of 150".</summary>
    public static string Words(FactDifference difference)
    {
        var (old, now) = (Versions(difference.Old), Versions(difference.New));
        var parts = new List<string>();
        void Count(int count, string word)
        {
            if (count > 0) parts.Add($"{count} {word}");
        }

        Count(now.Count(label => old.TryGetValue(label.Key, out var version) && version != label.Value), "updated");
        Count(now.Keys.Except(old.Keys).Count(), "new");
        Count(old.Keys.Except(now.Keys).Count(), "gone");
        return $"{string.Join(", ", parts)}, of {now.Count}";
    }

    public static string Headline(FactDifference difference) => "Generic or repackager labels changed";

    private static string Named(LabelRow label) => $"{label.SetId} v{label.Version}";

    private static Dictionary<string, string> Versions(FactValue? value) =>
        (value?.Values ?? []).Select(one => one.Split(' ')).ToDictionary(parts => parts[0], parts => parts[^1]);
}
