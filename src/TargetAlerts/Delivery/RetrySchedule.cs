namespace TargetAlerts.Delivery;

/// <summary>A message is ready again at <paramref name="At"/>; the counters grow by what this attempt used up.</summary>
internal sealed record Retry(DateTimeOffset At, string Result, int Attempt = 0, int Unknown = 0, int RelayFailure = 0);

/// <summary>RFC 5321 section 4.5.4.1: soon at first, then every two hours, for five days.</summary>
internal static class RetrySchedule
{
    private static readonly int[] Minutes = [5, 10, 20, 40, 60];

    public static readonly TimeSpan GiveUp = TimeSpan.FromDays(5);

    /// <param name="attempts">Attempts spent before this one.</param>
    /// <param name="dice">0 to 1: spreads the retries by a fifth to either side.</param>
    public static TimeSpan Delay(int attempts, double dice) =>
        TimeSpan.FromMinutes(attempts < Minutes.Length ? Minutes[attempts] : 120) * (0.8 + 0.4 * dice);

    /// <summary>Pause of the whole relay: 1, 2, 4, 8, then 15 minutes.</summary>
    public static TimeSpan RelayPause(int failures) => TimeSpan.FromMinutes(Math.Min(15, 1 << Math.Min(failures, 4)));
}
