using Quartz;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Scheduling;

public sealed class JobsTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task All_jobs_may_run_at_once_so_that_no_mail_waits_for_a_slow_source(DatabaseKind database)
    {
        ServiceOptions? options = null;
        await using var service = await TestService.StartAsync(configure: made => options = made, database: database, register: services => services.AddSchedule(options!));
        var scheduler = await service.Get<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);

        var jobs = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), TestContext.Current.CancellationToken);
        var places = (await scheduler.GetMetadata(TestContext.Current.CancellationToken)).ThreadPoolSize;

        Assert.True(jobs.Count > 18 && places >= jobs.Count, $"{places} places for {jobs.Count} jobs");
    }
}
