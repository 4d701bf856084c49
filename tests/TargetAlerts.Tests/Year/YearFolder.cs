using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Year;

/// <summary>
/// Where a year keeps its data: in memory where the system offers a folder there. The year asks whether the accounts are
/// right, not whether the disk keeps them.
/// </summary>
internal sealed class YearFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"targetalerts-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("targetalerts-").FullName;

    public void Configure(ServiceOptions options) => options.DataDirectory = _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
