namespace TargetAlerts.Tests.Sources;

/// <summary>
/// The recorded answers, which lie beside the repository (../shared/sources) and not in it. TARGETALERTS_RECORDED names
/// their folder where they lie elsewhere. Tests are skipped, and say so, where there are none.
/// </summary>
internal static class Recordings
{
    private static readonly string? Root = Find();

    public static byte[] Read(string source, string file) => File.ReadAllBytes(Path.Combine(Folder(source), file));

    /// <summary>"recorded/name" and "from-docs/name" of each file that is an answer.</summary>
    public static IReadOnlyList<string> Files(string source) =>
        [.. new[] { "recorded", "from-docs" }.Where(part => Directory.Exists(Path.Combine(Folder(source), part))).SelectMany(part => Directory.EnumerateFiles(Path.Combine(Folder(source), part)).Select(file => $"{part}/{Path.GetFileName(file)}"))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Folder(string source)
    {
        Assert.SkipWhen(Root is null, "there are no recorded answers beside the repository (../shared/sources), nor does TARGETALERTS_RECORDED name their folder");
        return Path.Combine(Root!, source);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TARGETALERTS_RECORDED") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"TARGETALERTS_RECORDED={named}: no such folder");
        }
        string[] starts = [AppContext.BaseDirectory, Directory.GetCurrentDirectory()];
        return starts.SelectMany(Above).Select(folder => Path.Combine(folder, "shared", "sources")).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
