using System.Text;

namespace TargetAlerts.Digests;

/// <summary>Breaks a text into lines by display width: at spaces, between wide characters, and inside a word only when it is longer than a line.</summary>
internal static class TextWrap
{
    // A line of Chinese or Japanese may end, but not begin, with these.
    private const string NeverFirst = "、。，．：；！？）」』】》〉ー…";

    private sealed record Piece(string Text, int Width, bool Spaced);

    /// <summary>Lines without indent. The first may be narrower or wider than the others.</summary>
    public static IReadOnlyList<string> Lines(string text, int firstWidth, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var piece in Pieces(text, Math.Min(firstWidth, width)))
        {
            var room = lines.Count == 0 ? firstWidth : width;
            var space = piece.Spaced && used > 0 ? 1 : 0;
            if (used > 0 && used + space + piece.Width > room)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = space = 0;
            }
            if (space > 0) line.Append(' ');
            line.Append(piece.Text);
            used += space + piece.Width;
        }
        if (used > 0) lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<Piece> Pieces(string text, int longest)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var spaced = true;
            var piece = new StringBuilder();
            var width = 0;
            var lastWide = false;
            foreach (var element in TextWidth.Elements(word))
            {
                var more = TextWidth.OfElement(element);
                var breakable = (more == 2 || lastWide) && !NeverFirst.Contains(element, StringComparison.Ordinal);
                if (width > 0 && (breakable || width + more > longest))
                {
                    yield return new Piece(piece.ToString(), width, spaced);
                    piece.Clear();
                    width = 0;
                    spaced = false;
                }
                piece.Append(element);
                width += more;
                lastWide = more == 2;
            }
            if (width > 0) yield return new Piece(piece.ToString(), width, spaced);
        }
    }
}
