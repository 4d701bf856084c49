using System.Globalization;
using TargetAlerts.Settings;

namespace TargetAlerts.Operations.Examinations;

/// <summary>Room where the data lives.</summary>
internal sealed class DiskExamination(ServiceOptions options) : IExamination
{
    private const long Least = 500L * 1024 * 1024;

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(options.DataDirectory);
        return Task.FromResult<IReadOnlyList<Finding>>([Of(folder, new DriveInfo(folder).AvailableFreeSpace)]);
    }

    public static Finding Of(string folder, long free) => free >= Least
        ? new("disk", true, $"{Size(free)} free for {folder}")
        : new("disk", false, $"{Size(free)} free for {folder}: a check, a backup or a digest may find none", "make room, or lower Retention so that old mails go earlier.");

    private static string Size(long bytes) => bytes >= 10L << 30 ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30} GB") : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB");
}
