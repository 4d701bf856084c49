using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.PubMed;

/// <summary>The records of an efetch answer. Errors that arrive as a 200 become unavailable, never an empty set.</summary>
internal sealed partial record PubMedArticles(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable)
{
    public static bool IsPmid(string text) => Pmid().IsMatch(text);

    /// <exception cref="SourceUnavailableException">Not a set of articles, cut, or an article without a readable PMID.</exception>
    public static PubMedArticles Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Xml) is { } fault) throw new SourceUnavailableException(fault);
        using var reader = XmlReader.Create(new MemoryStream(body), BodyForms.Xml);
        reader.MoveToContent();
        if (reader.Name is not ("PubmedArticleSet" or "PubmedArticle" or "PubmedBookArticle"))
        {
            throw new SourceUnavailableException($"the answer is not a set of articles (root {reader.Name})");
        }
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Name is "PubmedArticle" or "PubmedBookArticle")
            {
                Add((XElement)XNode.ReadFrom(reader), records, unreadable);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.Name == "ERROR")
            {
                throw new SourceUnavailableException($"the fetch was refused: “{PlainText.Shorten(PlainText.Clean(reader.ReadElementContentAsString()), 160)}”");
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.Depth > 0)
            {
                reader.Skip();   // DeleteCitation and what may come: not articles
            }
            else
            {
                reader.Read();
            }
        }
        return new(records, unreadable);
    }

    private static void Add(XElement article, List<SourceRecord> records, List<UnreadableRecord> unreadable)
    {
        var citation = article.Element("MedlineCitation") ?? article.Element("BookDocument");
        var pmid = citation?.Element("PMID")?.Value.Trim() ?? "";
        if (!IsPmid(pmid)) throw new SourceUnavailableException("an article without a readable PMID");
        try
        {
            records.Add(article.Name == "PubmedBookArticle" ? PubMedArticle.Book(pmid, article) : PubMedArticle.Journal(pmid, article));
        }
        catch (FormatException error)
        {
            unreadable.Add(new(pmid, error.Message));
        }
    }

    [GeneratedRegex("^[1-9][0-9]{0,8}$")]
    private static partial Regex Pmid();
}
