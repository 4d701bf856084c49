using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Year;

/// <summary>
/// The database a year is walked on. SQLite lies in memory where the system offers a folder there: the year asks whether
/// the accounts are right, not whether the disk keeps them.
/// </summary>
internal sealed class YearDatabase : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"targetalerts-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("targetalerts-").FullName;

    /// <summary>Another database has another one of these; nothing else of the year knows which it is.</summary>
    public void Configure(ServiceOptions options) => options.DataDirectory = _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
