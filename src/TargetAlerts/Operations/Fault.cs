namespace TargetAlerts.Operations;

/// <summary>Something that keeps the service from its work and will not mend itself soon, as an operator reads it.</summary>
/// <param name="Key">What it is about, the same on every node: "checks:pubmed", "quarantine:pubmed/SERT", "sending", "relay", "queue", "bounces", "digests", "schedule".</param>
/// <param name="Said">A sentence; no address, no token, no key.</param>
/// <param name="Remedy">What mends it.</param>
internal sealed record Fault(string Key, string Said, string Remedy, DateTimeOffset Since)
{
    public const string Relay = "relay";

    public static string When(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
