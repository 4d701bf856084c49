namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>Reads AND, OR, NOT, quotes, parentheses, AREA[…] and RANGE[…]. AND binds closer than OR.</summary>
internal sealed class EssieParser
{
    private readonly string _parameter;
    private readonly string _text;
    private readonly List<string> _tokens = [];
    private int _at;

    private EssieParser(string parameter, string text)
    {
        (_parameter, _text) = (parameter, text);
        Tokenise();
    }

    private string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    public static Essie Parse(string parameter, string text)
    {
        var parser = new EssieParser(parameter, text);
        var root = parser.Or();
        return parser.Next is { } left ? throw parser.Error($"extraneous input '{left}'") : root;
    }

    private void Tokenise()
    {
        for (var at = 0; at < _text.Length;)
        {
            var character = _text[at];
            var start = at;
            if (char.IsWhiteSpace(character) || character == ',')
            {
                at++;
                continue;
            }
            if (character is '(' or ')')
                at++;
            else if (character is '"' or '[')
                at = Close(at, character == '"' ? '"' : ']');
            else
            {
                while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && !"()[\",".Contains(_text[at], StringComparison.Ordinal))
                    at++;
            }
            _tokens.Add(_text[start..at]);
        }
    }

    private int Close(int at, char end)
    {
        var close = _text.IndexOf(end, at + 1);
        return close < 0 ? throw Error($"token recognition error at '{_text[at..]}'") : close + 1;
    }

    private Essie Or()
    {
        var left = And();
        while (Next == "OR")
        {
            _at++;
            left = new EssieOr(left, And());
        }
        return left;
    }

    private Essie And()
    {
        var left = Not();
        while (Next is not (null or ")" or "OR"))
        {
            if (Next == "AND")
                _at++;
            left = new EssieAnd(left, Not());
        }
        return left;
    }

    private Essie Not()
    {
        if (Next != "NOT")
            return Primary();
        _at++;
        return new EssieNot(Not());
    }

    private Essie Primary()
    {
        var token = Next;
        if (token is null or ")" or "AND" or "OR" || token.StartsWith('['))
            throw Error($"mismatched input '{token ?? "<EOF>"}'");
        _at++;
        if (token == "(")
        {
            var inner = Or();
            if (Next != ")")
                throw Error("missing ')'");
            _at++;
            return inner;
        }
        if (token.StartsWith('"'))
            return new EssiePhrase(token.Trim('"'));
        return Next is { } next && next.StartsWith('[') ? Operator(token, next.Trim('[', ']').Trim()) : new EssiePhrase(token);
    }

    private Essie Operator(string name, string argument)
    {
        _at++;
        switch (name)
        {
            case "AREA":
                var path = Pieces.Path(argument) ?? throw new BadRequest($"`{_parameter}` contains invalid field name `{argument}`");
                return new EssieArea(path, Primary());
            case "RANGE":
                var bounds = argument.Split(',', StringSplitOptions.TrimEntries);
                return bounds.Length == 2 && bounds.All(IsBound) ? new EssieRange(bounds[0], bounds[1]) : throw Error($"bad range '{argument}'");
            // How much of a value must match and whether synonyms count: read, not simulated.
            case "COVERAGE" or "EXPANSION" or "SEARCH" or "TILT":
                return Primary();
            default:
                throw Error($"unknown operator '{name}'");
        }
    }

    private static bool IsBound(string text) =>
        text is "MIN" or "MAX" || (text.Length > 0 && text.All(character => char.IsAsciiDigit(character) || character is '-' or '.'));

    private BadRequest Error(string problem) => new($"Error parsing query in `{_parameter}`: {problem}");
}
