using TargetAlerts.Storage;

namespace TargetAlerts.Operations.Examinations;

/// <summary>What the service is ill of while it runs: the faults of "health", a schedule that never ran, alerts that were parked.</summary>
internal sealed class LifeExamination(Faults faults, ScheduleSign schedule, FigureStore figures) : IExamination
{
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var found = await faults.FindAsync(cancellationToken);
        findings.AddRange(found.Select(fault => new Finding(fault.Key.Split(':')[0], false, fault.Said, fault.Remedy)));
        if (found.All(fault => fault.Key != "schedule")) findings.Add(await ScheduleAsync(cancellationToken));
        var parked = (await figures.ReadAsync(cancellationToken)).Parked;
        if (parked > 0) findings.Add(new("alerts", false, $"{parked} alert(s) are paused, since three digests in a row could not be delivered", "see why under /admin (deliveries); mend the address, then targetalerts alerts resume ID, or targetalerts alerts remove ID."));
        return findings;
    }

    private async Task<Finding> ScheduleAsync(CancellationToken cancellationToken) => await schedule.LastAsync(cancellationToken) is { } last
        ? new("schedule", true, $"looked for what is due at {Fault.When(last)}")
        : new("schedule", true, "has not run on this data", "targetalerts run checks, makes and sends by itself.");
}
