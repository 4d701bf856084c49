using System.Globalization;
using TargetAlerts.Changes;

namespace TargetAlerts.Sources.Chembl;

/// <summary>The facts of activities and drugs and what a difference in each is worth (SPEC.md, "What matters to a reader").</summary>
internal static class ChemblFacts
{
    public const string Pchembl = "pchembl", Validity = "validity", Measure = "measure", Relation = "relation", Value = "value", Comment = "comment",
        Target = "target", TargetName = "targetName", Organism = "organism", Molecule = "molecule", MoleculeName = "moleculeName", Parent = "parent",
        Assay = "assay", AssayType = "assayType", Document = "document", Journal = "journal", Year = "year", Duplicate = "duplicate", Variant = "variant", Action = "action",
        Mechanism = "mechanism", Phase = "phase", FirstApproval = "firstApproval", Withdrawn = "withdrawn", Indications = "indications";

    private const decimal Moved = 0.5m;

    // A curator's word that the value is right after all.
    private const string Validated = "Manually validated";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Withdrawn, "Withdrawn from the market") { Judge = d => d.New is null ? Verdict.Normal : Verdict.Bad, Headline = d => d.New is null ? null : "Drug withdrawn" },
        new(Phase, "Maximum phase") { Judge = PhaseMoved, Words = PhaseWords, Headline = PhaseHeadline },
        new(FirstApproval, "First approval") { Judge = d => d switch { { Old: null } => Verdict.High, { New: null } => Verdict.Silent, _ => Verdict.Low } },
        new(Mechanism, "Mechanism") { Judge = Judges.Arrivals(Verdict.High), Words = value => string.Join("; ", value.Values) },
        new(Indications, "Indications") { Judge = Judges.Arrivals(Verdict.Normal), Words = value => value.Values.Count == 1 ? value.First : $"{value.Values.Count}", Distance = Arrived },
        new(Pchembl, "pChEMBL") { Judge = PchemblMoved },
        new(Validity, "Doubt about the data") { Judge = d => d.New is { } doubt && doubt.First != Validated ? Judges.Text(Verdict.Normal)(d) : Verdict.Silent },
        new(Measure, "Measured") { Judge = Judges.Never },
        new(Relation, "Relation") { Judge = Judges.Never },
        new(Value, "Value") { Judge = Judges.Never, Words = value => $"{value.First} {value.Qualifier}".TrimEnd() },
        new(Comment, "Comment") { Judge = Judges.Never },
        new(Target, "ChEMBL target") { Judge = Judges.Never },
        new(TargetName, "Target name") { Judge = Judges.Never },
        new(Organism, "Organism") { Judge = Judges.Never },
        new(Molecule, "Molecule") { Judge = Judges.Never },
        new(MoleculeName, "Molecule name") { Judge = Judges.Never },
        new(Parent, "Parent molecule") { Judge = Judges.Never },
        new(Assay, "Assay") { Judge = Judges.Never },
        new(AssayType, "Assay type") { Judge = Judges.Never },
        new(Document, "Document") { Judge = Judges.Never },
        new(Journal, "Journal") { Judge = Judges.Never },
        new(Year, "Year") { Judge = Judges.Never },
        new(Duplicate, "Possible duplicate") { Judge = Judges.Never },
        new(Variant, "Variant") { Judge = Judges.Never },
        new(Action, "Action") { Judge = Judges.Never },
    ];

    /// <summary>A drug always matters; an activity by its potency, unless it is a duplicate, of a variant or doubted.</summary>
    public static Severity Newcomer(SourceRecord record, decimal highAffinity)
    {
        if (record.Kind == RecordKind.Drug) return Severity.High;
        if (Number(record.Facts.GetValueOrDefault(Pchembl)) is not { } pchembl || record.Facts.ContainsKey(Duplicate) || record.Facts.ContainsKey(Variant)) return Severity.Low;
        if (record.Fact(Validity) is not ("" or Validated)) return Severity.Low;
        return pchembl >= highAffinity ? Severity.High : Severity.Normal;
    }

    public static string PhaseWords(FactValue value) => Number(value) switch
    {
        4 => "approved",
        0.5m => "early phase 1",
        < 0 => "unknown",
        0 => "preclinical",
        var phase => string.Create(CultureInfo.InvariantCulture, $"phase {phase}"),
    };

    private static Verdict PchemblMoved(FactDifference difference) => (Number(difference.Old), Number(difference.New)) switch
    {
        ({ } old, { } now) => Math.Abs(now - old) >= Moved ? Verdict.Normal : Verdict.Silent,
        _ => Verdict.Normal,
    };

    // Unknown (-1) and preclinical (none) are no phases: going there is no step back.
    private static Verdict PhaseMoved(FactDifference difference)
    {
        var (old, now) = (Number(difference.Old) ?? 0, Number(difference.New) ?? 0);
        if (now <= 0) return Verdict.Silent;
        return now > old ? Verdict.High : now < old ? Verdict.Normal : Verdict.Silent;
    }

    private static string? PhaseHeadline(FactDifference difference)
    {
        var (old, now) = (Number(difference.Old) ?? 0, Number(difference.New) ?? 0);
        return now <= old ? null : now == 4 ? "Drug approved" : "Drug moved to a later phase";
    }

    private static string? Arrived(FactDifference difference)
    {
        var before = (difference.Old?.Values ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fresh = (difference.New?.Values ?? []).Where(value => !before.Contains(value)).ToList();
        return fresh.Count == 0 ? null : PlainText.Shorten($"new: {string.Join(", ", fresh)}", 200);
    }

    private static decimal? Number(FactValue? value) => value is null ? null : decimal.Parse(value.First, CultureInfo.InvariantCulture);
}
