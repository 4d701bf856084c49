using TargetAlerts.Sources;

namespace TargetAlerts.Targets;

/// <summary>
/// Finds why a record belongs to a target: which of its words stand in which field of the record.
/// Works on the stored texts, so that the same answer can be had again at any time.
/// </summary>
internal static class TargetMatcher
{
    /// <summary>All matches, names before drugs, in the order of the record's fields.</summary>
    public static IReadOnlyList<Match> Matches(DrugTarget target, SourceRecord record)
    {
        var matches = new List<Match>();
        var context = new Lazy<bool>(() => target.Context.Any(word => record.Texts.Values.SelectMany(t => t).Any(text => Holds(text, word))));
        foreach (var (field, texts) in record.Texts)
        {
            foreach (var name in target.SafeNames) AddIfHeld(name.Text, "name");
            foreach (var heading in target.MeshHeadings) AddIfHeld(heading, "identifier");
            foreach (var substance in target.MeshSubstances) AddIfHeld(substance, "identifier");
            foreach (var name in target.AmbiguousNames)
            {
                if (context.Value) AddIfHeld(name.Text, "name in context");
            }
            foreach (var drug in target.FollowedDrugs)
            {
                if (drug.Synonyms.Prepend(drug.Name).FirstOrDefault(word => texts.Any(text => Holds(text, word))) is { } called) matches.Add(new(called, "drug", field));
            }

            void AddIfHeld(string word, string role)
            {
                if (texts.Any(text => Holds(text, word))) matches.Add(new(word, role, field));
            }
        }
        return matches;
    }

    /// <summary>True where the text holds the word whole, in any case; a trailing * matches any ending.</summary>
    public static bool Holds(string text, string word)
    {
        var open = word.EndsWith('*');
        var sought = open ? word[..^1] : word;
        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            var end = at + sought.Length;
            var startsWhole = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            var endsWhole = open || end == text.Length || !char.IsLetterOrDigit(text[end]);
            if (startsWhole && endsWhole) return true;
        }
        return false;

        int Find(int from) => from > text.Length ? -1 : text.IndexOf(sought, from, StringComparison.OrdinalIgnoreCase);
    }
}
