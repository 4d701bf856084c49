using System.Globalization;
using System.Text;

namespace TargetAlerts.Sources;

/// <summary>
/// Text from outside made safe to store, compare and print: NFC, no control or bidirectional-control characters,
/// no lone surrogates, white space collapsed, capped (UTS 39; MAIL-AND-SAFETY "Untrusted text").
/// </summary>
public static class PlainText
{
    public const int TitleLength = 1000;
    public const int TextLength = 20_000;

    public static string Clean(string? text, int cap = TextLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(Math.Min(text.Length, cap));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= cap) break;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = clean.Length > 0;
                continue;
            }
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD') || IsInvisible(rune)) continue;
            if (space) clean.Append(' ');
            space = false;
            clean.AppendRune(rune);
        }
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What remains of a text when a cosmetic edit (case, punctuation, spacing, markup) is not to count.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) bare.AppendRune(Rune.ToLowerInvariant(rune));
        }
        return bare.ToString();
    }

    /// <summary>Without a string for each.</summary>
    internal static StringBuilder AppendRune(this StringBuilder text, Rune rune)
    {
        Span<char> letters = stackalloc char[2];
        return text.Append(letters[..rune.EncodeToUtf16(letters)]);
    }

    /// <summary>Cut at a word, with an ellipsis, to at most the given number of characters.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        var cut = text.LastIndexOf(' ', length - 1);
        if (cut < length / 2) cut = length - 1;
        if (char.IsHighSurrogate(text[cut - 1])) cut--;
        return text[..cut].TrimEnd(' ', ',', ';', ':', '.') + "…";
    }

    // Bidirectional controls and other format characters; the joiners stay, scripts need them.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        && rune.Value is not (0x200C or 0x200D);
}
