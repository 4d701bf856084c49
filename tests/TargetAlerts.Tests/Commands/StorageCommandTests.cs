using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Commands;

/// <summary>The care of the database through the real process.</summary>
public sealed class StorageCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_backup_of_a_running_service_to_the_release()
    {
        var model = CommandHouse.Filled();
        await using var upstream = await UpstreamHost.StartAsync(model, null, Stop);
        using var program = new TargetAlertsProcess(upstream);
        await program.DoneAsync("check");
        await program.DoneAsync("alerts", "add", "--email", "ada@example.org", "--target", "SERT", "--confirmed");
        string backup;
        await using (var service = await RunningService.StartAsync(program))
        {
            backup = (await program.JsonAsync("storage", "backup")).GetProperty("file").GetString()!;
            var again = await program.CallAsync("storage", "backup", "--to", backup);
            Assert.Equal((1, true), (again.Code, again.Error.Contains("is not overwritten", StringComparison.Ordinal)));
            var refused = await program.CallAsync("storage", "restore", "--from", backup);
            Assert.Equal((1, ""), (refused.Code, refused.Out));
            Assert.Contains("Another service is running", Assert.Single(refused.Faults), StringComparison.Ordinal);
            await service.StopAsync();
        }
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        Assert.Single(Directory.GetFiles(Path.Combine(program.Data, "backups")));

        var restored = await program.JsonAsync("storage", "restore", "--from", backup);
        model.PubMed.Add(Sample.Article(95_000_001, model.Today));
        await program.DoneAsync("check");

        Assert.True(File.Exists(restored.GetProperty("aside").GetString()));
        foreach (var command in new[] { "deliver", "digest --now", "doctor", "health" })
        {
            var ended = await program.CallAsync(command.Split(' '));
            Assert.Equal(1, ended.Code);
            Assert.Contains($"{ended.Out}\n{ended.Error}".Split('\n'), line => line.Contains("Sending is held since", StringComparison.Ordinal) && line.Contains("mail release", StringComparison.Ordinal));
        }
        Assert.Empty(program.Mails);
        Assert.True((await program.JsonAsync("mail", "release")).GetProperty("released").GetBoolean());
        Assert.False((await program.JsonAsync("mail", "release")).GetProperty("released").GetBoolean());
        await program.DoneAsync("digest", "--now");
        await program.DoneAsync("deliver");
        Assert.Single(program.Mails);
    }

    [Theory]
    [InlineData("storage backup", "pg_dump")]
    [InlineData("storage restore --from some.dump", "pg_restore")]
    public async Task On_PostgreSQL_the_tools_of_the_server_are_named(string line, string tool)
    {
        using var program = new TargetAlertsProcess();
        program.Environment["TARGETALERTS__Storage__Provider"] = "postgres";
        program.Environment["TARGETALERTS__Storage__ConnectionString"] = "Host=127.0.0.1;Port=9;Database=none";

        var ended = await program.CallAsync(line.Split(' '));

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains(tool, Assert.Single(ended.Faults), StringComparison.Ordinal);
    }
}
