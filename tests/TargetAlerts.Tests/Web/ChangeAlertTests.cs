using System.Net;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web;

public sealed class ChangeAlertOnSqlite() : ChangeAlertTests(DatabaseKind.Sqlite);

public sealed class ChangeAlertOnPostgres() : ChangeAlertTests(DatabaseKind.Postgres);

/// <summary>Changing an alert by the form behind its mailed link.</summary>
public abstract class ChangeAlertTests(DatabaseKind kind)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_form_shows_all_of_the_alert_and_saved_as_it_is_changes_nothing()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        foreach (var wish in new Func<AlertRequest, AlertRequest>[] { request => request, Whole })
        {
            var (path, id) = await AlertAsync(service, wish);
            var before = await service.ReadAsync<string>($"SELECT wish || frequency || weekday || at_local || zone FROM alerts WHERE id = '{id}'");

            var (status, page) = await pages.SendAsync(path, [.. PageForm.Filled(await pages.Client.GetStringAsync(path, Stop)), ("do", "save")]);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Saved.", page, StringComparison.Ordinal);
            Assert.Equal(before, await service.ReadAsync<string>($"SELECT wish || frequency || weekday || at_local || zone FROM alerts WHERE id = '{id}'"));
            Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'edited'"));
        }
    }

    [Fact]
    public async Task Everything_can_be_changed_and_an_added_target_or_source_counts_from_now()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (path, id) = await AlertAsync(service, request => request with { Sources = ["pubmed"], NotTerms = ["zebrafish"] });
        await service.Get<TargetAlerts.Storage.Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "INSERT INTO changes (source, record_id, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at) VALUES ('pubmed', '1', 'updated', 1, '[]', 1, 'f', 'c', 0)"), Stop);

        var (status, page) = await pages.SendAsync(path, ("target", "sert, TWO"), ("kind", "trial"), ("change", "withdrawn"), ("severity", "high"), ("source", "pubmed"), ("source", "clinicaltrials"),
            ("term", "pain, sleep"), ("not-term", ""), ("frequency", "daily"), ("day", "friday"), ("at", "06:30"), ("zone", "Europe/Berlin"), ("heartbeat", "yes"), ("do", "save"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("daily, 06:30, Europe/Berlin", page, StringComparison.Ordinal);
        var alert = (await service.Get<TargetAlerts.Storage.AlertStore>().FindAsync(id, Stop))!;
        var view = AlertView.Of(alert);
        Assert.Equal("trial withdrawn high pain sleep True daily fri 06:30 Europe/Berlin", string.Join(' ', [.. view.Kinds, .. view.Changes, view.Severity, .. view.Terms, .. view.NotTerms, view.Heartbeat, view.Frequency, view.Day, view.At, view.TimeZone]));
        Assert.Equal(new Dictionary<string, long> { ["SERT"] = 0, ["TWO"] = 1 }, alert.Wish.Targets);
        Assert.Equal(new Dictionary<string, long> { ["pubmed"] = 0, ["clinicaltrials"] = 1 }, alert.Wish.Sources);
        Assert.Equal("subscriber edited", await service.ReadAsync<string>("SELECT actor || ' ' || action FROM audit WHERE action = 'edited'"));
    }

    [Fact]
    public async Task Mistakes_come_back_beside_their_fields_with_all_that_was_typed_and_nothing_is_saved()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (path, id) = await AlertAsync(service, request => request);
        var before = await StateAsync(service);

        var (status, page) = await pages.SendAsync(path, ("target", "NOSUCH"), ("term", "pain"), ("zone", "Mars/Olympus"), ("at", "25:00"), ("kind", "poem"), ("heartbeat", "yes"), ("do", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("id=\"target-e\"", page, StringComparison.Ordinal);
        var (again, second) = await pages.SendAsync(path, ("target", "SERT"), ("term", "pain"), ("zone", "Mars/Olympus"), ("at", "25:00"), ("kind", "poem"), ("heartbeat", "yes"), ("do", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, again);
        Assert.All(["zone-e", "at-e", "kind-e"], id => Assert.Contains($"id=\"{id}\"", second, StringComparison.Ordinal));
        Assert.Contains(("term", "pain"), PageForm.Filled(second));
        Assert.Contains(("zone", "Mars/Olympus"), PageForm.Filled(second));
        Assert.Contains(("heartbeat", "yes"), PageForm.Filled(second));
        Assert.Equal(before, await StateAsync(service));
    }

    [Fact]
    public async Task Trying_saves_nothing_and_shows_what_it_would_have_sent()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (path, _) = await AlertAsync(service, request => request);
        var before = await StateAsync(service);

        var (status, page) = await pages.SendAsync(path, ("target", "TWO"), ("frequency", "daily"), ("do", "try"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("There is nothing to look back on yet.", page, StringComparison.Ordinal);
        Assert.Contains(("target", "TWO"), PageForm.Filled(page));
        Assert.Equal(before, await StateAsync(service));
    }

    [Fact]
    public async Task Neither_a_foreign_form_nor_an_old_or_other_link_changes_anything()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (path, id) = await AlertAsync(service, request => request);
        var before = await StateAsync(service);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["target"] = "TWO", ["do"] = "save" });
        Assert.Equal(HttpStatusCode.BadRequest, (await pages.Client.PostAsync(path, form, Stop)).StatusCode);

        var links = service.Get<Links>();
        foreach (var other in new[] { links.Unsubscribe(id), links.Mute(id), links.Confirm(id) })
        {
            var wrong = new Uri(other).AbsolutePath;
            wrong = wrong[..wrong.LastIndexOf('/')] + "/change";
            Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync(wrong, Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.PostAsync(wrong, new FormUrlEncodedContent([]), Stop)).StatusCode);
        }
        service.Clock.Jump(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync(path, Stop)).StatusCode);
        Assert.Equal(before, await StateAsync(service));
    }

    private static AlertRequest Whole(AlertRequest request) => request with
    {
        Targets = ["SERT", "TWO"],
        Sources = ["clinicaltrials"],
        Kinds = ["trial", "news"],
        Changes = ["added", "updated"],
        Severities = ["normal"],
        Terms = [.. Enumerable.Range(1, 50).Select(at => $"word {at} {new string('x', 80)}")],
        NotTerms = ["zebrafish"],
        Frequency = "daily",
        Day = "sun",
        At = "23:45",
        TimeZone = "Asia/Kolkata",
        Heartbeat = true,
    };

    private Task<TestService> StartAsync() => TestService.StartAsync(targets: [TestTargets.Sert, TestTargets.Drug("TWO", "fluoxetine")], database: kind);

    private static async Task<(string Path, string Id)> AlertAsync(TestService service, Func<AlertRequest, AlertRequest> wish)
    {
        var id = await service.AddAlertAsync(wish);
        return (new Uri(service.Get<Links>().Manage(id)).AbsolutePath.Replace("/manage", "/change", StringComparison.Ordinal), id);
    }

    private static Task<string> StateAsync(TestService service) => service.ReadAsync<string>("SELECT MAX(wish) || COUNT(*) || (SELECT COUNT(*) FROM audit) || (SELECT COUNT(*) FROM watches) FROM alerts");
}
