using System.Data.Common;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations.Examinations;

/// <summary>Whether the database can be read and written, by whom, and whether its clock agrees with ours.</summary>
internal sealed class StorageExamination(ServiceOptions options, SettingsStore settings, DatabaseClock clock) : IExamination
{
    private const string Part = "storage";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await settings.WriteAsync("doctor", "was here", cancellationToken);
            if (await clock.DisagreementAsync(cancellationToken) is { } off) return [new(Part, false, $"the {off}", Clocks.Remedy)];
        }
        catch (DbException error)
        {
            return [Lost(options, error)];
        }
        return Open() is { } open ? [open] : [new(Part, true, "can be read and written")];
    }

    /// <summary>A database that does not answer, or cannot be made.</summary>
    public static Finding Lost(ServiceOptions options, Exception error) => new(Part, false, error.Message, options.Storage.Provider == StorageProvider.Postgres
        ? "see that the server runs and that Storage:ConnectionString names its host, database, user and password."
        : $"see that {Path.GetFullPath(options.DataDirectory)} is a folder on a local disk that this user can write, and that the disk is not full.");

    private Finding? Open()
    {
        if (options.Storage.Provider != StorageProvider.Sqlite || OperatingSystem.IsWindows()) return null;
        var file = options.Storage.ConnectionString ?? Path.Combine(options.DataDirectory, "targetalerts.db");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return File.Exists(file) && (File.GetUnixFileMode(file) & others) != 0
            ? new(Part, false, $"{Path.GetFullPath(file)} can be read by others, with addresses and keys in it", $"chmod 600 {Path.GetFullPath(file)}") : null;
    }
}
