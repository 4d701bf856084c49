namespace TargetAlerts.Operations;

/// <summary>What "health --json" and /health answer.</summary>
internal sealed record HealthReport(bool Healthy, IReadOnlyList<Fault> Faults)
{
    public static HealthReport Of(IReadOnlyList<Fault> faults) => new(faults.Count == 0, faults);
}
