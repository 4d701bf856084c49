using DbUp.Engine;
using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Kill;

/// <summary>Expand and contract: what an older node does when a newer one has brought the schema on.</summary>
public sealed class UpgradeTests(ITestOutputHelper output)
{
    // As a newer version would bring it: a column of each kind that a script may add, an index and a table.
    private static readonly SqlScript Expand = new("900-expand.sql", """
        ALTER TABLE records ADD COLUMN colour TEXT;
        ALTER TABLE ledger ADD COLUMN weight BIGINT NOT NULL DEFAULT 7;
        ALTER TABLE messages ADD COLUMN lane TEXT NOT NULL DEFAULT 'slow';
        ALTER TABLE changes ADD COLUMN tone INTEGER;
        CREATE INDEX messages_by_lane ON messages (lane);
        CREATE TABLE colours (name TEXT PRIMARY KEY);
        """);

    private static readonly SqlScript Contract = new("901-contract.sql", $"""
        ALTER TABLE alerts DROP COLUMN consent;
        INSERT INTO settings (key, value) VALUES ('{SchemaState.MustKnow}901-contract', '');
        """);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_node_works_on_beside_a_newer_one_that_added_to_the_schema()
    {
        await using var world = await KillWorld.StartAsync(KillStorage.Postgres, null, Stop);

        var verdict = await new Upgrade(world, Path.Combine(AppContext.BaseDirectory, "targetalerts.dll")).LiveAsync(database => database.Upgrade(Expand), Stop);

        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Contains("of a newer version, which only added to it (900-expand)", (await world.DoAsync("storage", "check")).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_node_too_old_for_what_was_taken_away_refuses_to_start_and_changes_nothing(DatabaseKind kind)
    {
        await using var service = await TestService.StartAsync(database: kind);
        service.Get<Database>().Upgrade(Expand, Contract);

        var refused = Assert.Throws<InvalidOperationException>(() => new Database(Dialect.For(service.Options)).Upgrade());

        Assert.Contains("a newer version that this one cannot work beside (901-contract)", refused.Message, StringComparison.Ordinal);
        // The newer version itself starts again.
        new Database(Dialect.For(service.Options)).Upgrade(Expand, Contract);
    }

    /// <summary>The long proof; tests/long-upgrade.sh builds the version before the newest script and runs it.</summary>
    [Fact(Explicit = true)]
    [Trait("Long", "upgrade")]
    public async Task The_version_before_the_newest_script_works_beside_this_one()
    {
        var older = Environment.GetEnvironmentVariable("TARGETALERTS_OLDER");
        Assert.True(older is not null && File.Exists(older), "TARGETALERTS_OLDER names the older program; tests/long-upgrade.sh builds it.");
        await using var world = await KillWorld.StartAsync(KillStorage.Postgres, null, Stop);

        var verdict = await new Upgrade(world, older!).LiveAsync(bringOn: null, Stop);

        output.WriteLine($"{world.Relay.Taken.Count} mails, {verdict}");
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Contains("up to date", (await world.DoAsync("storage", "check")).Said, StringComparison.Ordinal);
    }
}
