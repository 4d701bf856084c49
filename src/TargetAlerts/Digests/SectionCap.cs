namespace TargetAlerts.Digests;

/// <summary>Shows the first items of each section; the rest is counted and left to the archive.</summary>
internal static class SectionCap
{
    /// <summary>Bad news is the last to be left out: so many of it stand when nothing else does.</summary>
    public const int HeadStart = 20;

    /// <param name="most">Items of a section; null for all. Bad news is not capped by a reader's choice.</param>
    public static DigestView Chosen(DigestView whole, int? most) => most is { } cap ? Cut(whole, section => section.Bad ? section.Items.Count : cap) : whole;

    /// <summary>The largest cut that fits, each section giving its first ones: so none is starved by another.</summary>
    public static DigestView Ranked(DigestView whole, int most) => Cut(whole, section => section.Bad ? most + HeadStart : most);

    private static DigestView Cut(DigestView whole, Func<DigestSection, int> most) => whole with
    {
        Sections = [.. whole.Sections.Select(section => section.Items.Take(most(section)).ToList() is var shown
            ? section with { Items = shown, Omitted = section.Total - shown.Count } : section)],
    };
}
