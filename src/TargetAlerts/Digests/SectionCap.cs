namespace TargetAlerts.Digests;

/// <summary>Shows the first items of each section; the rest is counted and left to the archive.</summary>
internal static class SectionCap
{
    /// <summary>Bad news is the last to be left out: so many of it stand when nothing else does.</summary>
    public const int HeadStart = 20;

    /// <param name="most">Items of a section; null for all. Bad news is not capped by a reader's choice.</param>
    public static DigestView Chosen(DigestView whole, int? most) => most is { } cap ? Cut(whole, (section, _) => section.Bad ? section.Items.Count : cap) : whole;

    /// <summary>So many items of the whole: bad news up to its head start, then the first of each section, the second of each, and so on.</summary>
    public static DigestView Ranked(DigestView whole, int items)
    {
        var shown = whole.Sections.SelectMany((section, place) => Enumerable.Range(0, section.Items.Count).Select(at => (Place: place, Rank: section.Bad ? at - HeadStart : at)))
            .OrderBy(item => item.Rank).ThenBy(item => item.Place).Take(items).CountBy(item => item.Place).ToDictionary();
        return Cut(whole, (_, place) => shown.GetValueOrDefault(place));
    }

    private static DigestView Cut(DigestView whole, Func<DigestSection, int, int> most) => whole with
    {
        Sections = [.. whole.Sections.Select((section, place) => section.Items.Take(most(section, place)).ToList() is var shown
            ? section with { Items = shown, Omitted = section.Total - shown.Count } : section)],
    };
}
