using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Digests;
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
        await using var service = await TestService.StartAsync(database: database);
        await service.CheckAsync();
        await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Enumerable.Range(0, 120).Select(at => Sample.Article(95_000_001 + at, service.Model.Today)));
        service.Model.Trials.Add(Sample.Trials(60, 1, service.Model.Today));
        Assert.All(await service.CheckAsync(), report => Assert.Equal((report.Source, null, TargetAlerts.Checks.CheckOutcome.Complete), (report.Source, report.Reason, report.Outcome)));

        var items = Assert.Single(await service.DigestNowAsync()).Items;

        var told = ToldItem.Read(await service.ReadAsync<string>("SELECT told FROM digests"));
        Assert.Equal(items, told.Count);
        Assert.True(items > 100, $"{items} items");
        var kinds = new HashSet<string>();
        foreach (var item in told)
        {
            var why = Why().Match(item.Why);
            Assert.True(why.Success, item.Why);
            var (term, field, seen) = (why.Groups["term"].Value, why.Groups["field"].Value, why.Groups["seen"].Value);
            var row = Assert.Single(await service.ListAsync<Stored>($"SELECT r.texts, m.first_seen_at FROM changes c JOIN records r ON r.source = c.source AND r.id = c.record_id JOIN memberships m ON m.source = r.source AND m.id = r.id WHERE c.number = {item.Changes[0]}"));
            var texts = JsonSerializer.Deserialize<Dictionary<string, string[]>>(row.Texts)!;
            Assert.True(texts.ContainsKey(field), $"{item.Why}: the record has no {field}");
            Assert.Contains(texts[field], text => Squeezed(text).Contains(Squeezed(term), StringComparison.OrdinalIgnoreCase));
            Assert.Equal(Phrases.Day(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(row.FirstSeenAt).UtcDateTime)), seen);
            kinds.Add(why.Groups["role"].Value);
        }
        // The sample is no sample of one way to match alone.
        Assert.True(kinds.Count >= 2, string.Join(" | ", kinds));
    }

    // As a reader would look: letters and digits, whatever stands between them.
    private static string Squeezed(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"^(?<term>.+?)(?<role> \(drug of \w+(, only mentioned)?\)| beside a word of its context,)? in (?<field>.+?)( \(for \w+\))? · .+, first seen (?<seen>.+)$")]
    private static partial Regex Why();

    private sealed class Stored
    {
        public required string Texts { get; init; }

        public long FirstSeenAt { get; init; }
    }
}
