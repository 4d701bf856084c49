using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Tests.Digests;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using Fault = TargetAlerts.Upstreams.Faults.Fault;

namespace TargetAlerts.Tests.Operations;

public sealed class FaultsOnSqlite() : FaultsTests(DatabaseKind.Sqlite);

public sealed class FaultsOnPostgres() : FaultsTests(DatabaseKind.Postgres);

/// <summary>When the service calls itself ill, and that it is well again by itself.</summary>
public abstract class FaultsTests(DatabaseKind database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_that_is_overdue_is_one_fault_a_source_until_it_is_complete_or_not_wanted()
    {
        await using var service = await TestService.StartAsync(database: database, targets: [TestTargets.Sert, TestTargets.Sert with { Symbol = "NET" }]);
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, Fault.Always) { Status = 500 });
        await service.CheckAsync();
        Assert.Empty(await KeysAsync(service));

        // 06:00 and a day: what was never read counts from when it was first wanted, the registry's check from 05:00 when it was due.
        service.Clock.Jump(TimeSpan.FromHours(24.5));
        Assert.Equal(["checks:pubmed"], await KeysAsync(service));
        service.Clock.Jump(TimeSpan.FromHours(23));
        Assert.Equal(["checks:clinicaltrials", "checks:pubmed"], await KeysAsync(service));
        var fault = (await FindAsync(service))[1];
        Assert.StartsWith("PubMed has been due since 2026-03-02 06:00 UTC and was not read to the end for NET, SERT: the source answered 500", fault.Said, StringComparison.Ordinal);
        Assert.Contains("targetalerts sources test", fault.Remedy, StringComparison.Ordinal);

        await service.CheckAsync("clinicaltrials");
        Assert.Equal(["checks:pubmed"], await KeysAsync(service));
        // Switched off, or its targets followed no more: nobody waits for it.
        service.Options.Sources["pubmed"].Enabled = false;
        await using (var without = await service.ServeAsync()) Assert.Empty(await without.App.Services.GetRequiredService<Faults>().FindAsync(Stop));
        service.Options.Sources["pubmed"].Enabled = true;
        service.Upstream.Faults.Clear();
        await service.CheckAsync("pubmed");
        Assert.Empty(await KeysAsync(service));
    }

    [Fact]
    public async Task A_weekly_check_is_given_its_week_and_a_held_result_is_told_at_once()
    {
        var list = new ListSource("list-held", RecordKind.News);
        for (var id = 0; id < 12; id++) list.Put($"{id}", $"Made-up news {id}");
        await using var service = await TestService.StartAsync(database: database, sources: [], configure: options => options.Schedule.Default = Frequency.Weekly, register: services => services.AddSingleton<ITargetSource>(list));
        await service.CheckAsync();

        // Monday to Tuesday of the next week; then the day of grace is over.
        service.Clock.Jump(TimeSpan.FromDays(7) + TimeSpan.FromHours(22));
        Assert.Empty(await KeysAsync(service));
        service.Clock.Jump(TimeSpan.FromHours(2));
        Assert.Equal(["checks:list-held"], await KeysAsync(service));

        for (var id = 0; id < 6; id++) list.Take($"{id}");
        Assert.Equal(CheckOutcome.Quarantined, (await service.CheckOneAsync("list-held")).Outcome);
        Assert.Equal(["quarantine:list-held/SERT"], await KeysAsync(service));
        await service.Get<Quarantine>().DiscardAsync("list-held", null, Stop);
        Assert.DoesNotContain("quarantine:list-held/SERT", await KeysAsync(service));
    }

    [Fact]
    public async Task A_digest_or_a_mail_that_is_late_and_a_relay_that_stays_away_are_told()
    {
        var list = new ListSource("list-news", RecordKind.News);
        await using var service = await TestService.StartAsync(database: database, sources: [], register: services => services.AddSingleton<ITargetSource>(list));
        await service.CheckAsync();
        await service.AddAlertAsync(request => request with { Frequency = "daily", At = "08:00" });
        list.Put("1", "Made-up news");
        service.Clock.Jump(TimeSpan.FromHours(1));
        await service.CheckAsync();

        // Due at 08:00; Patience and SendOverdue of one hour each.
        service.Clock.Jump(TimeSpan.FromMinutes(175));
        Assert.Empty(await KeysAsync(service));
        service.Clock.Jump(TimeSpan.FromMinutes(6));
        Assert.Equal(["digests"], await KeysAsync(service));
        await service.Get<TargetAlerts.Digests.DigestRound>().MakeDueAsync(Stop);
        Assert.Empty(await KeysAsync(service));

        service.Clock.Jump(TimeSpan.FromMinutes(61));
        Assert.Equal(["queue"], await KeysAsync(service));
        var relay = service.Get<RelayHealth>();
        await relay.WriteAsync(RelayCondition.Fine.Worse(RelayState.Paused, "a made-up reason", "m", TimeSpan.FromMinutes(15), service.Clock.GetUtcNow()), Stop);
        Assert.Equal(["queue"], await KeysAsync(service));
        service.Clock.Jump(TimeSpan.FromMinutes(61));
        Assert.Equal(["relay"], await KeysAsync(service));
        await relay.WriteAsync(RelayCondition.Fine.Worse(RelayState.Stopped, "535 made up", "m", TimeSpan.FromMinutes(15), service.Clock.GetUtcNow()), Stop);
        Assert.Contains("the relay refuses us (535 made up)", Assert.Single(await FindAsync(service)).Said, StringComparison.Ordinal);
        await service.DeliverAsync();
        await relay.WriteAsync(RelayCondition.Fine, Stop);
        Assert.Empty(await KeysAsync(service));
    }

    [Fact]
    public async Task A_schedule_that_fell_silent_is_told_and_one_that_never_ran_is_not_missed()
    {
        await using var service = await TestService.StartAsync(database: database, sources: []);
        Assert.Empty(await KeysAsync(service));
        await service.Get<ScheduleSign>().GiveAsync(Stop);
        service.Clock.Jump(TimeSpan.FromMinutes(9));
        Assert.Empty(await KeysAsync(service));
        service.Clock.Jump(TimeSpan.FromMinutes(2));
        Assert.Equal(["schedule"], await KeysAsync(service));
    }

    private static Task<IReadOnlyList<TargetAlerts.Operations.Fault>> FindAsync(TestService service) => service.Get<Faults>().FindAsync(Stop);

    private static async Task<IEnumerable<string>> KeysAsync(TestService service) => (await FindAsync(service)).Select(fault => fault.Key);
}
