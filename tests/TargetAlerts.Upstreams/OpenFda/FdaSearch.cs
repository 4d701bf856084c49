using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TargetAlerts.Upstreams.OpenFda;

/// <summary>The part of the search language that is stood in for: field:value, phrases, prefixes, ranges, AND, OR, brackets.</summary>
internal sealed partial class FdaSearch
{
    private readonly List<string> _tokens;
    private int _at;

    private FdaSearch(string text) => _tokens = [.. Tokens().Matches(text).Select(token => token.Value)];

    /// <exception cref="FormatException">Malformed: the real one answers 500.</exception>
    public static Func<JsonObject, bool> Parse(string text)
    {
        if (text.Count(c => c == '"') % 2 == 1)
            throw new FormatException("token_mgr_error");
        var search = new FdaSearch(text);
        var test = search.Or(field: null);
        return search._at == search._tokens.Count ? test : throw new FormatException("query_shard_exception");
    }

    private Func<JsonObject, bool> Or(string? field)
    {
        var first = And(field);
        while (Take("OR"))
        {
            var (left, right) = (first, And(field));
            first = row => left(row) || right(row);
        }
        return first;
    }

    private Func<JsonObject, bool> And(string? field)
    {
        var first = One(field);
        while (Take("AND"))
        {
            var (left, right) = (first, One(field));
            first = row => left(row) && right(row);
        }
        return first;
    }

    private Func<JsonObject, bool> One(string? field)
    {
        if (Take("("))
        {
            var inner = Or(field);
            return Take(")") ? inner : throw new FormatException("query_shard_exception");
        }
        var token = Next();
        if (field is null)
            return token.EndsWith(':') ? One(token[..^1]) : throw new FormatException("query_shard_exception");
        if (token != "[")
            return row => Values(row, field).Any(value => Fits(field, value, token));
        var (from, to) = (Next(), Next() == "TO" ? Next() : throw new FormatException("query_shard_exception"));
        return Next() == "]" ? row => Values(row, field).Any(value => In(value, from, to)) : throw new FormatException("query_shard_exception");
    }

    private bool Take(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token)
            return false;
        _at++;
        return true;
    }

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : throw new FormatException("query_shard_exception");

    // Dates are MM/DD/YYYY in shortages; a range is yyyyMMdd all the same.
    private static bool In(string value, string from, string to)
    {
        var day = DateOnly.TryParseExact(value, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : value;
        return string.CompareOrdinal(day, from) >= 0 && string.CompareOrdinal(day, to) <= 0;
    }

    // Names of ingredients are kept whole and in capitals; all else is split into words.
    private static bool Fits(string field, string value, string token)
    {
        var word = token.Trim('"');
        if (field.StartsWith("products.", StringComparison.Ordinal))
            return word.EndsWith('*') ? value.StartsWith(word[..^1], StringComparison.Ordinal) : value == word;
        return Texts.Holds(Texts.Normalise(value), Texts.Normalise(word));
    }

    private static IEnumerable<string> Values(JsonNode? node, string path)
    {
        if (node is JsonArray array)
            return array.SelectMany(item => Values(item, path));
        if (path.Length == 0)
            return node is JsonValue value ? [value.ToString()] : [];
        var parts = path.Split('.', 2);
        return node is JsonObject row && row[parts[0]] is { } inner ? Values(inner, parts.ElementAtOrDefault(1) ?? "") : [];
    }

    [GeneratedRegex("\"[^\"]*\"|[\\[\\]()]|[A-Za-z_.]+:|[^\\s()\\[\\]\"]+")]
    private static partial Regex Tokens();
}
