using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Sources.PubMed;

/// <summary>PubMed's ways to write a date: parts, a season, or free text (SPEC.md section 6, "PubDate shapes").</summary>
internal static partial class PubMedDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The day the record was added to PubMed (CRDT; PubStatus "entrez").</summary>
    public static DateOnly? Entered(XElement? history)
    {
        var entered = history?.Elements("PubMedPubDate").FirstOrDefault(date => date.Attribute("PubStatus")?.Value == "entrez");
        return Parts(entered) is { Length: 10 } day && PartialDate.Parse(day) is { } date ? date.FirstDay : null;
    }

    public static string? Published(XElement? electronic, XElement? issue) => Parts(electronic) ?? Parts(issue) ?? Free(issue?.Element("MedlineDate")?.Value);

    private static string? Parts(XElement? date)
    {
        if (date?.Element("Year")?.Value.Trim() is not { Length: 4 } year) return null;
        var month = Month(date.Element("Month")?.Value);
        var day = int.TryParse(date.Element("Day")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var d) ? d : 0;
        var text = month == 0 ? year : day == 0 ? $"{year}-{month:00}" : $"{year}-{month:00}-{day:00}";
        return PartialDate.Parse(text)?.Text ?? PartialDate.Parse(year)?.Text;
    }

    private static int Month(string? month)
    {
        var text = month?.Trim() ?? "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number is >= 1 and <= 12 ? number : 0;
        return text.Length < 3 ? 0 : Array.IndexOf(Months, text[..3].ToLowerInvariant()) + 1;
    }

    private static string? Free(string? text) => text is not null && Year().Match(text) is { Success: true } year ? PartialDate.Parse(year.Value)?.Text : null;

    [GeneratedRegex(@"\b(1[89]|20)\d{2}\b")]
    private static partial Regex Year();
}
