using TargetAlerts.Sources;

namespace TargetAlerts.Targets.Resolving;

/// <summary>
/// Which names may be searched alone. A name too many is a flood for every subscriber, one too few is an edit of the
/// profile: what is short, plain capitals, a bare family word or another gene's too is never searched alone.
/// </summary>
internal static class NameRules
{
    private const int SymbolLength = 4, SynonymLength = 6, PhraseLength = 10;

    // They stand in the names of thousands of proteins.
    private static readonly HashSet<string> Generic = new(StringComparer.OrdinalIgnoreCase)
    {
        "receptor", "protein", "subunit", "member", "family", "factor", "growth", "class", "group", "chain", "channel", "kinase", "transporter", "solute",
        "carrier", "molecule", "dependent", "specific", "binding", "associated", "activated", "containing", "domain", "homolog", "enzyme", "sodium", "calcium",
        "potassium", "human", "acid", "alpha", "beta", "gamma", "delta", "epsilon", "theta", "isoform", "component", "complex", "proto", "oncogene", "peptide",
        "tyrosine", "serine", "threonine", "cyclic", "phase", "related", "inducible", "anion", "cation", "precursor", "putative", "regulatory", "catalytic", "other",
    };

    /// <summary>All names, each once, as they may be used.</summary>
    /// <param name="parts">What the services say of the target's genes.</param>
    /// <param name="phrases">Names of the target itself beside its genes': a complex's.</param>
    /// <param name="owners">The genes that a word is a symbol or alias of; null when that could not be asked.</param>
    public static IReadOnlyList<TargetTerm> Names(IReadOnlyList<GeneEntry> parts, IEnumerable<string> phrases, ILookup<string, GeneEntry>? owners)
    {
        var own = parts.SelectMany(part => part["hgnc"].Concat(part["ncbiGene"])).ToHashSet();
        var names = new List<TargetTerm>();
        foreach (var symbol in parts.Select(part => part.Symbol).OfType<string>()) Add(Judge(symbol, SymbolLength));
        foreach (var phrase in phrases.Concat(parts.SelectMany(part => part.FullNames))) Add(Judge(phrase, SynonymLength));
        foreach (var word in parts.SelectMany(part => part.ShortNames.Concat(part.Aliases).Concat(part.Previous))) Add(Judge(word, SynonymLength));
        foreach (var loose in parts.SelectMany(part => part.LooseNames)) Add(new(loose, TermUse.Never, "A former or loose name."));
        return names;

        void Add(TargetTerm name)
        {
            if (name.Text.Length > 0 && !names.Any(known => string.Equals(known.Text, name.Text, StringComparison.OrdinalIgnoreCase))) names.Add(name);
        }

        TargetTerm Judge(string text, int length)
        {
            if (text.Contains(' '))
            {
                var letters = text.Count(char.IsLetter);
                return letters >= PhraseLength && !Words(text).All(Generic.Contains) ? new(text) : new(text, TermUse.WithContext, "Too short or too general to stand alone.");
            }
            var others = owners?[text].Where(other => !other["hgnc"].Concat(other["ncbiGene"]).Any(own.Contains)).ToList() ?? [];
            if (others.FirstOrDefault(other => string.Equals(other.Symbol, text, StringComparison.OrdinalIgnoreCase)) is { } holder)
            {
                return new(text, TermUse.Never, $"The symbol of {holder.Name}{(holder["hgnc"] is [var id, ..] ? $" ({id})" : "")}.");
            }
            if (others.Count > 0) return new(text, TermUse.WithContext, $"Also an alias of {string.Join(", ", others.Select(other => other.Symbol).Distinct())}.");
            if (owners is null) return new(text, TermUse.WithContext, "Whether it is another gene's too could not be asked.");
            return text.Length >= length && text.Any(char.IsAsciiDigit) && text.Count(char.IsLetter) >= 2
                ? new(text) : new(text, TermUse.WithContext, "Short, or letters alone: also a word or an abbreviation of something else.");
        }
    }

    /// <summary>Words beside which an ambiguous name counts: those of its safe names that few others have, and its drugs.</summary>
    public static IReadOnlyList<string> Context(IReadOnlyList<TargetTerm> names, IEnumerable<TargetDrug> drugs)
    {
        var safe = names.Where(name => name.Use == TermUse.Alone).ToList();
        List<string> words = [.. safe.Where(name => name.Text.Contains(' ')).SelectMany(name => Words(name.Text)).Where(word => word.Length >= 5 && !Generic.Contains(word))
            .Concat(drugs.Where(drug => drug.Tier == DrugTier.Acts).Select(drug => drug.Name)).Distinct(StringComparer.OrdinalIgnoreCase).Take(20)];
        return words.Count > 0 ? words : [.. safe.Select(name => name.Text)];
    }

    private static IEnumerable<string> Words(string phrase) => phrase.Split([' ', '-', '(', ')', '/', ',', ';', '\''], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.All(char.IsLetter) && word.Length > 2).Select(word => word.ToLowerInvariant()).Where(word => PlainText.Bare(word).Length > 0);
}
