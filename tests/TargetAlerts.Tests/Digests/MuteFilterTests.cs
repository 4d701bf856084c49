using TargetAlerts.Changes;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Digests;

public sealed class MuteFilterTests
{
    [Theory]
    [InlineData(null, "low", Severity.Low)]
    [InlineData("back", "low", Severity.Normal)]
    [InlineData(null, "normal", null)]
    [InlineData("back", "normal", Severity.Normal)]
    [InlineData("back", "high", null)]
    public void An_update_without_its_muted_fact_has_the_weight_of_what_remains(string? reason, string lowest, Severity? left)
    {
        var (heard, muted) = Apply(reason, lowest, new("status", null, null, Severity.High), new("title", null, null, Severity.Low));

        Assert.Equal(left, heard.SingleOrDefault()?.Change.Severity);
        Assert.Equal(left is null ? ["fact:made-up/status"] : [], muted.Select(one => one.Mute));
        Assert.All(heard, considered => Assert.Equal(["title"], considered.Change.Facts.Select(fact => fact.Fact)));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("back", 1)]
    public void An_update_of_nothing_else_is_silent_unless_the_record_is_back(string? reason, int heard) =>
        Assert.Equal(heard, Apply(reason, "low", new FactChange("status", null, null, Severity.High)).Changes.Count);

    private static Heard Apply(string? reason, string lowest, params FactChange[] facts)
    {
        var record = new SourceRecord { Source = new("made-up"), Id = "1", Kind = RecordKind.Trial, Title = "Made up", Link = "https://made-up.example/1" };
        var change = new Change { Number = 1, Source = record.Source, RecordId = "1", Kind = ChangeKind.Updated, Reason = reason, Severity = Severity.High, Facts = facts };
        var wish = new Wish { Targets = new Dictionary<string, long>(), Lowest = Enum.Parse<Severity>(lowest, ignoreCase: true), Mutes = [new() { Source = "made-up", Fact = "status" }] };
        return MuteFilter.Apply(wish, new Works(), [new(change, record, [])]);
    }
}
