namespace TargetAlerts.Storage;

/// <summary>A lock the operating system releases when its process ends, however it ends.</summary>
internal static class FileLock
{
    // EAGAIN on Linux and on macOS, ERROR_SHARING_VIOLATION. A full or read-only disk is no other process.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Null when another process holds it.</summary>
    public static FileStream? Try(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (Taken.Contains(error.HResult))
        {
            return null;
        }
    }

    public static FileStream Wait(string path)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (Try(path) is { } taken) return taken;
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(100));
        }
        throw new IOException($"{path} has been held by another process for a minute.");
    }
}
