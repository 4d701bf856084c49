using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Sources.Feeds;

/// <summary>The day a feed gives, in any of the forms seen in the wild; null rather than a guess (SPEC.md, "Dates seen in the wild").</summary>
internal static partial class FeedDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["BST"] = 1,
    };

    /// <summary>An element's day; FDA once put a time element into it, whose attribute is the better text.</summary>
    public static DateOnly? Of(XElement? element) => element is null ? null
        : Parse(element.Descendants().Select(child => child.Attribute("datetime")?.Value).FirstOrDefault(said => said is not null) ?? element.Value);

    public static DateOnly? Parse(string text)
    {
        text = text.Trim();
        if (Iso().Match(text) is { Success: true } iso) return Day(Number(iso, 1), Number(iso, 2), Number(iso, 3, 1), Number(iso, 4), Number(iso, 5), iso.Groups[6].Value);
        if (Mail().Match(text) is { Success: true } mail) return Day(Year(Number(mail, 3)), Month(mail.Groups[2].Value), Number(mail, 1), Number(mail, 4), Number(mail, 5), mail.Groups[6].Value);
        if (Written().Match(text) is { Success: true } written) return Day(Number(written, 3), Month(written.Groups[1].Value), Number(written, 2), 0, 0, "");
        return American().Match(text) is { Success: true } american ? Day(Number(american, 3), Number(american, 1), Number(american, 2), 0, 0, "") : null;
    }

    private static DateOnly? Day(int year, int month, int day, int hour, int minute, string zone)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59) return null;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute);
        return year is > 1 and < 9999 ? DateOnly.FromDateTime(local.AddHours(-Offset(zone.Trim()))) : DateOnly.FromDateTime(local);
    }

    private static double Offset(string zone)
    {
        if (Zones.TryGetValue(zone, out var hours)) return hours;
        if (Numeric().Match(zone) is not { Success: true } match) return 0;
        var far = Number(match, 2) + Number(match, 3) / 60.0;
        return far > 14 ? 0 : match.Groups[1].Value == "-" ? -far : far;
    }

    private static int Month(string name) => Array.FindIndex(Months, month => name.StartsWith(month, StringComparison.OrdinalIgnoreCase)) + 1;

    private static int Year(int year) => year >= 100 ? year : year >= 70 ? 1900 + year : 2000 + year;

    private static int Number(System.Text.RegularExpressions.Match match, int group, int otherwise = 0) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:[T ]([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(.*))?$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{4}|[0-9]{2})(?:,?\s+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?\s*(.*))?$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"([A-Za-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<![0-9])([0-9]{2})/([0-9]{2})/([0-9]{4})(?![0-9])")]
    private static partial Regex American();

    [GeneratedRegex(@"^(?:GMT|UTC?)?([+-])([0-9]{1,2}):?([0-9]{2})?$")]
    private static partial Regex Numeric();
}
