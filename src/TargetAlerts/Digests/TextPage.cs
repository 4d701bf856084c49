using System.Text;

namespace TargetAlerts.Digests;

/// <summary>A page of plain text 78 columns wide: LF line ends, no trailing spaces.</summary>
internal sealed class TextPage
{
    public const int Width = 78;

    private readonly StringBuilder _text = new();

    public void Line(string text = "") => _text.Append(text.TrimEnd(' ')).Append('\n');

    /// <summary>The head of a section.</summary>
    public void Head(string title, string right)
    {
        Line();
        Line();
        Sides(title.ToUpperInvariant(), right);
        Rule('─');
    }

    public void Rule(char stroke) => Line(new string(stroke, Width));

    /// <summary>A wrapped paragraph: the first line begins with one text, the others with as many spaces or a text of their own.</summary>
    public void Paragraph(string text, string first = "", string? rest = null)
    {
        var indent = TextWidth.Of(first);
        rest ??= new string(' ', indent);
        var lines = TextWrap.Lines(text, Width - indent, Width - rest.Length);
        for (var i = 0; i < lines.Count; i++) Line((i == 0 ? first : rest) + lines[i]);
    }

    /// <summary>One text at the left, one at the right edge; on lines of their own when they do not fit together.</summary>
    public void Sides(string left, string right)
    {
        var gap = Width - TextWidth.Of(left) - TextWidth.Of(right);
        if (right.Length == 0)
        {
            Paragraph(left);
        }
        else if (gap >= 2)
        {
            Line(left + new string(' ', gap) + right);
        }
        else
        {
            Paragraph(left);
            Line(new string(' ', Math.Max(0, Width - TextWidth.Of(right))) + right);
        }
    }

    /// <summary>Labels and addresses in two columns; an address that does not fit stands on the next line.</summary>
    public void Links(IReadOnlyList<DigestLink> links, string indent, int longestLabel)
    {
        if (links.Count == 0) return;
        var column = Math.Min(longestLabel, links.Max(link => TextWidth.Of(link.Label)));
        foreach (var link in links)
        {
            var label = indent + Pad(link.Label, column) + "  ";
            if (TextWidth.Of(label) + link.Address.Length <= Width)
            {
                Line(label + link.Address);
            }
            else
            {
                Paragraph(link.Label, indent);
                Line(indent + link.Address);
            }
        }
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - TextWidth.Of(text)));

    public override string ToString() => _text.ToString();
}
