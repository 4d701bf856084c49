using Quartz;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Scheduling;

/// <summary>
/// Quartz decides when to ask, the tables decide whether anything is due. Each job hands its token to
/// <see cref="AlertRun"/> and does nothing else; the sweep every few minutes makes a lost trigger harmless.
/// </summary>
internal static class Jobs
{
    private const int OtherJobs = 5;

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10), Hourly = TimeSpan.FromHours(1);

    public static IServiceCollection AddSchedule(this IServiceCollection services, ServiceOptions options) => services
        .AddQuartz(quartz =>
        {
            Keep(quartz, options.Storage);
            // Each job its place: they wait for sources most of the time, and no mail is to wait for them.
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = SourceNames.All.Count + OtherJobs);
            var sweep = options.Schedule.Sweep;
            foreach (var source in SourceNames.All) Every<CheckJob>(quartz, $"check:{source}", sweep, job => job.UsingJobData("source", source));
            Every<DigestJob>(quartz, "digest", sweep);
            Every<DeliverJob>(quartz, "deliver", sweep < Often ? sweep : Often);
            Every<ReturnsJob>(quartz, "bounces", options.Mail.Bounces.Every);
            Every<MaintainJob>(quartz, "maintain", Hourly);
            Every<LookJob>(quartz, "look", sweep);
        })
        // A stop tells the running jobs, and waits for them: a check leaves nothing, a send past its final dot is awaited.
        .Configure<QuartzSchedulerOptions>(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs)
        .AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);

    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval, Action<IJobConfigurator<TJob>>? more = null) where TJob : class, IJob => quartz.ScheduleJob<TJob>(
        trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()),
        job =>
        {
            job.WithIdentity(name);
            more?.Invoke(job);
        });

    // One process keeps its triggers in memory: due times live in our tables. Several share them through the database.
    private static void Keep(IQuartzBuilder quartz, StorageOptions storage)
    {
        if (storage.Provider == StorageProvider.Sqlite)
        {
            quartz.UseInMemoryStore();
            return;
        }
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(storage.ConnectionString!);
            store.ProvisionSchema();
            store.UseSystemTextJsonSerializer(_ => { });
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
            });
        });
    }

    [DisallowConcurrentExecution]
    internal sealed class CheckJob(AlertRun run, SourceRegistry sources) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var name = context.MergedJobDataMap.GetString("source");
            if (sources.All.FirstOrDefault(source => source.Description.Name.Value == name) is { } source) await run.CheckAsync(source, cancellationToken);
        }
    }

    [DisallowConcurrentExecution]
    internal sealed class DigestJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.DigestAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    internal sealed class DeliverJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.DeliverAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    internal sealed class ReturnsJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.ReadReturnsAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    internal sealed class LookJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.LookAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    internal sealed class MaintainJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.MaintainAsync(cancellationToken);
    }
}
