namespace TargetAlerts.Upstreams.PubMed;

/// <summary>Reads a term. Operators have equal weight and are taken from left to right, as PubMed does.</summary>
internal sealed class TermParser
{
    private readonly List<TermToken> _tokens;
    private readonly List<string> _unknownFields = [];
    private readonly Func<WordsNode, WordsNode> _adjust;
    private int _at;

    private TermParser(string term, Func<WordsNode, WordsNode> adjust) => (_tokens, _adjust) = (TermLexer.Read(term), adjust);

    private TermToken? Next => _at < _tokens.Count ? _tokens[_at] : null;

    /// <summary>Parses; <paramref name="adjust"/> may change how each word or phrase is looked for.</summary>
    public static (TermNode Root, IReadOnlyList<string> UnknownFields) Parse(string term, Func<WordsNode, WordsNode> adjust)
    {
        var parser = new TermParser(term, adjust);
        var root = parser.Expression();
        if (parser.Next is not null)
            throw new TermException("a parenthesis is not opened");
        return (root, parser._unknownFields);
    }

    private TermNode Expression()
    {
        var left = Operand();
        while (Next is { Kind: not TermTokenKind.Close } token)
        {
            var name = "AND";
            if (token.Kind == TermTokenKind.Operator)
            {
                name = token.Text;
                _at++;
            }
            left = new OperationNode(name, left, Operand());
        }
        return left;
    }

    private TermNode Operand()
    {
        switch (Next?.Kind)
        {
            case TermTokenKind.Open:
                _at++;
                var inner = Expression();
                if (Next?.Kind != TermTokenKind.Close)
                    throw new TermException("a parenthesis is not closed");
                _at++;
                return inner;
            case TermTokenKind.Word or TermTokenKind.Quoted:
                return Leaf();
            default:
                throw new TermException($"a search word is missing at '{Next?.Text}'");
        }
    }

    private TermNode Leaf()
    {
        var (text, quoted) = Text();
        var tag = Tag();
        if (Next?.Kind == TermTokenKind.Colon)
            return Range(text, tag);
        var field = Field(tag);
        if (field?.Date is not null)
            return new DatesNode(field, TermDates.First(text), TermDates.Last(text));
        var truncated = text.EndsWith('*');
        return _adjust(new WordsNode(text.TrimEnd('*'), quoted, truncated, field ?? SearchField.All, field is not null));
    }

    private DatesNode Range(string from, string? fromTag)
    {
        _at++;
        if (Next is not { Kind: TermTokenKind.Word or TermTokenKind.Quoted })
            throw new TermException("a range has no end");
        var (to, _) = Text();
        var tag = Tag() ?? fromTag;
        var field = Field(tag);
        if (field?.Date is null)
            throw new TermException($"a range is not over a date field: '{tag}'");
        return new DatesNode(field, TermDates.First(from), TermDates.Last(to));
    }

    private (string Text, bool Quoted) Text()
    {
        if (Next is { Kind: TermTokenKind.Quoted } quoted)
        {
            _at++;
            return (quoted.Text, true);
        }
        var words = new List<string>();
        while (Next is { Kind: TermTokenKind.Word } word)
        {
            words.Add(word.Text);
            _at++;
        }
        return (string.Join(' ', words), false);
    }

    private string? Tag()
    {
        if (Next is not { Kind: TermTokenKind.Tag } tag)
            return null;
        _at++;
        return tag.Text;
    }

    private SearchField? Field(string? tag)
    {
        if (tag is null)
            return null;
        var field = SearchField.OfTag(tag);
        if (field is null)
            _unknownFields.Add(tag);
        return field;
    }
}
