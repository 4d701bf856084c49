using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>One row of a core answer as a record (SPEC.md section 6). All but its own id may be missing.</summary>
internal static partial class EuropePmcRow
{
    private static readonly Dictionary<string, string> Spaces = new() { ["MED"] = "pmid", ["PMC"] = "pmcid", ["PPR"] = "ppr" };

    /// <exception cref="FormatException">A member of another shape than documented.</exception>
    public static SourceRecord Record(string source, string id, JsonElement row)
    {
        var doi = Dois.Read(row.At("doi").Text(240));
        var title = Title(row, source, id);
        var summary = Markup.Plain(row.At("abstractText").Text(int.MaxValue));
        List<string> types = [.. row.At("pubTypeList", "pubType").Texts(), .. row.At("pubType").Text(400).Split("; ", StringSplitOptions.RemoveEmptyEntries)];
        var authors = Authors(row);
        var links = EuropePmcLinks.Read(row.At("commentCorrectionList", "commentCorrection"));

        var facts = new Dictionary<string, FactValue>(links.Facts);
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(EuropePmcFacts.Title, FactValue.Text(title));
        if (summary.Length > 0) Fact(EuropePmcFacts.Abstract, FactValue.Text(Fingerprints.OfText(PlainText.Bare(summary))));
        Fact(EuropePmcFacts.Authors, FactValue.List(authors));
        Fact(EuropePmcFacts.Journal, FactValue.Text(Journal(row)));
        Fact(EuropePmcFacts.Published, FactValue.Date(PartialDate.Parse(row.At("firstPublicationDate").Text(20))?.Text));
        Fact(EuropePmcFacts.Doi, FactValue.Term(doi is null ? null : Dois.Unversioned(doi)));
        Fact(EuropePmcFacts.Types, FactValue.List(types));
        if (row.At("versionNumber") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number)) Fact(EuropePmcFacts.Version, FactValue.Number(number));
        if (types.Contains("retracted publication", StringComparer.OrdinalIgnoreCase) || Void().IsMatch(title)) facts.TryAdd(EuropePmcFacts.Retraction, FactValue.Text("retracted")!);

        var identifiers = Identifiers(source, id, doi, row);
        return new()
        {
            Source = EuropePmcSource.SourceName,
            Id = EuropePmcIds.Of(source, id, doi),
            Kind = source == "PPR" || types.Contains("preprint", StringComparer.OrdinalIgnoreCase) ? RecordKind.Preprint : source == "PAT" ? RecordKind.Patent : RecordKind.Publication,
            Title = title,
            Link = $"https://europepmc.org/article/{source}/{id}",
            Dated = PartialDate.Parse(row.At("firstIndexDate").Text(20)) is { Text.Length: 10 } indexed ? indexed.FirstDay : null,
            Facts = facts,
            Texts = Texts(row, title, summary),
            Identifiers = identifiers,
            SameAs = [.. links.SameAs.Concat(doi is not null && Dois.Unversioned(doi) is var plain && plain != doi ? [$"doi:{plain}"] : [])],
            Related = links.Related,
        };
    }

    private static string Title(JsonElement row, string source, string id)
    {
        var title = Markup.Plain(row.At("title").Text(int.MaxValue), PlainText.TitleLength);
        if (title.Length == 0) return source == "PAT" ? $"Patent {id}" : throw new FormatException("no title");
        return title.EndsWith('.') && !title.EndsWith("..", StringComparison.Ordinal) && title.Length > 1 ? title[..^1] : title;
    }

    private static List<string> Authors(JsonElement row)
    {
        List<string> names = [.. row.At("authorList", "author").Items()
            .Select(author => author.At("collectiveName").Text(200) is { Length: > 0 } group ? group : author.At("fullName").Text(200))
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(1000)];
        return names.Count > 0 ? names : [.. row.At("authorString").Text().TrimEnd('.').Split(", ", StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(1000)];
    }

    private static string Journal(JsonElement row)
    {
        string[] names = [row.At("journalInfo", "journal", "title").Text(300), row.At("journalTitle").Text(300), row.At("bookOrReportDetails", "publisher").Text(300)];
        return names.FirstOrDefault(name => name.Length > 0) ?? "";
    }

    private static Dictionary<string, string> Identifiers(string source, string id, string? doi, JsonElement row)
    {
        var identifiers = new Dictionary<string, string>();
        if (Spaces.TryGetValue(source, out var space)) identifiers[space] = id;
        if (row.At("pmid").Text(12) is { Length: > 0 } pmid && pmid.All(char.IsAsciiDigit)) identifiers["pmid"] = pmid;
        if (row.At("pmcid").Text(16).ToUpperInvariant() is var pmcid && Pmc().IsMatch(pmcid)) identifiers["pmcid"] = pmcid;
        if (doi is not null) identifiers["doi"] = doi;
        return identifiers;
    }

    private static Dictionary<string, IReadOnlyList<string>> Texts(JsonElement row, string title, string summary)
    {
        var texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [title] };
        void Search(string field, IEnumerable<string> said)
        {
            if (said.Where(text => text.Length > 0).ToList() is { Count: > 0 } some) texts[field] = some;
        }

        Search("abstract", [summary]);
        Search("keywords", row.At("keywordList", "keyword").Texts());
        Search("MeSH heading", row.At("meshHeadingList", "meshHeading").Items().Select(heading => heading.At("descriptorName").Text(200)));
        Search("substance", row.At("chemicalList", "chemical").Items().Select(chemical => chemical.At("name").Text(200)));
        return texts;
    }

    [GeneratedRegex(@"^\W*(retracted|withdrawn)( article| paper| preprint)?\s*[:\])]", RegexOptions.IgnoreCase)]
    private static partial Regex Void();

    [GeneratedRegex(@"^PMC\d{1,9}$")]
    private static partial Regex Pmc();
}
