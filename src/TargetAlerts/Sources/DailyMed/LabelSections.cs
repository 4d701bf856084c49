using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>
/// The text of a label's sections, paragraph by paragraph, without what changes without news: section numbers,
/// references to them, the date of revision, the excerpts that the highlights repeat.
/// </summary>
internal static partial class LabelSections
{
    private static readonly XNamespace Hl7 = "urn:hl7-org:v3";

    private static readonly HashSet<string> Breaks = ["paragraph", "item", "caption", "td", "th", "tr", "br", "list", "table", "text"];

    private static readonly HashSet<string> Left = ["excerpt", "subject", "subject2", "author", "renderMultiMedia", "id", "code", "effectiveTime"];

    /// <summary>Name of the fact → paragraphs, for each section that is known by its code.</summary>
    public static IReadOnlyDictionary<string, List<string>> Of(XElement root)
    {
        var sections = new Dictionary<string, List<string>>();
        foreach (var section in root.Descendants(Hl7 + "section"))
        {
            if (Name(section) is not { } name || section.Ancestors(Hl7 + "section").Any(outer => Name(outer) == name)) continue;
            // Recent major changes stand in the highlights alone.
            var paragraphs = Paragraphs(section, Left) is { Count: > 0 } own ? own : Paragraphs(section, [.. Left.Except(["excerpt"])]);
            if (paragraphs.Count == 0) continue;
            if (!sections.TryAdd(name, paragraphs)) sections[name].AddRange(paragraphs);
        }
        return sections;
    }

    private static string? Name(XElement section) => (string?)section.Element(Hl7 + "code")?.Attribute("code") is { } code ? LabelFacts.OfCode.GetValueOrDefault(code) : null;

    private static List<string> Paragraphs(XElement section, HashSet<string> left)
    {
        var paragraphs = new List<string>();
        var text = new StringBuilder();
        Walk(section);
        Flush();
        return paragraphs;

        void Walk(XElement element)
        {
            if (left.Contains(element.Name.LocalName)) return;
            var title = element.Name.LocalName == "title";
            var apart = title || Breaks.Contains(element.Name.LocalName);
            if (apart) Flush();
            foreach (var node in element.Nodes())
            {
                if (node is XText words) text.Append(words.Value);
                else if (node is XElement inner) Walk(inner);
            }
            if (title) text = new StringBuilder(Numbering().Replace(text.ToString().TrimStart(), ""));
            if (apart) Flush();
        }

        void Flush()
        {
            var paragraph = PlainText.Clean(Revised().Replace(References().Replace(text.ToString(), match => Sections().Replace(match.Value, "")), ""));
            if (PlainText.Bare(paragraph).Length > 0) paragraphs.Add(paragraph);
            text.Clear();
        }
    }

    [GeneratedRegex(@"^\d+(\.\d+)*\.?\s+(?=\p{L})")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[\[(]\s*see\b[^\])]*(\([^)]*\)[^\])]*)*[\])]", RegexOptions.IgnoreCase)]
    private static partial Regex References();

    [GeneratedRegex(@"\s*\(?\s*\d+(\.\d+)*(\s*,\s*\d+(\.\d+)*)*\s*\)?")]
    private static partial Regex Sections();

    [GeneratedRegex(@"Revised:?\s*\d{1,2}/\d{2,4}", RegexOptions.IgnoreCase)]
    private static partial Regex Revised();
}
