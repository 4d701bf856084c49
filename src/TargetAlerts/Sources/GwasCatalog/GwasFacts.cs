using System.Globalization;

namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>The facts of an association and what a difference in each is worth (SPEC.md, "What matters").</summary>
internal static class GwasFacts
{
    public const string PValue = "pValue", Trait = "trait", Reported = "reportedTrait", Variants = "variants", Effect = "effect", Frequency = "riskFrequency",
        Genes = "mappedGenes", Study = "study", Author = "firstAuthor", Published = "published", Paper = "paper", Journal = "journal", Sample = "sample";

    private const double GenomeWide = -7.30103;

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(PValue, "p value") { Judge = d => d is { Old: { } old, New: { } now } && Power(old.First) != Power(now.First) ? Verdict.Normal : Verdict.Silent, Words = value => PWords(value.First) },
        new(Variants, "Variant") { Judge = d => d.New is null ? Verdict.Silent : Judges.Set(Verdict.Normal)(d) },
        new(Effect, "Effect") { Judge = Judges.Replaced(Verdict.Low) },
        new(Reported, "Reported trait") { Judge = d => d.New is null ? Verdict.Silent : Judges.Set(Verdict.Low)(d) },
        new(Trait, "Trait") { Judge = d => d.New is null ? Verdict.Silent : Judges.Set(Verdict.Low)(d) },
        // Each mapping run moves these.
        new(Genes, "Mapped genes") { Judge = Judges.Never },
        new(Frequency, "Risk allele frequency") { Judge = Judges.Never },
        new(Study, "Study") { Judge = Judges.Never },
        new(Author, "First author") { Judge = Judges.Never },
        new(Published, "Published") { Judge = Judges.Never, KeptWhenAbsent = true },
        new(Paper, "Paper") { Judge = Judges.Never, KeptWhenAbsent = true },
        new(Journal, "Journal") { Judge = Judges.Never, KeptWhenAbsent = true },
        new(Sample, "Sample") { Judge = Judges.Never, KeptWhenAbsent = true },
    ];

    /// <summary>At most 5 × 10⁻⁸, the usual threshold of a whole genome.</summary>
    public static bool IsSignificant(SourceRecord record) => Power(record.Fact(PValue)) is { } power && power <= GenomeWide + 1e-6;

    /// <summary>A variant between genes is mapped to its neighbours.</summary>
    public static bool IsIntergenic(SourceRecord record) => record.FactList(Genes) is { Count: > 1 } || record.FactList(Genes).Any(gene => gene.Contains(" - ", StringComparison.Ordinal));

    /// <summary>"3e-1315" → "3 × 10⁻¹³¹⁵".</summary>
    public static string PWords(string value) => value.Split('e') is [var mantissa, var exponent]
        ? $"{mantissa} × 10{string.Concat(exponent.Select(letter => letter == '-' ? '⁻' : letter == '+' ? '⁺' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[letter - '0']))}" : value;

    // The decimal logarithm: no double holds 3e-1315.
    private static double? Power(string value) => value.Split('e') is [var mantissa, var exponent]
        && double.TryParse(mantissa, NumberStyles.Float, CultureInfo.InvariantCulture, out var m) && m > 0 && int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var e) ? e + Math.Log10(m) : null;
}
