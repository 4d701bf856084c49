using Dapper;
using Microsoft.Data.Sqlite;
using TargetAlerts.Storage.Care;
using TargetAlerts.Tests.Commands;

namespace TargetAlerts.Tests.Storage;

/// <summary>"storage check" on a SQLite file that is no longer what SQLite wrote.</summary>
public sealed class DamagedFileTests
{
    private const int Page = 4096;

    [Theory]
    [InlineData(false, "file: Tree ")]
    [InlineData(true, "file: a row of alerts refers to one of subscribers that is not there.")]
    public async Task What_is_damaged_is_told_with_the_way_back(bool orphan, string begins)
    {
        using var program = new TargetAlertsProcess();
        await program.DoneAsync("targets", "list");
        await program.DoneAsync("alerts", "add", "--confirmed", "--target", "SERT", "--frequency", "daily", "--email", "ada@example.org");
        var file = Path.Combine(program.Data, "targetalerts.db");
        Assert.Contains("every page can be read", (await program.DoneAsync("storage", "check")).Out, StringComparison.Ordinal);
        if (orphan) Orphan(file);
        else await SpoilAsync(file);

        var ended = await program.CallAsync("storage", "check");

        Assert.Equal(1, ended.Code);
        var said = Assert.Single(ended.Faults);
        Assert.StartsWith(begins, said, StringComparison.Ordinal);
        Assert.EndsWith("Stop the service and restore a backup: targetalerts storage restore --from FILE", said, StringComparison.Ordinal);
    }

    private static void Orphan(string file)
    {
        using var open = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        open.Execute("PRAGMA foreign_keys = OFF; DELETE FROM subscribers");
    }

    // One page, of an index: the rows can all be read, and what is looked for by it is not found.
    private static async Task SpoilAsync(string file)
    {
        int page;
        using (var open = SqliteFile.Open(file, SqliteOpenMode.ReadWrite))
        {
            open.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            page = open.QueryFirst<int>("SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'changes'");
        }
        using var bytes = new FileStream(file, FileMode.Open, FileAccess.Write);
        bytes.Position = (long)(page - 1) * Page;
        await bytes.WriteAsync(new byte[Page], TestContext.Current.CancellationToken);
    }
}
