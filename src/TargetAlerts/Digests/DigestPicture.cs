using System.Globalization;

namespace TargetAlerts.Digests;

/// <summary>The drugs of a target by phase, where one of them moved.</summary>
/// <param name="Target">"SERT".</param>
public sealed record TargetLadder(string Target, IReadOnlyList<Rung> Rungs);

/// <summary>A picture within a mail.</summary>
/// <param name="Name">"bars" or "SERT Phase 2".</param>
/// <param name="ContentId">What the HTML part calls it (RFC 2392), without brackets.</param>
/// <param name="Alt">Says its numbers.</param>
public sealed record DigestPicture(string Name, string ContentId, string Alt, byte[] Png)
{
    public const string Bars = "bars";

    public static string Rung(TargetLadder ladder, Rung rung) => $"{ladder.Target} {rung.Phase}";

    /// <summary>The pictures of a digest, which are named after it: the same on every try.</summary>
    internal static IReadOnlyList<DigestPicture> Draw(DigestView view, string digestId)
    {
        var pictures = new List<DigestPicture>();
        if (view.Figures is { Differ: true } figures) pictures.Add(new(Bars, $"bars.{digestId}@targetalerts", Words(figures), DigestPlots.Bars(figures)));
        pictures.AddRange(Ladders(view.Ladders, digestId));
        return pictures;
    }

    /// <param name="mail">The id of what the pictures are in.</param>
    internal static IReadOnlyList<DigestPicture> Ladders(IReadOnlyList<TargetLadder> ladders, string mail)
    {
        var pictures = new List<DigestPicture>();
        foreach (var (ladder, at) in ladders.Select((ladder, at) => (ladder, at)))
        {
            var most = ladder.Rungs.Max(rung => rung.Drugs.Count);
            pictures.AddRange(ladder.Rungs.Select((rung, row) => new DigestPicture(
                Rung(ladder, rung), string.Create(CultureInfo.InvariantCulture, $"rung{at}-{row}.{mail}@targetalerts"), Words(rung), DigestPlots.Rung(rung, most))));
        }
        return pictures;
    }

    private static string Words(PeriodFigures figures) =>
        $"Bar chart, items per {figures.Word} from {Phrases.Day(figures.Bars[0].Start)}: {string.Join(", ", figures.Bars.SkipLast(1).Select(bar => bar.Items.ToString("N0", CultureInfo.InvariantCulture)))}, and {figures.Bars[^1].Items:N0} this {figures.Word}. The median before is {figures.Usual:N0}.";

    private static string Words(Rung rung) => $"{rung.Phase}: {Phrases.Count(rung.Drugs.Count, "drug")}";
}
