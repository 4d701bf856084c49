using System.Globalization;

namespace TargetAlerts.Upstreams.EuropePmc;

/// <summary>Reads FIELD:word, FIELD:"phrase", FIELD:[a TO b], AND, OR, NOT and parentheses; a word without a field searches everything.</summary>
internal sealed class PmcQuery
{
    private readonly List<string> _tokens = [];
    private int _at;

    private PmcQuery(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            if (text[at] is '(' or ')')
                at++;
            else
                at = End(text, at);
            _tokens.Add(text[start..at]);
        }
    }

    private string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    public static Func<PmcRow, bool> Parse(string text)
    {
        var query = new PmcQuery(text);
        var root = query.Or();
        // A malformed query finds nothing and says nothing.
        return query.Next is null ? root : _ => false;
    }

    private static int End(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')'))
        {
            var closing = text[at] switch { '"' => '"', '[' => ']', _ => '\0' };
            at = closing == '\0' ? at + 1 : text.IndexOf(closing, at + 1) is var end and >= 0 ? end + 1 : text.Length;
        }
        return at;
    }

    private Func<PmcRow, bool> Or()
    {
        var left = And();
        while (Next == "OR")
        {
            _at++;
            var (one, other) = (left, And());
            left = row => one(row) || other(row);
        }
        return left;
    }

    private Func<PmcRow, bool> And()
    {
        var left = One();
        while (Next is { } next and not (")" or "OR"))
        {
            if (next == "AND")
                _at++;
            var (one, other) = (left, One());
            left = row => one(row) && other(row);
        }
        return left;
    }

    private Func<PmcRow, bool> One()
    {
        var token = Next ?? ")";
        _at++;
        if (token == "NOT")
        {
            var inner = One();
            return row => !inner(row);
        }
        if (token != "(")
            return Term(token);
        var group = Or();
        if (Next == ")")
            _at++;
        return group;
    }

    private static Func<PmcRow, bool> Term(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        var field = colon > 0 && token[0] != '"' ? token[..colon] : "";
        var value = field.Length > 0 ? token[(colon + 1)..] : token;
        if (value.StartsWith('['))
            return Range(field, value.Trim('[', ']').Split(" TO "));
        var truncated = value.EndsWith('*');
        var word = value.Trim('"').TrimEnd('*');
        return field switch
        {
            "SRC" => row => row.Source == word,
            "EXT_ID" => row => row.Id == word,
            "DOI" => row => string.Equals(row.Doi, word, StringComparison.OrdinalIgnoreCase),
            "PMCID" => row => row.Pmcid == word || row.Id == word,
            "PUB_TYPE" => row => row.PubTypes.Contains(word, StringComparer.OrdinalIgnoreCase),
            "MESH" => row => row.MeshHeadings.Contains(word, StringComparer.OrdinalIgnoreCase),
            "TITLE_ABS" => row => Holds([row.Title, row.Abstract], word, truncated),
            "" => row => Holds([row.Title, row.Abstract, row.Journal, row.Publisher], word, truncated),
            _ => _ => false,
        };
    }

    private static Func<PmcRow, bool> Range(string field, string[] bounds)
    {
        if (bounds.Length != 2)
            return _ => false;
        var (from, to) = (bounds[0], bounds[1] == "*" ? "9999" : bounds[1]);
        return row => field switch
        {
            "FIRST_IDATE" => Inside(row.FirstIndexed),
            "UPDATE_DATE" => Inside(row.Updated),
            _ => false,
        };

        bool Inside(DateOnly day)
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return string.CompareOrdinal(text, from) >= 0 && string.CompareOrdinal(text, to) <= 0;
        }
    }

    private static bool Holds(IEnumerable<string?> texts, string word, bool truncated) =>
        texts.Any(text => text is not null && Texts.Holds(Texts.Normalise(text), Texts.Normalise(word), truncated));
}
