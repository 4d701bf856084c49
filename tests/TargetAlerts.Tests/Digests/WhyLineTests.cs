using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Tests.Upstreams;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Digests;

/// <summary>What an item says of why it is there, read from the mail's words and looked for in the stored record by other eyes.</summary>
public sealed partial class WhyLineTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Every_items_reason_is_true_of_the_stored_record(DatabaseKind database)
    {
        await using var service = await World.StartAsync(database);
        await service.CheckAsync();
        await service.AddAlertAsync();
        for (var scene = 1; scene <= 3; scene++) await service.AdvancedAsync();
        service.Model.PubMed.Add(Enumerable.Range(0, 80).Select(at => Sample.Article(95_000_001 + at, service.Model.Today)));
        service.Model.Trials.Add(Sample.Trials(60, 1, service.Model.Today));
        Assert.All(await service.CheckAsync(), report => Assert.Equal((report.Source, null, TargetAlerts.Checks.CheckOutcome.Complete), (report.Source, report.Reason, report.Outcome)));

        var items = Assert.Single(await service.DigestNowAsync()).Items;

        var told = ToldItem.Read(await service.ReadAsync<string>("SELECT told FROM digests"));
        Assert.Equal(items, told.Count);
        Assert.True(items > 180, $"{items} items");
        var stored = await service.ListAsync<Stored>("SELECT c.number, r.source, r.texts, m.matches, m.first_seen_at FROM changes c JOIN records r ON r.source = c.source AND r.id = c.record_id JOIN memberships m ON m.source = r.source AND m.id = r.id");
        var labels = service.Get<SourceRegistry>().All.ToDictionary(source => source.Description.Label, source => source.Description.Name.Value);
        var (kinds, sources) = (new HashSet<string>(), new HashSet<string>());
        foreach (var item in told)
        {
            var why = Why().Match(item.Why);
            Assert.True(why.Success, item.Why);
            var (term, field, search, source) = (why.Groups["term"].Value, why.Groups["field"].Value, why.Groups["search"].Value, labels[why.Groups["source"].Value]);
            // An item may stand for several records of one work: the line names the source of the one it is about.
            var rows = stored.Where(row => item.Changes.Contains(row.Number) && row.Source == source && Phrases.Day(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(row.FirstSeenAt).UtcDateTime)) == why.Groups["seen"].Value).ToList();
            Assert.True(rows.Exists(row => search.Length > 0 ? Says(row, search) : Holds(row, field, term)), $"{item.Why}: {string.Join(" | ", rows.Select(row => row.Texts))}");
            kinds.Add(search.Length > 0 ? "search" : why.Groups["role"].Value);
            sources.Add(source);
        }
        // The sample is no sample of some ways to match, or of some sources, alone.
        Assert.Equal(["", " (drug of SERT)", " (drug of SERT, only mentioned)", " beside a word of its context,", "search"], kinds.Order(StringComparer.Ordinal));
        Assert.Empty(labels.Values.Except(sources));
    }

    private static bool Holds(Stored row, string field, string term) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(row.Texts)!.TryGetValue(field, out var texts) && texts.Any(text => Squeezed(text).Contains(Squeezed(term), StringComparison.OrdinalIgnoreCase));

    // A source's own search can only be taken at its word: that it was so when the record came.
    private static bool Says(Stored row, string search)
    {
        using var matches = JsonDocument.Parse(row.Matches);
        return matches.RootElement.EnumerateArray().Any(match => match.EnumerateObject().Any(member => member.Value.ValueEquals(search)));
    }

    // As a reader would look: letters and digits, whatever stands between them.
    private static string Squeezed(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"^(found by (?<search>.+) for \w+|(?<term>.+?)(?<role> \(drug of \w+(, only mentioned)?\)| beside a word of its context,)? in (?<field>.+?)( \(for \w+\))?) · (?<source>.+), first seen (?<seen>.+)$")]
    private static partial Regex Why();

    private sealed class Stored
    {
        public long Number { get; init; }

        public required string Source { get; init; }

        public required string Matches { get; init; }

        public required string Texts { get; init; }

        public long FirstSeenAt { get; init; }
    }
}
