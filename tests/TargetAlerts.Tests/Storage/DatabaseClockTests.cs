using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Commands;

namespace TargetAlerts.Tests.Storage;

public sealed class DatabaseClockTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, null)]
    [InlineData(700, null)]
    [InlineData(-700, null)]
    [InlineData(3_000, "3.0 s ahead of the database's")]
    [InlineData(-90_000, "90.0 s behind the database's")]
    public async Task A_clock_more_than_a_second_from_the_databases_is_refused(int milliseconds, string? said)
    {
        var database = new Database(new PostgresDialect(PostgresServer.NewSharedDatabase()));
        var clock = new DatabaseClock(database, new TestClock(TimeProvider.System.GetUtcNow().AddMilliseconds(milliseconds)));

        var refused = await Record.ExceptionAsync(() => clock.DemandAgreementAsync(Stop));

        if (said is null) Assert.Null(refused);
        else Assert.Contains(said, refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_does_not_start_then_and_says_one_line()
    {
        var connection = PostgresServer.NewSharedDatabase();
        var database = new Database(new PostgresDialect(connection));
        // The server's own clock cannot be moved: what the name stands for can.
        await database.WriteAsync(open => open.ExecuteAsync($"""
            CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.clock_timestamp() + interval ''5 seconds''';
            ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(connection).Database} SET search_path = public, pg_catalog
            """), Stop);
        using var program = new TargetAlertsProcess();
        program.Environment["TARGETALERTS__Storage__Provider"] = "postgres";
        program.Environment["TARGETALERTS__Storage__ConnectionString"] = connection;

        var ended = await program.CallAsync("run");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains("5.0 s behind the database's", Assert.Single(ended.Faults), StringComparison.Ordinal);
    }
}
