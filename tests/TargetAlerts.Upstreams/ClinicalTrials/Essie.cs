namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>A parsed search expression.</summary>
internal abstract record Essie
{
    /// <summary>Whether a study fits, looking into the given paths unless the expression names its own.</summary>
    public abstract bool Matches(IndexedTrial trial, IReadOnlyList<string> paths);
}

internal sealed record EssiePhrase(string Text) : Essie
{
    private readonly IReadOnlyList<string> _phrases = [.. Synonyms.Of(Text).Select(Texts.Normalise)];

    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) =>
        _phrases.Any(phrase => phrase.Trim().Length > 0 && trial.Holds(paths, phrase));
}

internal sealed record EssieAnd(Essie Left, Essie Right) : Essie
{
    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) => Left.Matches(trial, paths) && Right.Matches(trial, paths);
}

internal sealed record EssieOr(Essie Left, Essie Right) : Essie
{
    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) => Left.Matches(trial, paths) || Right.Matches(trial, paths);
}

internal sealed record EssieNot(Essie Inner) : Essie
{
    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) => !Inner.Matches(trial, paths);
}

internal sealed record EssieArea(string Path, Essie Inner) : Essie
{
    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) => Inner.Matches(trial, [Path]);
}

internal sealed record EssieRange(string From, string To) : Essie
{
    public override bool Matches(IndexedTrial trial, IReadOnlyList<string> paths) => paths.SelectMany(trial.Values).Any(Inside);

    private bool Inside(string value) => (From == "MIN" || Compare(value, From) >= 0) && (To == "MAX" || Compare(value, To) <= 0);

    // Partial dates count as their first day.
    private static int Compare(string value, string bound) =>
        decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && decimal.TryParse(bound, System.Globalization.CultureInfo.InvariantCulture, out var limit)
            ? number.CompareTo(limit)
            : string.CompareOrdinal(Full(value), Full(bound));

    private static string Full(string date) => date.Length switch
    {
        4 => $"{date}-01-01",
        7 => $"{date}-01",
        _ => date,
    };
}

internal static class Synonyms
{
    // The real one expands brand names to generic ones and back.
    private static readonly Dictionary<string, string> Generic = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Prozac"] = "fluoxetine",
        ["Zoloft"] = "sertraline",
        ["Paxil"] = "paroxetine",
        ["Celexa"] = "citalopram",
        ["Lexapro"] = "escitalopram",
        ["Luvox"] = "fluvoxamine",
        ["Cymbalta"] = "duloxetine",
        ["Effexor"] = "venlafaxine",
        ["Trintellix"] = "vortioxetine",
        ["Viibryd"] = "vilazodone",
    };

    public static IEnumerable<string> Of(string text)
    {
        yield return text;
        if (Generic.TryGetValue(text, out var generic))
            yield return generic;
        foreach (var brand in Generic.Where(pair => string.Equals(pair.Value, text, StringComparison.OrdinalIgnoreCase)))
            yield return brand.Key;
    }
}
