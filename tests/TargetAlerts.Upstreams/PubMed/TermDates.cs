using System.Globalization;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>Dates as written in a term or a parameter: yyyy, yyyy/MM or yyyy/MM/dd.</summary>
internal static class TermDates
{
    public static DateOnly First(string text)
    {
        var (year, month, day) = Parts(text);
        return new DateOnly(year, month ?? 1, day ?? 1);
    }

    public static DateOnly Last(string text)
    {
        var (year, month, day) = Parts(text);
        return new DateOnly(year, month ?? 12, day ?? DateTime.DaysInMonth(year, month ?? 12));
    }

    private static (int Year, int? Month, int? Day) Parts(string text)
    {
        var parts = text.Trim().Split('/');
        var numbers = new int[parts.Length];
        for (var at = 0; at < parts.Length; at++)
        {
            if (!int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[at]))
                throw new TermException($"'{text}' is not a date");
        }
        var (year, month, day) = (numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
        var fits = numbers.Length <= 3 && year is >= 1 and <= 9999
            && (numbers.Length < 2 || month is >= 1 and <= 12)
            && (numbers.Length < 3 || (day >= 1 && day <= DateTime.DaysInMonth(year, month)));
        if (!fits)
            throw new TermException($"'{text}' is not a date");
        return (year, numbers.Length > 1 ? month : null, numbers.Length > 2 ? day : null);
    }
}
