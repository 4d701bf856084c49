namespace TargetAlerts.Sources;

/// <summary>The ways in which facts are judged; a source's table picks from them.</summary>
internal static class Judges
{
    public static readonly Func<FactDifference, Verdict> Never = _ => Verdict.Silent;

    /// <summary>Any difference counts.</summary>
    public static Func<FactDifference, Verdict> Any(Verdict verdict) => _ => verdict;

    /// <summary>Case, punctuation, spacing and markup do not count.</summary>
    public static Func<FactDifference, Verdict> Text(Verdict verdict) => difference =>
        PlainText.Bare(difference.Old?.First ?? "") == PlainText.Bare(difference.New?.First ?? "") ? Verdict.Silent : verdict;

    /// <summary>The same for a text of many paragraphs: neither does where one ends count.</summary>
    public static Func<FactDifference, Verdict> Prose(Verdict verdict) => difference =>
        PlainText.Bare(string.Concat(difference.Old?.Values ?? [])) == PlainText.Bare(string.Concat(difference.New?.Values ?? [])) ? Verdict.Silent : verdict;

    /// <summary>Order, case and punctuation do not count.</summary>
    public static Func<FactDifference, Verdict> Set(Verdict verdict) => difference =>
        Bare(difference.Old).SetEquals(Bare(difference.New)) ? Verdict.Silent : verdict;

    /// <summary>Only what comes in counts; what goes is silent.</summary>
    public static Func<FactDifference, Verdict> Arrivals(Verdict verdict) => difference =>
        Bare(difference.New).IsSubsetOf(Bare(difference.Old)) ? Verdict.Silent : verdict;

    /// <summary>A first value is silent, what follows is judged.</summary>
    public static Func<FactDifference, Verdict> AfterFirst(Func<FactDifference, Verdict> judge) => difference =>
        difference.Old is null ? Verdict.Silent : judge(difference);

    /// <summary>A first value is silent, another value counts.</summary>
    public static Func<FactDifference, Verdict> Replaced(Verdict verdict) => difference =>
        difference.Old is null || difference.New is null ? Verdict.Silent : Text(verdict)(difference);

    /// <summary>A date said more exactly is silent; a shift counts.</summary>
    public static Func<FactDifference, Verdict> Shift(Verdict verdict) => difference =>
        Dates(difference) is var (old, later) && old.DaysTo(later) == 0 && difference.Old!.Qualifier == difference.New!.Qualifier ? Verdict.Silent : verdict;

    public static string? Distance(FactDifference difference) => Dates(difference) is var (old, later) ? old.DistanceTo(later) : null;

    public static (PartialDate Old, PartialDate New)? Dates(FactDifference difference) =>
        PartialDate.Parse(difference.Old?.First) is { } old && PartialDate.Parse(difference.New?.First) is { } later ? (old, later) : null;

    private static HashSet<string> Bare(FactValue? value) => [.. (value?.Values ?? []).Select(PlainText.Bare)];
}
