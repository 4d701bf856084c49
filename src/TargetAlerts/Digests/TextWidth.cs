using System.Globalization;
using System.Text;

namespace TargetAlerts.Digests;

/// <summary>How many columns a text takes in a fixed-width font: two for East Asian wide characters, none for marks.</summary>
internal static class TextWidth
{
    // UAX 11, classes W and F, in the ranges that titles come in.
    private static readonly (int First, int Last)[] WideRanges =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => Elements(text).Sum(OfElement);

    /// <summary>What a reader takes for one character; a line never breaks inside one.</summary>
    public static IEnumerable<string> Elements(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, start);
            yield return text.Substring(start, length);
            start += length;
        }
    }

    public static int OfElement(string element) => element.EnumerateRunes().Max(OfRune);

    private static int OfRune(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }
        return WideRanges.Any(range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}
