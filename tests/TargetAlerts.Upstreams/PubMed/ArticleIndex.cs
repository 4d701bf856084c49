using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>The searchable text of one record, field by field.</summary>
internal sealed class ArticleIndex
{
    private readonly Dictionary<SearchField, string[]> _values = [];

    public ArticleIndex(XElement record)
    {
        // A reference list and its identifiers belong to other papers.
        var own = new XElement(record);
        own.Descendants("ReferenceList").Remove();
        var titles = Texts(own, "ArticleTitle", "BookTitle", "VernacularTitle");
        var abstracts = Texts(own, "AbstractText");
        var keywords = Texts(own, "Keyword");
        Put(SearchField.Title, titles);
        Put(SearchField.Abstract, abstracts);
        Put(SearchField.Keyword, keywords);
        Put(SearchField.TitleAbstract, [.. titles, .. abstracts, .. keywords]);
        Put(SearchField.Mesh, Headings(own));
        Put(SearchField.Substance, Texts(own, "NameOfSubstance"));
        Put(SearchField.Supplementary, Texts(own, "NameOfSubstance", "SupplMeshName"));
        Put(SearchField.PublicationType, Texts(own, "PublicationType"));
        Put(SearchField.Author, [.. own.Descendants("Author").Select(Author)]);
        Put(SearchField.Journal, [.. Texts(own, "MedlineTA"), .. own.Descendants("Journal").SelectMany(journal => Texts(journal, "Title", "ISOAbbreviation"))]);
        Put(SearchField.Uid, [own.Descendants("PMID").FirstOrDefault()?.Value ?? ""]);
        Put(SearchField.ArticleId, Texts(own, "ArticleId", "ELocationID"));
        var everything = _values.Values.SelectMany(values => values).Distinct().ToArray();
        _values[SearchField.All] = everything;
    }

    public bool Matches(SearchField field, string phrase, bool truncated)
    {
        foreach (var value in _values[field])
        {
            var found = field.WholeValue
                ? truncated ? value.StartsWith(phrase.TrimEnd(' '), StringComparison.Ordinal) : value == phrase
                : Upstreams.Texts.Holds(value, phrase, truncated);
            if (found)
                return true;
        }
        return false;
    }

    private void Put(SearchField field, IReadOnlyList<string> values) =>
        _values[field] = [.. values.Select(Upstreams.Texts.Normalise)];

    private static List<string> Texts(XElement record, params string[] names) =>
        [.. record.Descendants().Where(element => names.Contains(element.Name.LocalName)).Select(element => element.Value)];

    private static List<string> Headings(XElement record) =>
    [
        .. record.Descendants("DescriptorName").Select(name => name.Value),
        .. record.Descendants("QualifierName").Select(name => $"{name.Parent?.Element("DescriptorName")?.Value}/{name.Value}"),
    ];

    private static string Author(XElement author) => author.Element("CollectiveName")?.Value
        ?? $"{author.Element("LastName")?.Value} {author.Element("Initials")?.Value}";
}
