using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Sources.PubMed;

/// <summary>A record in the making: journal articles and books fill it from different elements.</summary>
internal sealed partial class PubMedDraft(string pmid, string title)
{
    private readonly Dictionary<string, FactValue> _facts = new() { [PubMedFacts.Title] = FactValue.Text(title)! };
    private readonly Dictionary<string, IReadOnlyList<string>> _texts = new() { ["title"] = [title] };
    // As PubMed abbreviates the servers whose preprints it holds.
    private static readonly string[] Servers = ["bioRxiv", "medRxiv", "arXiv", "Res Sq", "ChemRxiv", "PsyArXiv", "SSRN", "Preprints"];

    private readonly List<string> _sameAs = [], _related = [];
    private readonly Dictionary<string, string> _identifiers = new() { ["pmid"] = pmid };
    private bool _preprint;

    public void Add(string name, FactValue? value)
    {
        if (value is not null) _facts[name] = value;
    }

    public void Search(string field, IEnumerable<string>? texts)
    {
        List<string> said = [.. (texts ?? []).Where(text => text.Length > 0)];
        if (said.Count > 0) _texts[field] = _texts.TryGetValue(field, out var before) ? [.. before, .. said] : said;
    }

    public void Abstract(XElement? @abstract)
    {
        var parts = @abstract?.Elements("AbstractText").Select(part => (Label: part.Attribute("Label")?.Value ?? "", Text: PubMedArticle.Text(part))).Where(part => part.Text.Length > 0).ToList() ?? [];
        if (parts.Count == 0) return;
        Search("abstract", [PlainText.Clean(string.Join(" ", parts.Select(part => part.Label.Length > 0 ? $"{part.Label}: {part.Text}" : part.Text)))]);
        // The comparison needs no more than whether it is another text; the text itself is kept for matching.
        Add(PubMedFacts.Abstract, FactValue.Text(Fingerprints.OfText(PlainText.Bare(string.Concat(parts.Select(part => part.Text))))));
        // Abstracts carry their publisher's copyright: a short excerpt only (SPEC.md section 8).
        var conclusion = parts.LastOrDefault(part => part.Label.Contains("CONCLUSION", StringComparison.OrdinalIgnoreCase)).Text;
        if (conclusion is { Length: > 0 }) Add(PubMedFacts.Conclusion, FactValue.Text(PlainText.Shorten(conclusion, 240)));
    }

    public void Identifiers(XElement? list, IEnumerable<XElement> locations)
    {
        var doi = list?.Elements("ArticleId").FirstOrDefault(id => id.Attribute("IdType")?.Value == "doi")?.Value
            ?? locations.FirstOrDefault(id => id.Attribute("EIdType")?.Value == "doi")?.Value;
        if (doi?.Trim().ToLowerInvariant() is { } d && Doi().IsMatch(d)) Identify("doi", d);
        var pmc = list?.Elements("ArticleId").FirstOrDefault(id => id.Attribute("IdType")?.Value == "pmc")?.Value;
        if (pmc?.Trim().ToUpperInvariant() is { } p && Pmc().IsMatch(p)) Identify("pmcid", p);
    }

    /// <summary>Trials the article names, in its abstract or by its accession numbers: related, not the same work.</summary>
    public void Trials(IEnumerable<XElement> accessions) =>
        _related.AddRange(accessions.Select(PubMedArticle.Text).Concat(_texts.GetValueOrDefault("abstract") ?? []).SelectMany(RegistryNumbers.In));

    public void Types(IEnumerable<XElement>? types)
    {
        List<string> names = [.. (types ?? []).Select(PubMedArticle.Text).Where(name => name.Length > 0)];
        _preprint = names.Contains("Preprint");
        Add(PubMedFacts.Types, FactValue.List(names));
        if (names.Contains("Retracted Publication")) Add(PubMedFacts.Retraction, FactValue.Text("retracted"));
    }

    /// <summary>Both signals of a retraction are read, either may come first; an update of a preprint is no correction (SPEC.md section 7).</summary>
    public void Corrections(IEnumerable<XElement> links)
    {
        foreach (var group in links.GroupBy(link => link.Attribute("RefType")?.Value ?? ""))
        {
            List<string> references = [.. group.Select(Reference).Where(reference => reference.Length > 0).Distinct()];
            // A preprint and its paper are one work; a review and its earlier edition are two.
            if (group.Key is "UpdateIn" or "UpdateOf") _sameAs.AddRange(group.Where(link => _preprint || IsPreprint(link)).Select(Pmid).Where(PubMedArticles.IsPmid).Select(id => $"pmid:{id}"));
            // A link that names nothing is still the journal's word.
            if (group.Key == "RetractionIn") Add(PubMedFacts.Retraction, FactValue.Text(references.FirstOrDefault() ?? "retracted"));
            if (FactValue.List(references) is not { } value) continue;
            switch (group.Key)
            {
                case "ErratumIn": Join(PubMedFacts.Correction, value); break;
                case "ExpressionOfConcernIn" or "PartialRetractionIn": Join(PubMedFacts.Concern, value); break;
                case "RepublishedIn" or "CorrectedandRepublishedIn" or "UpdateIn": Join(PubMedFacts.Republished, value); break;
                case "RetractionOf": Add(PubMedFacts.NoticeOf, FactValue.List([.. group.Select(Pmid).Where(PubMedArticles.IsPmid)])); break;
                case "UpdateOf": Add(PubMedFacts.UpdateOf, value); break;
            }
        }
    }

    public SourceRecord Done(DateOnly? entered) => new()
    {
        Source = PubMedSource.SourceName,
        Id = pmid,
        Kind = _preprint ? RecordKind.Preprint : RecordKind.Publication,
        Title = title,
        Link = $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        Dated = entered,
        Facts = _facts,
        Texts = _texts,
        Identifiers = _identifiers,
        SameAs = [.. _sameAs.Distinct()],
        Related = [.. _related.Distinct()],
    };

    private static bool IsPreprint(XElement link) =>
        PubMedArticle.Text(link.Element("RefSource")) is var journal && Servers.Any(server => journal.StartsWith(server, StringComparison.OrdinalIgnoreCase));

    // Several kinds of link make one fact.
    private void Join(string name, FactValue value) =>
        _facts[name] = _facts.TryGetValue(name, out var before) ? FactValue.List([.. before.Values.Union(value.Values)])! : value;

    private void Identify(string space, string id)
    {
        _identifiers[space] = id;
        Add(space, FactValue.Term(id));
    }

    private static string Pmid(XElement link) => link.Element("PMID")?.Value.Trim() ?? "";

    // "J Transp Biol. 2026;20:1 (PMID 99003340)"; the PMID may be missing.
    private static string Reference(XElement link)
    {
        var source = PubMedArticle.Text(link.Element("RefSource"));
        return Pmid(link) is var id && PubMedArticles.IsPmid(id) ? (source.Length > 0 ? $"{source} (PMID {id})" : $"PMID {id}") : source;
    }

    [GeneratedRegex(@"^10\.\d{4,9}/\S{1,200}$")]
    private static partial Regex Doi();

    [GeneratedRegex(@"^PMC\d{1,9}$")]
    private static partial Regex Pmc();
}
