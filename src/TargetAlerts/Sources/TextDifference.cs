using System.Text.RegularExpressions;

namespace TargetAlerts.Sources;

/// <summary>
/// What changed in a long text, in a few lines: the sentences that came and went, cut to what differs.
/// A reader is never shown two walls of text.
/// </summary>
internal static partial class TextDifference
{
    private const int Piece = 220;
    private const int Shown = 3;
    private const int Around = 6;

    // Beyond this many pairs a text was rewritten, not edited.
    private const int Pairs = 2_500;

    /// <summary>"“… aged 18 to 24 …” → “… aged 18 to 29 …”; added: “…”; removed: “…”; and 2 more sentences".</summary>
    public static string? Words(FactDifference difference)
    {
        var (old, now) = (Sentences(difference.Old), Sentences(difference.New));
        var before = old.Select(PlainText.Bare).ToHashSet();
        var after = now.Select(PlainText.Bare).ToHashSet();
        var gone = old.Where(sentence => !after.Contains(PlainText.Bare(sentence))).ToList();
        var come = now.Where(sentence => !before.Contains(PlainText.Bare(sentence))).ToList();
        var parts = new List<string>();
        foreach (var sentence in gone.Count * come.Count <= Pairs ? come.ToList() : [])
        {
            if (gone.MaxBy(one => Likeness(one, sentence)) is not { } twin || Likeness(twin, sentence) < 0.5) continue;
            gone.Remove(twin);
            come.Remove(sentence);
            parts.Add(Edited(twin, sentence));
        }
        parts.AddRange(come.Select(sentence => $"added: “{PlainText.Shorten(sentence, Piece)}”"));
        parts.AddRange(gone.Select(sentence => $"removed: “{PlainText.Shorten(sentence, Piece)}”"));
        if (parts.Count == 0) return "the same sentences in another order";
        // Of the first pieces one should tell what is gone, not only what came.
        if (parts.Count > Shown && gone.Count > 0 && parts.Count - gone.Count >= Shown)
        {
            var first = parts[^gone.Count];
            parts.RemoveAt(parts.Count - gone.Count);
            parts.Insert(Shown - 1, first);
        }
        var rest = parts.Count - Shown;
        return string.Join("; ", parts.Take(Shown)) + (rest > 0 ? $"; and {rest} more {(rest == 1 ? "sentence" : "sentences")}" : "");
    }

    private static List<string> Sentences(FactValue? value) =>
        [.. (value?.Values ?? []).SelectMany(paragraph => Ends().Split(paragraph)).Select(sentence => sentence.Trim()).Where(sentence => PlainText.Bare(sentence).Length > 0)];

    // The part of the words of the longer sentence that both hold.
    private static double Likeness(string old, string now)
    {
        var (before, after) = (Tokens(old), Tokens(now));
        return (double)before.Intersect(after, StringComparer.OrdinalIgnoreCase).Count() / Math.Max(before.Length, after.Length);
    }

    private static string Edited(string old, string now)
    {
        var (before, after) = (Tokens(old), Tokens(now));
        var shorter = Math.Min(before.Length, after.Length);
        var head = 0;
        while (head < shorter && before[head] == after[head]) head++;
        var tail = 0;
        while (tail < shorter - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        return $"“{Cut(before, head, tail)}” → “{Cut(after, head, tail)}”";
    }

    private static string Cut(string[] words, int head, int tail)
    {
        var (from, to) = (Math.Max(0, head - Around), Math.Min(words.Length, words.Length - tail + Around));
        return $"{(from > 0 ? "… " : "")}{PlainText.Shorten(string.Join(' ', words[from..to]), Piece)}{(to < words.Length ? " …" : "")}";
    }

    private static string[] Tokens(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<=[.!?;:•])\s+(?=[\p{Lu}\d“""(•])")]
    private static partial Regex Ends();
}
