using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>One association as a record.</summary>
internal static class GwasAssociation
{
    public const string MappedGene = "mapped gene";

    public static string? Id(JsonElement association) =>
        association.ValueKind == JsonValueKind.Object && association.TryGetProperty("association_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number > 0 ? number.ToString(CultureInfo.InvariantCulture) : null;

    public static SourceRecord Record(string id, JsonElement association)
    {
        var variants = association.At("snp_effect_allele").Texts();
        if (variants.Count == 0) variants = [.. association.At("snp_allele").Items().Select(item => item.At("rs_id").Text(40)).Where(text => text.Length > 0)];
        var traits = association.At("efo_traits").Items().Select(item => item.At("efo_trait").Text(200)).Where(text => text.Length > 0).ToList();
        var reported = association.At("reported_trait").Texts();
        var genes = association.At("mapped_genes").Texts();
        var trait = reported.Concat(traits).FirstOrDefault() ?? throw new FormatException("no trait");

        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(GwasFacts.PValue, PValue(association));
        Fact(GwasFacts.Trait, FactValue.List(traits));
        Fact(GwasFacts.Reported, FactValue.List(reported));
        Fact(GwasFacts.Variants, FactValue.List(variants));
        Fact(GwasFacts.Effect, FactValue.Text(Effect(association)));
        // Text at the source: "0.22941", "NR".
        Fact(GwasFacts.Frequency, FactValue.Text(association.At("risk_frequency").Text(20)));
        Fact(GwasFacts.Genes, FactValue.List([.. genes.Order(StringComparer.Ordinal)]));
        Fact(GwasFacts.Study, FactValue.Term(association.At("accession_id").Text(20)));
        Fact(GwasFacts.Author, FactValue.Text(association.At("first_author").Text(80)));
        var pubMed = association.At("pubmed_id").Text(12);

        return new()
        {
            Source = GwasCatalogSource.SourceName,
            Id = id,
            Kind = RecordKind.Association,
            Title = PlainText.Clean(variants.Count > 0 ? $"{trait}: {string.Join(", ", variants.Take(3))}" : trait, PlainText.TitleLength),
            Link = $"https://www.ebi.ac.uk/gwas/search?query={Uri.EscapeDataString(facts.TryGetValue(GwasFacts.Study, out var study) ? study.First : id)}",
            Facts = facts,
            Texts = new Dictionary<string, IReadOnlyList<string>> { [MappedGene] = genes, ["trait"] = [.. reported.Concat(traits).Distinct()] },
            Identifiers = new Dictionary<string, string> { ["gwas"] = id },
            Related = pubMed.Length > 0 && pubMed.All(char.IsAsciiDigit) ? [$"pmid:{pubMed}"] : [],
        };
    }

    // The number itself underflows to 0.0 (3e-1315): mantissa and exponent are what holds.
    private static FactValue? PValue(JsonElement association)
    {
        if (association.At("pvalue_mantissa") is { ValueKind: JsonValueKind.Number } mantissa && association.At("pvalue_exponent") is { ValueKind: JsonValueKind.Number } exponent)
        {
            return exponent.TryGetInt32(out var power) ? FactValue.Text($"{mantissa.GetRawText()}e{power.ToString(CultureInfo.InvariantCulture)}") : throw new FormatException("no whole exponent");
        }
        return association.At("p_value") is { ValueKind: JsonValueKind.Number } value && value.GetDouble() > 0 ? FactValue.Text(value.GetDouble().ToString("0.###e-0", CultureInfo.InvariantCulture)) : null;
    }

    private static string Effect(JsonElement association)
    {
        var parts = new List<string>();
        if (association.At("or_per_copy_num").Text(20) is { Length: > 0 } odds) parts.Add($"OR {odds}");
        if (association.At("beta").Text(60) is { Length: > 0 } beta && beta != "-") parts.Add($"beta {beta}");
        if (association.At("range").Text(60) is { Length: > 0 } range && range is not ("[NR]" or "-")) parts.Add(range);
        return string.Join(' ', parts);
    }
}
