using System.Runtime.CompilerServices;

namespace TargetAlerts.Tests.Digests;

/// <summary>Compares with a file under Golden; TARGETALERTS_ACCEPT=1 rewrites it instead, to be read in the diff.</summary>
internal static class Golden
{
    public static async Task Matches(string file, string actual, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("TARGETALERTS_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, actual, cancellationToken);
            return;
        }
        Assert.True(File.Exists(path), $"{file} is missing: run once with TARGETALERTS_ACCEPT=1 and read it.");
        Assert.Equal(await File.ReadAllTextAsync(path, cancellationToken), actual);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
