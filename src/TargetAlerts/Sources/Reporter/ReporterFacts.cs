using System.Globalization;

namespace TargetAlerts.Sources.Reporter;

/// <summary>
/// The facts of one award year and what a difference in each is worth (SPEC.md, "What matters"). A first value is silent:
/// a year that only continues a grant comes without a word.
/// </summary>
internal static class ReporterFacts
{
    public const string Title = "title", Abstract = "abstract", Amount = "amount", Start = "start", End = "end", Notice = "notice", Investigators = "investigators",
        Organisation = "organisation", Number = "number", Core = "core", Type = "type", Year = "year";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Amount, "Award") { Judge = Judges.AfterFirst(AmountChange), Words = AmountWords },
        new(End, "Project end") { Judge = Judges.AfterFirst(Judges.Shift(Verdict.Normal)), Words = Day, Distance = Judges.Distance },
        new(Investigators, "Principal investigators") { Judge = Judges.AfterFirst(Judges.Set(Verdict.Normal)) },
        new(Organisation, "Organisation") { Judge = Judges.Replaced(Verdict.Normal) },
        new(Start, "Project start") { Judge = Judges.AfterFirst(Judges.Shift(Verdict.Low)), Words = Day, Distance = Judges.Distance },
        new(Title, "Title") { Judge = Judges.Replaced(Verdict.Low) },
        new(Abstract, "Abstract") { Judge = Judges.Replaced(Verdict.Low), Words = _ => "" },
        new(Notice, "Award notice") { Judge = Judges.Never },
        new(Number, "Project number") { Judge = Judges.Never },
        new(Core, "Project") { Judge = Judges.Never },
        new(Type, "Application type") { Judge = Judges.Never },
        new(Year, "Fiscal year") { Judge = Judges.Never },
    ];

    public static string AmountWords(FactValue value) => "$" + Amounts(value).ToString("N0", CultureInfo.InvariantCulture);

    private static Verdict AmountChange(FactDifference difference)
    {
        if (difference is not { Old: { } old, New: { } now }) return Verdict.Silent;
        return Math.Abs(Amounts(now) - Amounts(old)) > Amounts(old) * 0.2m ? Verdict.Normal : Verdict.Silent;
    }

    private static decimal Amounts(FactValue value) => decimal.TryParse(value.First, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static string Day(FactValue value) => PartialDate.Parse(value.First)?.Words ?? value.First;
}
