using System.Globalization;
using System.Text.RegularExpressions;
using TargetAlerts.Changes;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>The facts of an interaction and what a difference in each is worth (SPEC.md, "What matters").</summary>
internal static partial class GtopdbFacts
{
    public const string Target = "target", Ligand = "ligand", LigandName = "ligandName", Type = "type", Action = "action", Affinity = "affinity", Primary = "primaryTarget",
        Endogenous = "endogenous", Approved = "approved", Withdrawn = "withdrawn", Species = "species", Selectivity = "selectivity";

    private const decimal Moved = 0.5m;

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        // These two are the ligand's, which may fail to come.
        new(Withdrawn, "Ligand withdrawn") { Judge = Judges.Any(Verdict.Bad), Headline = _ => "Ligand withdrawn from the market", KeptWhenAbsent = true },
        new(Approved, "Ligand approved") { Judge = Judges.Any(Verdict.High), Headline = _ => "Ligand approved", KeptWhenAbsent = true },
        new(Type, "Type") { Judge = Judges.Text(Verdict.Normal) },
        new(Action, "Action") { Judge = Judges.Text(Verdict.Normal) },
        new(Affinity, "Affinity") { Judge = AffinityMoved, Words = value => $"{value.Qualifier} {value.First}".TrimStart() },
        new(Primary, "Primary target") { Judge = d => d.New is null ? Verdict.Low : Verdict.Normal },
        new(Endogenous, "Endogenous") { Judge = Judges.Never },
        new(Target, "Target") { Judge = Judges.Never },
        new(Ligand, "Ligand") { Judge = Judges.Never },
        new(LigandName, "Ligand name") { Judge = Judges.Never },
        new(Species, "Species") { Judge = Judges.Never },
        new(Selectivity, "Selectivity") { Judge = Judges.Never },
    ];

    public static Severity Newcomer(SourceRecord record, decimal highAffinity) =>
        record.Facts.ContainsKey(Primary) || Lowest(record.Facts.GetValueOrDefault(Affinity)) >= highAffinity ? Severity.High : Severity.Normal;

    /// <summary>Of "7.5 – 8.9" the lower bound; null where there is no number.</summary>
    public static decimal? Lowest(FactValue? affinity) =>
        affinity is not null && Number().Match(affinity.First) is { Success: true } number ? decimal.Parse(number.Value, CultureInfo.InvariantCulture) : null;

    // A range said more exactly, or another way of writing it, is no news.
    private static Verdict AffinityMoved(FactDifference difference) =>
        difference.Old?.Qualifier == difference.New?.Qualifier && Lowest(difference.Old) is { } old && Lowest(difference.New) is { } now && Math.Abs(now - old) < Moved ? Verdict.Silent : Verdict.Normal;

    [GeneratedRegex(@"[0-9]{1,3}(\.[0-9]{1,6})?")]
    private static partial Regex Number();
}
