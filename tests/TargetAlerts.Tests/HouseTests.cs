using System.Text.RegularExpressions;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Tests;

/// <summary>What keeps the house in order: who may know whom, and that what is written is also registered.</summary>
public sealed partial class HouseTests
{
    private static readonly string Source = Path.Combine(Root(), "src", "TargetAlerts");

    [Theory]
    [InlineData("Sources")]
    [InlineData("Changes")]
    [InlineData("Digests")]
    public void The_middle_of_the_path_knows_nothing_of_its_ends(string folder)
    {
        string[] foreign = ["Quartz", "Dapper", "Npgsql", "Microsoft.Data.Sqlite", "MailKit", "MimeKit", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Mvc"];

        var uses = Directory.GetFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Where(line => foreign.Any(name => line.StartsWith($"using {name}", StringComparison.Ordinal))).Select(line => $"{Path.GetFileName(file)}: {line}"));

        Assert.Empty(uses);
    }

    [Fact]
    public void Only_the_storage_speaks_SQL()
    {
        var speakers = Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Source, file).StartsWith("Storage", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Sql().IsMatch(File.ReadAllText(file)));

        Assert.Empty(speakers.Select(Path.GetFileName));
    }

    [Fact]
    public async Task Every_connector_is_registered_enabled_and_set_out_in_the_shipped_settings()
    {
        await using var service = await TestService.StartAsync();
        var written = typeof(ITargetSource).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ITargetSource))).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name)));

        var registered = service.Get<IEnumerable<ITargetSource>>().ToList();

        Assert.Equal(written, registered.Select(source => source.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));
        var shipped = await File.ReadAllTextAsync(Path.Combine(TestTargets.ConfigFolder, "targetalerts.json"), TestContext.Current.CancellationToken);
        Assert.All(registered, source => Assert.Contains($"\"{source.Description.Name}\"", shipped, StringComparison.Ordinal));
        Assert.All(registered, source => Assert.NotEmpty(source.Description.Facts));
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_database_bring_it_up_to_date_once()
    {
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            await using var service = await TestService.StartAsync(database: kind);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Database(Dialect.For(service.Options)).Upgrade())));

            Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM alerts"));
        }
    }

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TargetAlerts.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests lie outside the repository.");
    }

    [GeneratedRegex(@"""[^""\n]*\b(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b")]
    private static partial Regex Sql();
}
