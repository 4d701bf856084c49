using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

internal static class ESearchXml
{
    public const string Prolog = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">

        """;

    public static string Render(SearchResult result, bool listed) => Prolog + (result.Error is { } error
        ? new XElement("eSearchResult", new XElement("ERROR", error))
        : Result(result, listed)).ToString(SaveOptions.DisableFormatting);

    private static XElement Result(SearchResult result, bool listed) => new("eSearchResult",
        new XElement("Count", result.Count),
        new XElement("RetMax", result.RetMax),
        new XElement("RetStart", result.RetStart),
        result.WebEnv is null ? null : new object?[] { new XElement("QueryKey", result.QueryKey), new XElement("WebEnv", result.WebEnv) },
        listed ? new XElement("IdList", result.Ids.Select(id => new XElement("Id", id))) : null,
        new XElement("TranslationSet"),
        new XElement("QueryTranslation", result.Translation),
        List("ErrorList",
            [.. result.PhrasesNotFound.Select(phrase => new XElement("PhraseNotFound", phrase)),
             .. result.FieldsNotFound.Select(field => new XElement("FieldNotFound", field))]),
        List("WarningList",
            [.. result.QuotedPhrasesNotFound.Select(phrase => new XElement("QuotedPhraseNotFound", phrase)),
             .. result.Messages.Select(message => new XElement("OutputMessage", message))]));

    private static XElement? List(string name, IReadOnlyList<XElement> items) => items.Count == 0 ? null : new XElement(name, items);
}
