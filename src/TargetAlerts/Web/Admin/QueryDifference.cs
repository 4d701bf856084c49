using System.Text.RegularExpressions;

namespace TargetAlerts.Web.Admin;

/// <summary>A part of a query that stayed, came or went.</summary>
/// <param name="Mark">' ', '+' or '-'; '…' for a stretch left out.</param>
public sealed record QueryPart(char Mark, string Text);

/// <summary>How two queries differ, word by word, with a few words around. Pure.</summary>
internal static partial class QueryDifference
{
    private const int Around = 6;

    // Beyond this many pairs of words the middle is shown as replaced.
    private const long Pairs = 4_000_000;

    public static IReadOnlyList<QueryPart> Of(string old, string now)
    {
        string[] before = Words(old), after = Words(now);
        var shorter = Math.Min(before.Length, after.Length);
        int head = 0, tail = 0;
        while (head < shorter && before[head] == after[head]) head++;
        while (tail < shorter - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        var marked = new List<(char Mark, string Word)>();
        marked.AddRange(before[..head].Select(word => (' ', word)));
        marked.AddRange(Middle(before[head..^tail], after[head..^tail]));
        marked.AddRange(before[^tail..].Select(word => (' ', word)));
        return Shortened(marked);
    }

    // The longest common subsequence, from its table.
    private static IEnumerable<(char, string)> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > Pairs) return [.. before.Select(word => ('-', word)), .. after.Select(word => ('+', word))];
        var length = new int[before.Length + 1, after.Length + 1];
        for (var one = before.Length - 1; one >= 0; one--)
        {
            for (var two = after.Length - 1; two >= 0; two--) length[one, two] = before[one] == after[two] ? length[one + 1, two + 1] + 1 : Math.Max(length[one + 1, two], length[one, two + 1]);
        }
        var marked = new List<(char, string)>();
        for (int one = 0, two = 0; one < before.Length || two < after.Length;)
        {
            if (one < before.Length && two < after.Length && before[one] == after[two])
            {
                marked.Add((' ', before[one++]));
                two++;
            }
            else if (one < before.Length && (two == after.Length || length[one + 1, two] >= length[one, two + 1])) marked.Add(('-', before[one++]));
            else marked.Add(('+', after[two++]));
        }
        return marked;
    }

    private static List<QueryPart> Shortened(List<(char Mark, string Word)> marked)
    {
        var parts = new List<QueryPart>();
        for (var from = 0; from < marked.Count;)
        {
            var to = from;
            while (to < marked.Count && marked[to].Mark == marked[from].Mark) to++;
            string[] words = [.. marked[from..to].Select(one => one.Word)];
            var (left, right) = (from == 0 ? 0 : Around, to == marked.Count ? 0 : Around);
            if (marked[from].Mark != ' ' || words.Length <= left + right) parts.Add(new(marked[from].Mark, string.Join(' ', words)));
            else
            {
                if (left > 0) parts.Add(new(' ', string.Join(' ', words[..left])));
                parts.Add(new('…', ""));
                if (right > 0) parts.Add(new(' ', string.Join(' ', words[^right..])));
            }
            from = to;
        }
        return parts;
    }

    // A phrase in quotation marks, with what clings to it, is one word.
    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""[^\s"]*"[^"]*"\S*|\S+""")]
    private static partial Regex Word();
}
