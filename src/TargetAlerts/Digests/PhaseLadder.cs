using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Chembl;
using TargetAlerts.Sources.OpenTargets;

namespace TargetAlerts.Digests;

/// <param name="Moved">True when its phase was news in the last seven days.</param>
public sealed record LadderDrug(string Name, bool Moved);

/// <param name="Phase">"Phase 2/3", "Withdrawn".</param>
/// <param name="Stopped">Drawn hollow: no longer on the way.</param>
public sealed record Rung(string Phase, bool Stopped, IReadOnlyList<LadderDrug> Drugs);

/// <summary>The drugs of a target by the furthest phase that ChEMBL or Open Targets gives them; one dot a drug, whoever tells of it.</summary>
internal static class PhaseLadder
{
    private static readonly (string Phase, int Rank)[] Steps =
        [("Approved", 10), ("Pre-approval", 9), ("Phase 3", 8), ("Phase 2/3", 7), ("Phase 2", 6), ("Phase 1/2", 5), ("Phase 1", 4), ("Early phase 1", 3), ("Preclinical", 1)];

    private const int Withdrawn = 12;

    /// <param name="moved">Source and id of records whose phase was news this week.</param>
    public static IReadOnlyList<Rung> Of(IReadOnlyList<SourceRecord> drugs, IReadOnlySet<(string Source, string Id)> moved)
    {
        var ranked = drugs.GroupBy(drug => drug.Identifiers.GetValueOrDefault("chembl") ?? drug.Id)
            .Select(forms => (Name: forms.Select(Name).MinBy(name => name.Length)!, Rank: forms.Max(Rank), Moved: forms.Any(form => moved.Contains((form.Source.Value, form.Id))))).ToList();
        var rungs = Steps.Select(step => new Rung(step.Phase, false, Those(rank => rank == step.Rank))).Append(new("Withdrawn", true, Those(rank => rank == Withdrawn)));
        return [.. rungs.Where(rung => rung.Drugs.Count > 0)];

        List<LadderDrug> Those(Func<int, bool> on) => [.. ranked.Where(one => on(one.Rank)).OrderBy(one => one.Moved).ThenBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Select(one => new LadderDrug(one.Name, one.Moved))];
    }

    /// <summary>True of a change that brings a drug or moves it to another phase.</summary>
    public static bool Moves(Considered considered) =>
        considered.Record.Kind == RecordKind.Drug && (considered.Change.Kind == ChangeKind.Added || considered.Change.Facts.Any(fact => Moves(fact.Fact)));

    private static bool Moves(string fact) => fact is ChemblFacts.Phase or ChemblFacts.Withdrawn or OpenTargetsFacts.Stage;

    private static int Rank(SourceRecord drug)
    {
        if (drug.Fact(ChemblFacts.Withdrawn) == "yes") return Withdrawn;
        if (drug.Fact(OpenTargetsFacts.Stage) is { Length: > 0 } stage) return OpenTargetsStages.Rank(stage) is 2 ? 1 : OpenTargetsStages.Rank(stage);
        return drug.Fact(ChemblFacts.Phase) switch { "4" => 10, "3" => 8, "2" => 6, "1" => 4, "0.5" => 3, _ => -1 };
    }

    private static string Name(SourceRecord drug) => (drug.Fact(ChemblFacts.MoleculeName) is { Length: > 0 } name ? name : drug.Title.Split(':')[0]).ToLowerInvariant();
}
