using System.Text.RegularExpressions;
using TargetAlerts.Sources;

namespace TargetAlerts.Targets.Resolving;

/// <summary>What a typed text can be: identifiers of some namespaces, a word, or both ("B3GNT2" is a symbol that looks like an accession).</summary>
internal sealed partial record TargetText(string Text, IReadOnlyList<(string Space, string Id)> Ids, bool Word, bool Guessed)
{
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hgnc"] = "hgnc",
        ["ncbigene"] = "ncbiGene",
        ["geneid"] = "ncbiGene",
        ["entrez"] = "ncbiGene",
        ["gene"] = "ncbiGene",
        ["ensembl"] = "ensembl",
        ["uniprot"] = "uniprot",
        ["uniprotkb"] = "uniprot",
        ["chembl"] = "chembl",
    };

    /// <summary>"UniProt accession P31645", "a word".</summary>
    public string ReadAs => Ids.Count == 0 ? "a name" : string.Join(" or ", Ids.Select(one => $"{Label(one.Space)} {one.Id}")) + (Word ? " or a name" : "");

    public static TargetText Read(string typed)
    {
        var text = PlainText.Clean(typed, 200);
        if (text.Split(':') is [var prefix, var rest] && Prefixes.TryGetValue(prefix.Trim(), out var space) && Id(space, rest.Trim()) is { } named) return new(text, [(space, named)], false, false);
        // A bare number is nobody's in particular; it is never picked without being asked.
        if (text.Length <= 9 && text.All(char.IsAsciiDigit)) return text.Length == 0 ? new(text, [], true, false) : new(text, [("ncbiGene", text), ("hgnc", $"HGNC:{text}")], false, true);
        foreach (var one in new[] { "chembl", "ensembl", "uniprot" })
        {
            if (Id(one, text) is { } id) return new(text, [(one, id)], one == "uniprot" && !text.Contains('-'), false);
        }
        return new(text, [], true, false);
    }

    /// <summary>As typed, in capitals, and without hyphens and spaces: what an exact look-up of a symbol is tried with.</summary>
    public IReadOnlyList<string> Symbols() =>
        [.. new[] { Text, Text.ToUpperInvariant(), new string([.. Text.ToUpperInvariant().Where(c => c is not ('-' or ' '))]) }
            .Where(symbol => symbol.Length is > 0 and <= 25 && !symbol.Contains(' ')).Distinct(StringComparer.Ordinal)];

    public static string Label(string space) => space switch
    {
        "hgnc" => "HGNC",
        "ncbiGene" => "NCBI Gene",
        "ensembl" => "Ensembl",
        "uniprot" => "UniProt",
        "chembl" => "ChEMBL",
        _ => space,
    };

    private static string? Id(string space, string text)
    {
        text = text.ToUpperInvariant();
        return space switch
        {
            "hgnc" => text.All(char.IsAsciiDigit) && text.Length > 0 ? $"HGNC:{text}" : null,
            "ncbiGene" => text.All(char.IsAsciiDigit) && text.Length > 0 ? text : null,
            "ensembl" => Ensembl().Match(text) is { Success: true } gene ? gene.Groups[1].Value : null,
            "chembl" => Chembl().IsMatch(text) ? text : text.All(char.IsAsciiDigit) && text.Length > 0 ? $"CHEMBL{text}" : null,
            "uniprot" => Accession().Match(text) is { Success: true } accession ? accession.Groups[1].Value : null,
            _ => null,
        };
    }

    [GeneratedRegex("^(ENS[A-Z]{0,4}G[0-9]{11})(\\.[0-9]+)?$")]
    private static partial Regex Ensembl();

    [GeneratedRegex("^CHEMBL[0-9]{1,9}$")]
    private static partial Regex Chembl();

    // An isoform ("P31645-2") is its protein.
    [GeneratedRegex("^([OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2})(-[0-9]+)?$")]
    private static partial Regex Accession();
}
