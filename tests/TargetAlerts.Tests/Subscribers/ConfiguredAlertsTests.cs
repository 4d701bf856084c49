using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Subscribers.Configured;
using TargetAlerts.Tests.Commands;

namespace TargetAlerts.Tests.Subscribers;

public sealed class ConfiguredAlertsOnSqlite() : ConfiguredAlertsTests(DatabaseKind.Sqlite);

public sealed class ConfiguredAlertsOnPostgres() : ConfiguredAlertsTests(DatabaseKind.Postgres);

/// <summary>config/alerts.json over the starts of a service: what the file says happens, and what subscribers did stands.</summary>
public abstract class ConfiguredAlertsTests(DatabaseKind database) : IDisposable
{
    private const string Lab = """ "lab": { "email": "ada@example.org", "targets": ["slc6a4"], "frequency": "daily", "at": "07:30", "confirmed": true } """;

    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_name_is_a_new_alert_once_however_often_and_by_whomever_the_file_is_applied()
    {
        await using var service = await TestService.StartAsync(database: database);
        var file = $$"""{ /* ours */ {{Lab}}, "asked": { "email": "ben@example.org", "targets": ["SERT"], "kinds": ["trial"], }, }""";

        await ApplyAsync(service, file);
        await using (var other = await service.ServeAsync()) await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => Task.Run(() => ApplyAsync(service, file, turn % 2 == 0 ? null : other.App.Services))));

        Assert.Equal(["ada@example.org active daily 07:30", "ben@example.org pending weekly 08:00"], await AlertsAsync(service));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task A_changed_entry_is_an_edit_until_its_subscriber_edited_it()
    {
        await using var service = await TestService.StartAsync(database: database);
        await ApplyAsync(service, $$"""{ {{Lab}} }""");
        await ApplyAsync(service, $$"""{ {{Lab.Replace("07:30", "09:00", StringComparison.Ordinal)}} }""");
        Assert.Equal(["ada@example.org active daily 09:00"], await AlertsAsync(service));

        service.Clock.Jump(TimeSpan.FromMinutes(1));
        var alert = Assert.Single(await service.Get<AlertStore>().ListAsync(Stop)).Id;
        await service.Get<AlertDesk>().EditAsync(alert, new AlertRequest { At = "10:00" }, Stop, Actor.Subscriber);
        await ApplyAsync(service, $$"""{ {{Lab.Replace("daily", "weekly", StringComparison.Ordinal)}} }""");
        Assert.Equal(["ada@example.org active daily 10:00"], await AlertsAsync(service));
        // Also when the audit that told of it is gone.
        await DoAsync(service, "DELETE FROM audit");
        await ApplyAsync(service, $$"""{ {{Lab}} }""");
        Assert.Equal(["ada@example.org active daily 10:00"], await AlertsAsync(service));
    }

    [Fact]
    public async Task A_missing_entry_is_a_pause_that_ends_when_it_is_back_and_a_pause_of_the_subscriber_is_theirs()
    {
        await using var service = await TestService.StartAsync(database: database);
        await ApplyAsync(service, $$"""{ {{Lab}} }""");
        await ApplyAsync(service, "{}");
        Assert.Equal(["ada@example.org paused daily 07:30"], await AlertsAsync(service));
        await ApplyAsync(service, $$"""{ {{Lab}} }""");
        Assert.Equal(["ada@example.org active daily 07:30"], await AlertsAsync(service));
        // Both times its owner was told.
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE kind = 'notice'"));
        var alert = Assert.Single(await service.Get<AlertStore>().ListAsync(Stop)).Id;

        await service.Get<AlertLife>().PauseAsync(alert, null, Actor.Subscriber, Stop);
        await ApplyAsync(service, "{}");
        await ApplyAsync(service, $$"""{ {{Lab}} }""");
        Assert.Equal(["ada@example.org paused daily 07:30"], await AlertsAsync(service));
        // Without the file nothing is said of any alert.
        Assert.Null(AlertsFile.Read(Path.Combine(_folder, "elsewhere"), service.Get<AlertDesk>()));
    }

    [Theory]
    [InlineData("left")]
    [InlineData("erased")]
    [InlineData("never confirmed")]
    public async Task Who_left_or_was_forgotten_is_not_signed_up_again(string how)
    {
        await using var service = await TestService.StartAsync(database: database);
        var file = $$"""{ {{(how == "never confirmed" ? Lab.Replace("true", "false", StringComparison.Ordinal) : Lab)}} }""";
        await ApplyAsync(service, file);
        var alert = Assert.Single(await service.Get<AlertStore>().ListAsync(Stop));
        if (how == "left") await service.Get<AlertLife>().LeaveAsync(alert.Id, Stop);
        else if (how == "erased") Assert.True(await service.Get<Erasure>().EraseAsync(alert.SubscriberId, Actor.Subscriber, Stop));
        else service.Clock.Jump(TimeSpan.FromDays(8));
        if (how == "never confirmed") await service.Get<SignUps>().ForgetUnconfirmedAsync(Stop);
        var mails = await service.ReadAsync<int>("SELECT COUNT(*) FROM messages");

        await ApplyAsync(service, file);
        await ApplyAsync(service, file.Replace("07:30", "09:00", StringComparison.Ordinal));

        Assert.Equal(how == "left" ? ["ada@example.org left daily 07:30"] : [], await AlertsAsync(service));
        Assert.Equal(mails, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
        // Of who was forgotten the name in the file alone stays.
        if (how != "left") Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM settings WHERE value LIKE '%ada@%'"));
    }

    [Fact]
    public async Task Another_address_is_another_alert_and_the_former_one_is_paused()
    {
        await using var service = await TestService.StartAsync(database: database);
        await ApplyAsync(service, $$"""{ {{Lab}} }""");

        await ApplyAsync(service, $$"""{ {{Lab.Replace("ada", "eve", StringComparison.Ordinal)}} }""");

        Assert.Equal(["ada@example.org paused daily 07:30", "eve@example.org active daily 07:30"], await AlertsAsync(service));
    }

    [Fact]
    public async Task A_file_with_mistakes_stops_the_start_with_each_of_them_and_changes_nothing()
    {
        Assert.SkipUnless(database == DatabaseKind.Sqlite, "once is enough");
        using var program = new TargetAlertsProcess();
        await File.WriteAllTextAsync(Path.Combine(program.Config, AlertsFile.FileName), $$"""
            { {{Lab}}, "a": { "email": "nobody", "targets": ["SERT"] }, "b": { "email": "a@example.org", "targets": ["NOSUCH"] }, "c": { "email": "a@example.org", "targets": ["SERT"], "severty": "high" },
              "d": { "email": "a@example.org", "targets": ["SERT"], "timeZone": "Mars" }, "e": { "targets": ["SERT"] }, "f": { "email": "a@example.org", "targets": [] } }
            """, Stop);

        var ended = await program.CallAsync("run");

        Assert.Equal(2, ended.Code);
        Assert.Contains("alerts.json cannot be used:", ended.Faults[0], StringComparison.Ordinal);
        Assert.Equal(["a:", "b:", "c:", "d:", "e:", "f:"], ended.Faults.Skip(1).Select(fault => fault.Trim()[..2]));
        Assert.Contains("severty", ended.Error, StringComparison.Ordinal);
        Assert.Empty((await program.JsonAsync("alerts", "list")).GetProperty("alerts").EnumerateArray());
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task ApplyAsync(TestService service, string json, IServiceProvider? node = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, AlertsFile.FileName), json, Stop);
        var entries = AlertsFile.Read(folder, service.Get<AlertDesk>())!;
        await (node?.GetRequiredService<ConfiguredAlerts>() ?? service.Get<ConfiguredAlerts>()).ApplyAsync(entries, Stop);
    }

    private static Task<IReadOnlyList<string>> AlertsAsync(TestService service) => service.ListAsync<string>(
        "SELECT s.address || ' ' || a.state || ' ' || a.frequency || ' ' || a.at_local FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id ORDER BY 1");

    private static Task DoAsync(TestService service, string sql) => service.Get<Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, sql), Stop);
}
