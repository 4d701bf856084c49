using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Crossref;

/// <summary>A work with its update notices as a record, whether it has any or not: a first notice is then a change.</summary>
internal static partial class CrossrefWork
{
    private static readonly string[] SameWork = ["is-preprint-of", "has-preprint", "has-version", "is-version-of"];

    /// <exception cref="FormatException">A member of another shape than documented.</exception>
    public static SourceRecord Record(string doi, JsonElement work)
    {
        var title = work.At("title").Items().Select(text => Markup.Plain(text.Text(int.MaxValue), PlainText.TitleLength)).FirstOrDefault(text => text.Length > 0) ?? $"DOI {doi}";
        var said = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        void Say(string fact, string what)
        {
            if (!said.TryGetValue(fact, out var values)) said[fact] = values = new(StringComparer.Ordinal);
            values.Add(what);
        }

        string? latest = null;
        foreach (var update in work.At("updated-by").Items())
        {
            // The publisher and Retraction Watch may tell of the same event: by the notice's DOI it is one.
            Say(CrossrefFacts.Of(update.At("type").Text(60).ToLowerInvariant()), Dois.Read(update.At("DOI").Text(240)) ?? update.At("label").Text(80));
            if (Day(update.At("updated")) is { } day && string.CompareOrdinal(day, latest) > 0) latest = day;
        }
        if (Void().IsMatch(title) && !said.ContainsKey(CrossrefFacts.Retraction)) Say(CrossrefFacts.Retraction, "its title says so");
        foreach (var update in work.At("update-to").Items())
        {
            if (Dois.Read(update.At("DOI").Text(240)) is { } other && other != doi) Say(CrossrefFacts.NoticeOf, other);
        }
        foreach (var paper in Related(work, "is-preprint-of")) Say(CrossrefFacts.PublishedAs, paper);

        return new()
        {
            Source = CrossrefSource.SourceName,
            Id = doi,
            Kind = work.At("type").Text(40) == "posted-content" ? RecordKind.Preprint : RecordKind.Publication,
            Title = title,
            Link = Dois.Link(doi),
            Dated = PartialDate.Parse(latest)?.FirstDay,
            Facts = said.ToDictionary(fact => fact.Key, fact => FactValue.List([.. fact.Value])!),
            Texts = new Dictionary<string, IReadOnlyList<string>> { ["DOI"] = [doi], ["title"] = [title] },
            Identifiers = new Dictionary<string, string> { ["doi"] = doi },
            SameAs = [.. SameWork.SelectMany(name => Related(work, name)).Where(other => other != doi).Distinct().Select(other => $"doi:{other}")],
            Related = said.TryGetValue(CrossrefFacts.NoticeOf, out var works) ? [.. works.Select(other => $"doi:{other}")] : [],
        };
    }

    private static IEnumerable<string> Related(JsonElement work, string name) => work.At("relation", name).Items()
        .Where(other => other.At("id-type").Text(20) == "doi")
        .Select(other => Dois.Read(other.At("id").Text(240))).OfType<string>();

    private static string? Day(JsonElement date) => date.At("date-time").Text(40) is { Length: >= 10 } text ? PartialDate.Parse(text[..10])?.Text : null;

    [GeneratedRegex(@"^\W*(retracted|withdrawn|removed)( article| paper)?\s*[:\])]", RegexOptions.IgnoreCase)]
    private static partial Regex Void();
}
