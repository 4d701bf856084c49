using System.Diagnostics;

namespace TargetAlerts.Tests.Storage;

/// <summary>A disk of its own of some megabytes, that a test fills and frees; skips the test, and says so, where none can be mounted.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _ballast;

    public TinyDisk(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("targetalerts-disk-").FullName;
        _ballast = Path.Combine(Folder, "ballast");
        var (code, said) = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Folder);
        if (code == 0) return;
        Directory.Delete(Folder);
        Assert.Skip($"a tmpfs cannot be mounted here ({said.Trim()})");
    }

    public string Folder { get; }

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65_536, 4_096, 512, 1 })
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Not that much is left.
            }
        }
    }

    public void Free() => File.Delete(_ballast);

    /// <summary>Nothing on it may be open for writing.</summary>
    public void ReadOnly(bool readOnly)
    {
        var (code, said) = Run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Folder);
        Assert.True(code == 0, said);
    }

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
