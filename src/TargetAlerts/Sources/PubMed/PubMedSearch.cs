using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using System.Xml;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.PubMed;

/// <summary>An esearch answer: how many, which, and what PubMed made of the query. Read from JSON or XML.</summary>
internal sealed record PubMedSearch(int Count, IReadOnlyList<string> Ids, string Translation, IReadOnlyList<string> PhrasesNotFound)
{
    /// <exception cref="SourceUnavailableException">An error inside a 200, or a part that must be there is missing.</exception>
    public static PubMedSearch Parse(byte[] body)
    {
        if (BodyForms.Fault(body, body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<', ..] ? BodyForm.Xml : BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        return body.AsSpan().TrimStart(" \t\r\n"u8)[0] == '<' ? ParseXml(body) : ParseJson(body);
    }

    private static PubMedSearch ParseJson(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Odd("no esearchresult");
        if (root.TryGetProperty("error", out var refused)) throw Said(refused.ToString());
        if (!root.TryGetProperty("esearchresult", out var result) || result.ValueKind != JsonValueKind.Object) throw Odd("no esearchresult");
        if (result.TryGetProperty("ERROR", out var error)) throw Said(error.ToString());
        if (!result.TryGetProperty("count", out var count)) throw Odd("no count");
        if (!result.TryGetProperty("idlist", out var list) || list.ValueKind != JsonValueKind.Array) throw Odd("no idlist");
        var lost = new List<string>();
        foreach (var section in new[] { "warninglist", "errorlist" })
        {
            if (!result.TryGetProperty(section, out var words) || words.ValueKind != JsonValueKind.Object) continue;
            foreach (var name in new[] { "quotedphrasesnotfound", "phrasesnotfound" })
            {
                if (words.TryGetProperty(name, out var phrases) && phrases.ValueKind == JsonValueKind.Array) lost.AddRange(phrases.EnumerateArray().Select(phrase => phrase.ToString()));
            }
        }
        return new(Number(count.ToString()), Pmids(list.EnumerateArray().Select(id => id.ToString())),
            result.TryGetProperty("querytranslation", out var translation) ? translation.ToString() : "", lost);
    }

    private static PubMedSearch ParseXml(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), BodyForms.Xml);
        var root = XElement.Load(reader);
        if (root.Element("ERROR") is { } error) throw Said(error.Value);
        if (root.Name != "eSearchResult") throw Odd($"root {root.Name.LocalName}");
        return new(
            Number(root.Element("Count")?.Value ?? throw Odd("no Count")),
            Pmids((root.Element("IdList") ?? throw Odd("no IdList")).Elements("Id").Select(id => id.Value)),
            root.Element("QueryTranslation")?.Value ?? "",
            [.. root.Descendants().Where(e => e.Name.LocalName is "PhraseNotFound" or "QuotedPhraseNotFound").Select(e => e.Value)]);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Odd($"count \"{text}\"");

    private static List<string> Pmids(IEnumerable<string> ids) =>
        [.. ids.Select(id => PubMedArticles.IsPmid(id) ? id : throw Odd($"id \"{PlainText.Shorten(id, 40)}\""))];

    private static SourceUnavailableException Odd(string what) => new($"the search answer is not as documented ({what})");

    private static SourceUnavailableException Said(string error) => new($"the search was refused: “{PlainText.Shorten(PlainText.Clean(error), 160)}”");
}
