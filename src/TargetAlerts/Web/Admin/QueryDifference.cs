using System.Text.RegularExpressions;
using DiffPlex;

namespace TargetAlerts.Web.Admin;

/// <summary>A part of a query that stayed, came or went.</summary>
/// <param name="Mark">' ', '+' or '-'; '…' for a stretch left out.</param>
public sealed record QueryPart(char Mark, string Text);

/// <summary>How two queries differ, word by word, with a few words around. Pure.</summary>
internal static partial class QueryDifference
{
    private const int Around = 6;

    public static IReadOnlyList<QueryPart> Of(string old, string now)
    {
        var difference = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
        var (before, after) = (difference.PiecesOld, difference.PiecesNew);
        var marked = new List<(char Mark, string Word)>();
        var at = 0;
        foreach (var block in difference.DiffBlocks)
        {
            for (; at < block.DeleteStartA; at++) marked.Add((' ', before[at]));
            for (; at < block.DeleteStartA + block.DeleteCountA; at++) marked.Add(('-', before[at]));
            for (var come = 0; come < block.InsertCountB; come++) marked.Add(('+', after[block.InsertStartB + come]));
        }
        for (; at < before.Count; at++) marked.Add((' ', before[at]));
        return Shortened(marked);
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
    private sealed partial class WordChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(match => match.Value)];

        [GeneratedRegex("""[^\s"]*"[^"]*"\S*|\S+""")]
        private static partial Regex Word();
    }
}
