using System.Globalization;

namespace TargetAlerts.Operations.Examinations;

/// <summary>Our clock beside those of the sources: cursors, links that end and digests at eight go by it.</summary>
internal static class Clocks
{
    public const string Remedy = "switch time synchronisation on (timedatectl set-ntp true, chrony).";

    // The Date of an answer has whole seconds, and proxies may keep an answer for a while.
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(30);

    /// <param name="apart">How far each source's clock is ahead of ours. Most of them are not wrong at once.</param>
    public static Finding Of(IReadOnlyList<TimeSpan> apart)
    {
        var middle = apart.Order().ElementAt(apart.Count / 2);
        var seconds = Math.Abs(middle.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        return middle.Duration() <= MostApart
            ? new("clock", true, "agrees with the sources'")
            : new("clock", false, $"this machine's clock is {seconds} s {(middle > TimeSpan.Zero ? "behind" : "ahead of")} the sources'", Remedy);
    }
}
