namespace TargetAlerts.Sources.PubChem;

/// <summary>The facts of an assay and what a difference in each is worth.</summary>
internal static class AssayFacts
{
    public const string Name = "name", Depositor = "depositor", Method = "method", Active = "activeCompounds", Tested = "testedCompounds", DataChanged = "dataChanged";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Active, "Active compounds") { Judge = Judges.Replaced(Verdict.Low) },
        new(Tested, "Tested compounds") { Judge = Judges.Replaced(Verdict.Low) },
        new(Name, "Name") { Judge = Judges.Text(Verdict.Low) },
        new(Depositor, "Source") { Judge = Judges.Never },
        new(Method, "Method") { Judge = Judges.Never },
        // A stamp: what changed is in the numbers.
        new(DataChanged, "Data changed") { Judge = Judges.Never },
    ];
}
