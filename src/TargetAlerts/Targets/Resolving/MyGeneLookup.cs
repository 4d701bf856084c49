using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Targets.Resolving;

/// <summary>MyGene.info: the best single question for a word, and the one that tells which other genes a word stands for.</summary>
internal sealed class MyGeneLookup([FromKeyedServices("mygene")] SourceClient client)
{
    public static readonly SourceName ServiceName = new("mygene");

    public const string PublicUrl = "https://mygene.info/v3/", Label = "MyGene.info";

    private const string Fields = "symbol,name,alias,entrezgene,HGNC,ensembl.gene,uniprot.Swiss-Prot,MIM,taxid,type_of_gene,other_names";

    private const int Size = 50, Terms = 1000;

    /// <param name="text">As typed: a phrase is looked for in the names too.</param>
    /// <param name="symbols">The ways to write it as a symbol.</param>
    public Task<IReadOnlyList<GeneEntry>> WordAsync(string text, IEnumerable<string> symbols, CancellationToken cancellationToken)
    {
        var clauses = symbols.Distinct(StringComparer.OrdinalIgnoreCase).Select(Lucene).SelectMany(word => new[] { $"symbol:{word}", $"alias:{word}" });
        if (text.Contains(' ')) clauses = [.. clauses, $"alias:{LookupCalls.Quoted(text)}", $"name:{LookupCalls.Quoted(text)}"];
        var query = string.Join(" OR ", clauses);
        return query.Length == 0 ? Task.FromResult<IReadOnlyList<GeneEntry>>([]) : QueryAsync($"({query})", cancellationToken);
    }

    public Task<IReadOnlyList<GeneEntry>> IdAsync(string space, string id, CancellationToken cancellationToken) => QueryAsync(space switch
    {
        "ncbiGene" => $"entrezgene:{id}",
        "ensembl" => $"ensembl.gene:{id}",
        "uniprot" => $"uniprot:{id}",
        "hgnc" => $"HGNC:{id["HGNC:".Length..]}",
        _ => throw new ArgumentOutOfRangeException(nameof(space)),
    }, cancellationToken);

    /// <summary>The human genes that each word is a symbol or an alias of, in one question.</summary>
    public async Task<ILookup<string, GeneEntry>> OwnersAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        client.ThrowIfOff();
        var asked = words.Where(word => !word.Contains(',')).Take(Terms).ToList();
        var form = $"q={string.Join(',', asked.Select(LookupCalls.Escaped))}&scopes=symbol,alias&species=human&fields={Fields}&size={Size}";
        var answer = await client.PostAsync("query", form, BodyForm.Json, cancellationToken);
        return answer.Read(ParseMany).ToLookup(one => one.Query, one => one.Entry, StringComparer.OrdinalIgnoreCase);
    }

    public static IReadOnlyList<GeneEntry> Parse(JsonElement root)
    {
        var hits = root.Required("hits").ToList();
        var total = root.At("total").GetInt32();
        if (hits.Count < Math.Min(total, 10)) throw new FormatException($"{total} hits declared, {hits.Count} came");
        return [.. hits.Where(IsHuman).Select(Entry)];
    }

    public static IReadOnlyList<(string Query, GeneEntry Entry)> ParseMany(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array) throw new FormatException("no list of answers");
        return [.. root.EnumerateArray()
            .Where(item => item.At("notfound").ValueKind != JsonValueKind.True && IsHuman(item))
            .Select(item => (item.At("query").Text() is { Length: > 0 } query ? query : throw new FormatException("an answer without its query"), Entry(item)))];
    }

    private async Task<IReadOnlyList<GeneEntry>> QueryAsync(string query, CancellationToken cancellationToken) =>
        (await client.AskAsync($"query?q={LookupCalls.Escaped(query)}&species=human&fields={Fields}&size={Size}", cancellationToken)).Read(Parse);

    private static bool IsHuman(JsonElement hit) => hit.At("taxid").Text() is "" or "9606";

    private static GeneEntry Entry(JsonElement hit) => new()
    {
        Service = Label,
        Symbol = hit.At("symbol").Text() is { Length: > 0 } symbol ? symbol : null,
        Name = hit.At("name").Text(),
        FullNames = [.. new[] { hit.At("name").Text() }.Where(name => name.Length > 0)],
        Aliases = hit.At("alias").OneOrManyTexts(),
        LooseNames = hit.At("other_names").OneOrManyTexts(),
        Ids = GeneEntry.IdsOf(
            ("hgnc", hit.At("HGNC").OneOrManyTexts().Select(id => id.StartsWith("HGNC:", StringComparison.Ordinal) ? id : $"HGNC:{id}")),
            ("ncbiGene", [hit.At("entrezgene").Text() is { Length: > 0 } gene ? gene : hit.At("_id").Text() is var id && id.All(char.IsAsciiDigit) ? id : ""]),
            ("ensembl", hit.At("ensembl").OneOrMany().SelectMany(one => one.At("gene").OneOrManyTexts())),
            ("uniprot", hit.At("uniprot", "Swiss-Prot").OneOrManyTexts())),
    };

    private static string Lucene(string word) => string.Concat(word.Select(c => char.IsLetterOrDigit(c) ? $"{c}" : $"\\{c}"));
}
