namespace TargetAlerts.Upstreams.PubMed;

internal enum TermTokenKind
{
    Open,
    Close,
    Operator,
    Colon,
    Word,
    Quoted,
    Tag,
}

internal sealed record TermToken(TermTokenKind Kind, string Text);

/// <summary>A term that cannot be read.</summary>
internal sealed class TermException(string message) : Exception(message);

internal static class TermLexer
{
    public static List<TermToken> Read(string term)
    {
        var tokens = new List<TermToken>();
        var at = 0;
        while (at < term.Length)
        {
            var character = term[at];
            if (char.IsWhiteSpace(character))
                at++;
            else if (character is '(' or ')' or ':')
                tokens.Add(Single(term[at++]));
            else if (character == '"')
                tokens.Add(new TermToken(TermTokenKind.Quoted, Until('"', "a quotation mark")));
            else if (character == '[')
                tokens.Add(new TermToken(TermTokenKind.Tag, Until(']', "a square bracket")));
            else if (character == ']')
                throw new TermException("a square bracket is not opened");
            else
                tokens.Add(Word());
        }
        return tokens;

        string Until(char end, string what)
        {
            var close = term.IndexOf(end, at + 1);
            if (close < 0)
                throw new TermException($"{what} is not closed");
            var text = term[(at + 1)..close];
            at = close + 1;
            return text;
        }

        TermToken Word()
        {
            var start = at;
            while (at < term.Length && !char.IsWhiteSpace(term[at]) && !"()[]\":".Contains(term[at], StringComparison.Ordinal))
                at++;
            var word = term[start..at];
            return new TermToken(word is "AND" or "OR" or "NOT" ? TermTokenKind.Operator : TermTokenKind.Word, word);
        }
    }

    private static TermToken Single(char character) => character switch
    {
        '(' => new TermToken(TermTokenKind.Open, "("),
        ')' => new TermToken(TermTokenKind.Close, ")"),
        _ => new TermToken(TermTokenKind.Colon, ":"),
    };
}
