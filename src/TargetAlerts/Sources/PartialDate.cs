using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Sources;

/// <summary>A date as far as it is known: "2023", "2023-05" or "2023-05-12".</summary>
public readonly partial record struct PartialDate(string Text)
{
    public static PartialDate? Parse(string? text) =>
        text is not null && Shape().IsMatch(text) && DateOnly.TryParseExact(Fill(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new(text) : null;

    /// <summary>The first day it can mean.</summary>
    public DateOnly FirstDay => DateOnly.ParseExact(Fill(Text), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"12 May 2023", "May 2023", "2023".</summary>
    public string Words => FirstDay.ToString(Text.Length switch { 4 => "yyyy", 7 => "MMM yyyy", _ => "d MMM yyyy" }, CultureInfo.InvariantCulture);

    /// <summary>True where one says the other more exactly: no shift.</summary>
    public bool Refines(PartialDate other) =>
        Text.StartsWith(other.Text, StringComparison.Ordinal) || other.Text.StartsWith(Text, StringComparison.Ordinal);

    /// <summary>Days from this to the other, by first days; 0 for a refinement.</summary>
    public int DaysTo(PartialDate later) => Refines(later) ? 0 : later.FirstDay.DayNumber - FirstDay.DayNumber;

    /// <summary>"7 months later", "12 days earlier"; null for a refinement.</summary>
    public string? DistanceTo(PartialDate later)
    {
        var days = DaysTo(later);
        if (days == 0) return null;
        var far = Math.Abs(days);
        var (count, unit) = far switch
        {
            < 56 when Text.Length == 10 && later.Text.Length == 10 => (far, "day"),
            < 700 => (Math.Max(1, (int)Math.Round(far / 30.44)), "month"),
            _ => (Math.Max(1, (int)Math.Round(far / 365.25)), "year"),
        };
        return $"{count} {unit}{(count == 1 ? "" : "s")} {(days > 0 ? "later" : "earlier")}";
    }

    private static string Fill(string text) => text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text };

    [GeneratedRegex(@"^[12]\d{3}(-\d{2}(-\d{2})?)?$")]
    private static partial Regex Shape();
}
