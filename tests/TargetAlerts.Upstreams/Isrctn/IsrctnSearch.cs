using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Upstreams.Isrctn;

/// <summary>Words with OR, in brackets or not, and any number of "AND lastEdited GE instant"; words are found whole, without synonyms.</summary>
internal sealed partial record IsrctnSearch(IReadOnlyList<string> Words, IReadOnlyList<(string Operator, DateTimeOffset Instant)> Edits)
{
    public static IsrctnSearch Parse(string query)
    {
        var edits = new List<(string, DateTimeOffset)>();
        var words = Edit().Replace(query, match =>
        {
            edits.Add((match.Groups[1].Value, DateTimeOffset.ParseExact(match.Groups[2].Value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));
            return "";
        }).Trim();
        if (words.StartsWith('(') && words.EndsWith(')'))
            words = words[1..^1];
        if (words.Any(character => character is '(' or ')' or '[' or ']' or '{' or '}' or ':') || words.Contains(" AND ", StringComparison.Ordinal))
            throw new FormatException("this stand-in does not evaluate the query");
        return new([.. words.Split(" OR ").Select(word => Texts.Normalise(word.Trim('"')))], edits);
    }

    public bool Finds(IsrctnRecord trial) => Words.Any(word => Texts.Holds(Text(trial), word)) && Edits.All(edit => edit.Operator switch
    {
        "GE" => trial.LastUpdated >= edit.Instant,
        "GT" => trial.LastUpdated > edit.Instant,
        "LE" => trial.LastUpdated <= edit.Instant,
        _ => trial.LastUpdated < edit.Instant,
    });

    private static string Text(IsrctnRecord trial) => Texts.Normalise(string.Join(' ', $"ISRCTN{trial.Number}", trial.Title, trial.ScientificTitle, trial.Summary, trial.Condition, trial.Intervention, trial.DrugNames, trial.PrimaryOutcome, trial.Sponsor));

    [GeneratedRegex(@" AND lastEdited (GE|GT|LE|LT) (\S+)")]
    private static partial Regex Edit();
}
