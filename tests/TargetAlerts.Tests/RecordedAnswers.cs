namespace TargetAlerts.Tests;

/// <summary>Where recorded answers of the public sources lie: beside the repository, or where TARGETALERTS_RECORDED says. They are not part of it.</summary>
internal static class RecordedAnswers
{
    /// <summary>The folder that holds pubmed/recorded and so on; skips the test, and says so, where there is none.</summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable("TARGETALERTS_RECORDED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "shared", "sources");
            if (Directory.Exists(beside)) return beside;
        }
        Assert.Skip("There are no recorded answers beside the repository.");
        return "";
    }
}
