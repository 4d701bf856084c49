using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Tests.Digests;
using TargetAlerts.Tests.Sources;

namespace TargetAlerts.Tests.Checks;

/// <summary>Only what a source declares proves that a record is gone.</summary>
public sealed class RemovalProofTests
{
    [Fact]
    public async Task An_absence_counts_only_where_it_was_declared_and_as_late_as_it_was()
    {
        ListSource proves = new("list-proves", RecordKind.News), late = new("list-late", RecordKind.News, new() { Absence = "made up", Apart = TimeSpan.FromHours(60) }), never = new("list-never", RecordKind.News, RemovalProof.None);
        ListSource[] all = [proves, late, never];
        await using var service = await TestService.StartAsync(sources: [], register: services =>
        {
            foreach (var source in all) services.AddSingleton<ITargetSource>(source);
        });
        foreach (var source in all)
        {
            for (var at = 1; at <= 20; at++) source.Put($"{source.Description.Name}-{at}", "made up");
        }
        await service.CheckAsync();
        foreach (var source in all) source.Take($"{source.Description.Name}-1");

        Assert.Equal([[], [], []], await DaysAsync(1));
        Assert.Equal([["withdrawn: removed"], [], []], await DaysAsync(1));
        Assert.Equal([["withdrawn: removed"], ["withdrawn: removed"], []], await DaysAsync(3));
        Assert.Equal(20, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships WHERE source = 'list-never' AND left_at IS NULL"));

        async Task<IEnumerable<IReadOnlyList<string>>> DaysAsync(int days)
        {
            service.Clock.Jump(TimeSpan.FromDays(days));
            Assert.All(await service.CheckAsync(), report => Assert.Equal(CheckOutcome.Complete, report.Outcome));
            var told = new List<IReadOnlyList<string>>();
            foreach (var source in all) told.Add(await service.ToldAsync($"{source.Description.Name}-1"));
            return told;
        }
    }
}
