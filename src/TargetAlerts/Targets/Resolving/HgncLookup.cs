using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Targets.Resolving;

/// <summary>The gene nomenclature committee: who is called what, and who was (rest.genenames.org).</summary>
internal sealed partial class HgncLookup([FromKeyedServices("hgnc")] SourceClient client)
{
    public static readonly SourceName ServiceName = new("hgnc");

    public const string PublicUrl = "https://rest.genenames.org/", Label = "HGNC";

    private const int Most = 5;

    /// <summary>Whole records by the exact value of a stored field: "symbol", "prev_symbol", "alias_symbol", "hgnc_id".</summary>
    public async Task<IReadOnlyList<GeneEntry>> FetchAsync(string field, string value, CancellationToken cancellationToken) =>
        (await client.AskAsync($"fetch/{field}/{LookupCalls.Escaped(value)}", cancellationToken)).Read(Parse);

    /// <summary>The records whose name holds the phrase, best first; a search gives ids alone.</summary>
    public async Task<IReadOnlyList<GeneEntry>> SearchNameAsync(string phrase, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync($"search/name/{LookupCalls.Escaped(LookupCalls.Quoted(phrase))}", cancellationToken);
        var ids = answer.Read(root => Docs(root).Select(doc => doc.At("hgnc_id").Text()).Take(Most).ToList());
        var found = new List<GeneEntry>();
        foreach (var id in ids) found.AddRange(await FetchAsync("hgnc_id", id, cancellationToken));
        return found;
    }

    public static IReadOnlyList<GeneEntry> Parse(JsonElement root)
    {
        var docs = Docs(root).ToList();
        if (root.At("response", "numFound").GetInt32() is var declared && declared != docs.Count) throw new FormatException($"{declared} records declared, {docs.Count} came");
        return [.. docs.Select(Entry)];
    }

    private static IEnumerable<JsonElement> Docs(JsonElement root)
    {
        if (root.At("responseHeader", "status") is { ValueKind: JsonValueKind.Number } status && status.GetInt32() != 0) throw new FormatException($"status {status}");
        return root.At("response").Required("docs");
    }

    private static GeneEntry Entry(JsonElement doc)
    {
        var id = doc.At("hgnc_id").Text();
        var symbol = doc.At("symbol").Text();
        if (id.Length == 0 || symbol.Length == 0) throw new FormatException("a record without hgnc_id or symbol");
        var status = doc.At("status").Text();
        return new()
        {
            Service = Label,
            Symbol = symbol,
            Name = doc.At("name").Text(),
            FullNames = [doc.At("name").Text()],
            Aliases = doc.At("alias_symbol").OneOrManyTexts(),
            Previous = doc.At("prev_symbol").OneOrManyTexts(),
            LooseNames = [.. doc.At("alias_name").OneOrManyTexts(), .. doc.At("prev_name").OneOrManyTexts()],
            Version = doc.At("date_modified").Text() is { Length: >= 10 } day ? day[..10] : null,
            Remarks = status is "" or "Approved" ? [] : [$"{id} ({symbol}): {status}"],
            Ids = GeneEntry.IdsOf(
                ("hgnc", [id]),
                ("ncbiGene", [doc.At("entrez_id").Text()]),
                ("ensembl", doc.At("ensembl_gene_id").OneOrManyTexts()),
                ("uniprot", doc.At("uniprot_ids").OneOrManyTexts()),
                ("omim", doc.At("omim_id").OneOrManyTexts()),
                ("gtopdb", doc.At("iuphar").OneOrManyTexts().Select(text => Object().Match(text).Groups[1].Value))),
        };
    }

    [GeneratedRegex("^objectId:([0-9]+)$")]
    private static partial Regex Object();
}
