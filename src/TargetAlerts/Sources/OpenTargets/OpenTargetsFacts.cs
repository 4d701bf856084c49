using System.Globalization;
using TargetAlerts.Changes;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>The facts of drugs, associations and the target, and what a difference in each is worth (SPEC.md, "What matters").</summary>
internal static class OpenTargetsFacts
{
    public const string Stage = "stage", Diseases = "diseases", SafetyStops = "safetyStops", Score = "score", Safety = "safety", Tractability = "tractability", OwnId = "ownId", Name = "name";

    private const string Literature = "literature";

    private const decimal Rise = 0.1m;

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Stage, "Clinical stage") { Judge = StageMoved, Words = value => OpenTargetsStages.Words(value.First), Headline = StageHeadline },
        // Kept: the question for it may be refused while the drug's own is not.
        new(SafetyStops, "Trials stopped for safety") { Judge = Judges.Arrivals(Verdict.Bad), Headline = _ => "Trial stopped for safety", KeptWhenAbsent = true },
        new(Diseases, "Diseases") { Judge = d => Fresh(d).Count > 0 ? Verdict.Normal : Verdict.Silent, Words = Counted, Distance = Arrived },
        new(Score, "Association score") { Judge = d => Risen(d) is { Count: > 0 } ? Verdict.Normal : Verdict.Silent, Distance = d => Risen(d) is { Count: > 0 } risen ? $"by {string.Join(", ", risen.Select(Plain))}" : null },
        new(Safety, "Safety liabilities") { Judge = Judges.Arrivals(Verdict.High), Words = Counted, Distance = Arrived, Headline = _ => "New safety liability" },
        new(Tractability, "Tractability") { Judge = Judges.Arrivals(Verdict.Normal), Words = Counted, Distance = Arrived },
        new(OwnId, "Identifier") { Judge = Judges.Never },
        new(Name, "Name") { Judge = Judges.Never },
    ];

    public static Severity? Newcomer(SourceRecord record) => record.Kind switch
    {
        RecordKind.Drug => Severity.High,
        RecordKind.Association when Types(record.Facts.GetValueOrDefault(Score)) is { Count: > 0 } types && types.Keys.All(type => type == Literature) => Severity.Low,
        _ => Severity.Normal,
    };

    /// <summary>The score in two digits, with the scores of the kinds of evidence as its qualifier: "genetic_association=0.61, literature=0.20".</summary>
    public static FactValue ScoreOf(decimal score, IEnumerable<(string Id, decimal Score)> types)
    {
        var parts = string.Join(", ", types.Select(type => string.Create(CultureInfo.InvariantCulture, $"{type.Id}={type.Score:0.00}")));
        return new(FactType.Number, [score.ToString("0.00", CultureInfo.InvariantCulture)], parts.Length == 0 ? null : parts);
    }

    public static Dictionary<string, decimal> Types(FactValue? score) =>
        (score?.Qualifier ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => decimal.Parse(part[1], CultureInfo.InvariantCulture));

    public static string Plain(string code) => code.Replace('_', ' ');

    /// <summary>The kinds of evidence that made the score rise enough to be told; none where it did not, or where literature alone did.</summary>
    private static List<string> Risen(FactDifference difference)
    {
        if (difference is not { Old: { } old, New: { } now } || Number(now) - Number(old) < Rise) return [];
        var (before, after) = (Types(old), Types(now));
        return after.Count == 0 ? ["evidence of an unnamed kind"] : [.. after.Where(type => type.Key != Literature && type.Value - before.GetValueOrDefault(type.Key) >= 0.01m)
            .OrderByDescending(type => type.Value - before.GetValueOrDefault(type.Key)).Take(2).Select(type => type.Key)];
    }

    private static Verdict StageMoved(FactDifference difference)
    {
        var (old, now) = (difference.Old?.First ?? "", difference.New?.First ?? "");
        var (before, after) = (OpenTargetsStages.Rank(old), OpenTargetsStages.Rank(now));
        if (now.Length == 0 || after < 0 || before == after) return Verdict.Silent;
        if (now == OpenTargetsStages.Withdrawal) return Verdict.Bad;
        if (old == OpenTargetsStages.Withdrawal) return Verdict.Normal;
        return after > before ? Verdict.High : Verdict.Low;
    }

    private static string? StageHeadline(FactDifference difference) => difference.New?.First switch
    {
        OpenTargetsStages.Withdrawal => "Drug withdrawn",
        "APPROVAL" => "Drug approved",
        { } now when OpenTargetsStages.Rank(now) > OpenTargetsStages.Rank(difference.Old?.First ?? "") => "Drug moved to a later stage",
        _ => null,
    };

    private static string Counted(FactValue value) => value.Values.Count <= 3 ? string.Join(", ", value.Values.Select(NameOf)) : value.Values.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>"lung adenocarcinoma [MONDO_0005061]" without its id.</summary>
    public static string NameOf(string value) => value.EndsWith(']') && value.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? value[..at] : value;

    private static string IdOf(string value) => NameOf(value) is var name && name.Length < value.Length ? value[name.Length..] : "";

    private static List<string> Fresh(FactDifference difference)
    {
        var old = difference.Old?.Values ?? [];
        var names = old.Select(value => PlainText.Bare(NameOf(value))).ToHashSet();
        var ids = old.Select(IdOf).Where(id => id.Length > 0).ToHashSet();
        return [.. (difference.New?.Values ?? []).Where(value => !names.Contains(PlainText.Bare(NameOf(value))) && !ids.Contains(IdOf(value))).Select(NameOf)];
    }

    private static string? Arrived(FactDifference difference) =>
        Fresh(difference) is { Count: > 0 } fresh ? PlainText.Shorten($"new: {string.Join(", ", fresh)}", 200) : null;

    private static decimal Number(FactValue value) => decimal.Parse(value.First, CultureInfo.InvariantCulture);
}
