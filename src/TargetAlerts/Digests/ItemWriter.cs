using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <summary>Puts an item into words, from the source's table of facts and the stored record alone.</summary>
internal sealed class ItemWriter(Wish wish, SourceRegistry sources, TimeZoneInfo zone)
{
    private const int LongValue = 300;
    private const int MostLinks = 8;
    private const int MostRelated = 3;

    // A record that comes so long after its own date is called late.
    private static readonly TimeSpan Late = TimeSpan.FromDays(60);

    public DigestItem Write(Item item, int number)
    {
        var record = item.Record;
        var words = Source(item.Record.Source).Words;
        return new()
        {
            Number = number,
            RecordKind = record.Kind,
            Noun = Noun(item),
            Changes = [.. item.Told.Where(considered => !considered.Estimated).Select(considered => considered.Change.Number).Order()],
            SeenAt = item.DetectedAt,
            Kind = item.Kind,
            Severity = item.Severity,
            // In a section of papers a new paper needs no such line: its title opens it.
            Event = item is { Kind: ChangeKind.Added, Record.Kind: RecordKind.Publication, Severity: < Severity.High } ? "" : Event(item),
            Happened = Event(item),
            Badges = words.Badges(record),
            Title = PlainText.Shorten(record.Title, 400),
            Link = record.Link,
            Byline = PlainText.Shorten(words.Byline(record), 300),
            Notes = [.. Notes(item)],
            Context = item.Kind == ChangeKind.Added ? words.Context(record) : "",
            Facts = [.. item.Facts.Select(Row).DistinctBy(row => (row.Label, row.Old, row.New))],
            Terms = Terms(item),
            Links = [.. Links(item)],
            Related = [.. item.Related.Take(MostRelated).Select(Named)],
            Why = Why(item),
        };
    }

    /// <summary>"trial", "paper".</summary>
    public string Noun(Item item) => Source(item.Record.Source).Words.Noun(item.Record);

    /// <summary>True where the item is bad news: withdrawn, or a fact the table calls bad.</summary>
    public bool IsBad(Item item) => item.Kind == ChangeKind.Withdrawn
        || item.Facts.Any(fact => Definition(fact)?.Judge(new(fact.Change.Old, fact.Change.New)) is Verdict.Bad or Verdict.Withdrawn);

    public string Event(Item item)
    {
        var source = Source(item.Record.Source);
        var noun = Noun(item);
        var headline = item.Facts.Where(fact => fact.Change.Severity == item.Severity)
            .Select(fact => Definition(fact)?.Headline(new(fact.Change.Old, fact.Change.New))).FirstOrDefault(said => said is not null);
        return item.Kind switch
        {
            ChangeKind.Added => $"New {noun}",
            ChangeKind.Withdrawn when item.Reason == "retracted" && headline is not null => headline,
            ChangeKind.Withdrawn when item.Reason == "removed" => $"{Phrases.Sentence(noun)} removed from {source.Label}",
            ChangeKind.Withdrawn => $"{Phrases.Sentence(noun)} {item.Reason}",
            _ when item.Reason == Item.Published => "Preprint now published",
            _ when item.Reason == "back" => $"{Phrases.Sentence(noun)} is back in {source.Label}",
            _ => headline ?? $"{Phrases.Sentence(noun)} changed",
        };
    }

    // The record's own links first, then where else the work can be read.
    private IEnumerable<DigestLink> Links(Item item) => item.Twins.Prepend(item.Record)
        .SelectMany(record => Source(record.Source).Words.Links(record)).Select(link => new DigestLink(link.Label, link.Address))
        .Concat(item.Joined.Select(notice => new DigestLink("Retraction notice", notice.Link)))
        .DistinctBy(link => link.Address).Take(MostLinks);

    private DigestLink Named(SourceRecord record) =>
        new($"{Phrases.Sentence(Source(record.Source).Words.Noun(record))}: {PlainText.Shorten(record.Title, 120)}", record.Link);

    private DigestFact Row(ItemFact changed)
    {
        var definition = Definition(changed);
        var fact = changed.Change;
        var difference = new FactDifference(fact.Old, fact.New);
        if (definition is null) return new(fact.Fact, fact.Old?.First, fact.New?.First, null, false);
        if (definition.Difference(difference) is { } words) return new(definition.Label, null, words, null, fact.Severity == Severity.High);
        var (old, now) = (Said(definition, fact.Old), Said(definition, fact.New));
        // A fact kept only to be compared, such as an abstract, is said to have changed, not shown.
        if (old == "" || now == "") (old, now) = (null, fact.Old is null ? "added" : fact.New is null ? "removed" : "reworded");
        if (definition.KeptWhenAbsent && fact is { Old: not null, New: not null }) (old, now) = (null, Said(definition, Arrived(fact)));
        return new(definition.Label, old, now, definition.Distance(difference), fact.Severity == Severity.High);
    }

    // Of facts that are terms, not texts: a title that repeats a sentence would help nobody.
    private Dictionary<string, string> Terms(Item item)
    {
        var terms = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = item.Record.Facts.Select(fact => (Definition: Source(item.Record.Source).Facts.FirstOrDefault(definition => definition.Name == fact.Key), fact.Value));
        var changed = item.Facts.SelectMany(fact => new[] { fact.Change.Old, fact.Change.New }, (fact, value) => (Definition: Definition(fact), Value: value!));
        foreach (var (definition, value) in own.Concat(changed))
        {
            if (definition is null || value is not { Type: FactType.Term or FactType.List, Values.Count: <= 4 }) continue;
            var (words, term) = (definition.Words(value), string.Join(", ", value.Values));
            if (words.Length == 0 || term.Length > 80 || words.Equals(term, StringComparison.OrdinalIgnoreCase)) continue;
            terms.TryAdd(words, term);
            terms.TryAdd($"{definition.Label} {words}", term);
        }
        return terms;
    }

    private static FactValue Arrived(FactChange fact) => fact.New! with { Values = [.. fact.New!.Values.Except(fact.Old!.Values)] };

    private static string? Said(FactDefinition definition, FactValue? value) => value is null ? null : PlainText.Shorten(definition.Words(value), LongValue);

    private IEnumerable<string> Notes(Item item)
    {
        if (item.Told.Any(considered => considered.Mark == LedgerMark.Repeat)) yield return "This may repeat an item of an earlier mail, whose delivery could not be confirmed.";
        if (item.Told.Any(considered => considered.Mark == LedgerMark.Late)) yield return "Late: an earlier mail with this item could not be delivered.";
        if (item.Kind == ChangeKind.Added && item.Record.Dated is { } dated && item.DetectedAt.UtcDateTime - dated.ToDateTime(default) > Late)
        {
            yield return $"Late: dated {Phrases.Day(dated)}, first visible {Phrases.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(item.DetectedAt, zone).DateTime))}.";
        }
    }

    private string Why(Item item)
    {
        var (record, membership, estimated) = item.Told.SelectMany(considered => WishFilter.Targets(wish, considered).Select(member => (considered.Record, Member: member, considered.Estimated)))
            .OrderBy(one => one.Record != item.Record).ThenBy(one => one.Member.FirstSeenAt).First();
        var match = membership.Matches.FirstOrDefault(one => one.Stands(record)) ?? membership.Matches[0];
        var seen = estimated && record.Dated is { } dated ? $"{Source(record.Source).Label}, dated {Phrases.Day(dated)}" : $"{Source(record.Source).Label}, first seen {Phrases.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(membership.FirstSeenAt, zone).DateTime))}";
        return match.Role switch
        {
            "drug" => $"{match.Term} (drug of {membership.Target}) in {match.Field} · {seen}",
            "drug, mentioned" => $"{match.Term} (drug of {membership.Target}, only mentioned) in {match.Field} · {seen}",
            "search" => $"found by {match.Field} for {membership.Target} · {seen}",
            "name in context" => $"{match.Term} beside a word of its context, in {match.Field} (for {membership.Target}) · {seen}",
            _ => $"{match.Term} in {match.Field}{(wish.Targets.Count > 1 ? $" (for {membership.Target})" : "")} · {seen}",
        };
    }

    private SourceDescription Source(SourceName name) => sources.Get(name).Description;

    private FactDefinition? Definition(ItemFact fact) => Source(fact.Source).Facts.FirstOrDefault(definition => definition.Name == fact.Change.Fact);
}
