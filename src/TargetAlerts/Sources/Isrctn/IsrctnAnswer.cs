using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>One answer: allTrials with its totalCount and the trials themselves, which are none where only the count was asked for.</summary>
/// <param name="Edited">When the records were last edited.</param>
internal sealed partial record IsrctnAnswer(int Total, IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, IReadOnlyList<DateTimeOffset> Edited)
{
    public IEnumerable<string> Ids => Records.Select(record => record.Id).Concat(Unreadable.Select(record => record.Id));

    public static bool IsNumber(string id) => Number().IsMatch(id);

    /// <exception cref="SourceUnavailableException">Not as documented, or a trial without a readable number.</exception>
    public static IsrctnAnswer Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Xml) is { } fault) throw new SourceUnavailableException(fault);
        using var reader = XmlReader.Create(new MemoryStream(body), BodyForms.Xml);
        var root = XElement.Load(reader);
        if (root.Name.LocalName != "allTrials") throw new SourceUnavailableException($"the answer is not as documented (<{PlainText.Clean(root.Name.LocalName, 40)}>)");
        if (!int.TryParse(root.Attribute("totalCount")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var total)) throw new SourceUnavailableException("the answer tells no totalCount");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        var edited = new List<DateTimeOffset>();
        foreach (var full in root.Elements())
        {
            var trial = full.Name.LocalName == "fullTrial" ? full.Part("trial") : null;
            var id = $"ISRCTN{trial?.Part("isrctn").Said()}";
            if (trial is null || !IsNumber(id)) throw new SourceUnavailableException("a trial without a readable ISRCTN number");
            try
            {
                edited.Add(Instant(trial.Attribute("lastUpdated")?.Value));
                records.Add(IsrctnTrial.Record(id, trial, full));
            }
            catch (FormatException error)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new(total, records, unreadable, edited);
    }

    // Nine digits of a second, where .NET reads seven: none is needed.
    private static DateTimeOffset Instant(string? text) =>
        text is { Length: >= 19 } && DateTimeOffset.TryParseExact(text[..19], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : throw new FormatException("no readable lastUpdated");

    [GeneratedRegex("^ISRCTN[0-9]{8}$")]
    private static partial Regex Number();
}

/// <summary>Elements by their local names; what is not there says nothing.</summary>
internal static class IsrctnXml
{
    public static XElement? Part(this XElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            var wanted = name;
            element = element?.Elements().FirstOrDefault(child => child.Name.LocalName == wanted);
        }
        return element;
    }

    public static IEnumerable<XElement> Parts(this XElement? element, string name) => element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    /// <summary>Cleaned text; "" for an element that is empty, missing, or says only that nothing was provided.</summary>
    public static string Said(this XElement? element, int cap = PlainText.TextLength) =>
        PlainText.Clean(element?.Value, cap) is var text && !text.EndsWith("not provided at time of registration", StringComparison.OrdinalIgnoreCase) ? text : "";
}
