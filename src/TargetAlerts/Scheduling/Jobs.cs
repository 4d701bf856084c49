using Quartz;
using TargetAlerts.Sources;

namespace TargetAlerts.Scheduling;

/// <summary>
/// Quartz decides when to ask, the tables decide whether anything is due. Each job hands its token to
/// <see cref="AlertRun"/> and does nothing else; the sweep every few minutes makes a lost trigger harmless.
/// </summary>
internal static class Jobs
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1), Often = TimeSpan.FromSeconds(10), Hourly = TimeSpan.FromHours(1);

    public static IServiceCollection AddSchedule(this IServiceCollection services) => services
        .AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            foreach (var source in SourceNames.All)
            {
                quartz.ScheduleJob<CheckJob>(
                    trigger => trigger.StartNow().WithSimpleSchedule(every => every.WithInterval(Sweep).RepeatForever()),
                    job => job.WithIdentity($"check:{source}").UsingJobData("source", source));
            }
            quartz.ScheduleJob<DigestJob>(trigger => trigger.StartNow().WithSimpleSchedule(every => every.WithInterval(Sweep).RepeatForever()), job => job.WithIdentity("digest"));
            quartz.ScheduleJob<DeliverJob>(trigger => trigger.StartNow().WithSimpleSchedule(every => every.WithInterval(Often).RepeatForever()), job => job.WithIdentity("deliver"));
            quartz.ScheduleJob<MaintainJob>(trigger => trigger.StartNow().WithSimpleSchedule(every => every.WithInterval(Hourly).RepeatForever()), job => job.WithIdentity("maintain"));
        })
        // A stop tells the running jobs, and waits for them: a check leaves nothing, a send past its final dot is awaited.
        .Configure<QuartzSchedulerOptions>(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs)
        .AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);

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
    internal sealed class MaintainJob(AlertRun run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await run.MaintainAsync(cancellationToken);
    }
}
