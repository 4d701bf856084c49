namespace TargetAlerts.Storage;

/// <summary>Whether a folder's volume takes a file of a megabyte.</summary>
internal static class DiskRoom
{
    public const string Full = "the disk is full", ReadOnly = "the disk is read-only";

    private static readonly byte[] Enough = new byte[1024 * 1024];

    // ENOSPC, EDQUOT, ERROR_DISK_FULL; EROFS, ERROR_WRITE_PROTECT.
    private static readonly int[] Fulls = [28, 122, unchecked((int)0x80070070)], ReadOnlys = [30, unchecked((int)0x80070013)];

    /// <summary>Null when it does.</summary>
    public static string? Fault(string folder)
    {
        var path = Path.Combine(folder, $".room-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            file.Write(Enough);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fulls.Contains(error.HResult) ? Full : ReadOnlys.Contains(error.HResult) ? ReadOnly : $"nothing can be written to {folder} ({error.Message})";
        }
    }
}
