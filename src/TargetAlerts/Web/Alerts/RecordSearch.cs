using System.Text.RegularExpressions;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Alerts;

/// <summary>Finds the record a reader means: its number ("NCT01234567", a PMID, a DOI) or the address of its page.</summary>
internal sealed partial class RecordSearch(MuteStore store, SourceRegistry sources)
{
    private const int MostWords = 24;

    /// <exception cref="UsageException">None is known by the text, or several works are.</exception>
    public async Task<SourceRecord> FindAsync(Alert alert, string text, CancellationToken cancellationToken)
    {
        var words = Words(text);
        var keys = words.SelectMany(word => WorkKeys.Spaces.Select(space => $"{space}:{word.ToLowerInvariant()}")).Distinct().ToList();
        var found = words.Count == 0 ? [] : await store.FindAsync([.. sources.Registered.Select(source => source.Description.Name.Value)], words, keys, [.. alert.Wish.Targets.Keys], cancellationToken);
        if (found.Count == 0) throw new UsageException($"No record of this alert’s targets is known as “{PlainText.Clean(text, 80)}”; give its number, as in NCT01234567, or the address of its page.");
        var ranked = found.OrderByDescending(record => Same(record.Link, text)).ThenBy(record => sources.Rank(record.Source)).ThenBy(record => record.Id, StringComparer.Ordinal).ToList();
        if (Same(ranked[0].Link, text)) return ranked[0];
        var work = WorkKeys.Of(ranked[0]).ToHashSet();
        var others = ranked.Skip(1).Where(record => !WorkKeys.Of(record).Any(work.Contains)).ToList();
        if (others.Count == 0) return ranked[0];
        throw new UsageException($"Several records have this number: {string.Join(", ", ranked.Take(4).Select(record => record.Link))}. Give the address of the one you mean.");
    }

    // An address holds the number somewhere in its path or query; a DOI has slashes of its own.
    private static List<string> Words(string text)
    {
        var plain = Uri.UnescapeDataString(PlainText.Clean(text, 500));
        var words = Separators().Split(plain).Append(plain).Concat(Doi().Matches(plain).Select(match => match.Value)).Select(word => word.Trim()).Where(word => word.Length > 1);
        return [.. words.Concat(words.Select(word => word.ToUpperInvariant())).Distinct(StringComparer.Ordinal).Take(MostWords)];
    }

    private static bool Same(string link, string text) => link.TrimEnd('/').Equals(text.Trim().TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\s/?&=#,]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"10\.\d{4,9}/[^\s?#&]+")]
    private static partial Regex Doi();
}
