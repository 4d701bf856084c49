namespace TargetAlerts.Digests.Html;

/// <summary>Finds whole words, whatever their case, and cuts a text at them.</summary>
internal static class WordMarks
{
    public static IEnumerable<(string Text, bool Marked)> Split(string text, IReadOnlyList<string> words)
    {
        var plain = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = LongestAt(text, at, words);
            if (length == 0)
            {
                at++;
                continue;
            }
            if (at > plain) yield return (text[plain..at], false);
            yield return (text.Substring(at, length), true);
            at += length;
            plain = at;
        }
        if (plain < text.Length) yield return (text[plain..], false);
    }

    private static int LongestAt(string text, int at, IReadOnlyList<string> words)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1])) return 0;
        var longest = 0;
        foreach (var word in words)
        {
            if (word.Length <= longest || string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            var end = at + word.Length;
            if (end >= text.Length || !char.IsLetterOrDigit(text[end])) longest = word.Length;
        }
        return longest;
    }
}
