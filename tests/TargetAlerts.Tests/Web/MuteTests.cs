using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Digests;

namespace TargetAlerts.Tests.Web;

public sealed class MutesOnSqlite() : MuteTests(DatabaseKind.Sqlite);

public sealed class MutesOnPostgres() : MuteTests(DatabaseKind.Postgres);

/// <summary>Muting by the pages, and what becomes of it in real digests: made-up records in three made-up sources.</summary>
public abstract partial class MuteTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly ListSource _papers = new("list-papers", RecordKind.Publication), _other = new("list-other", RecordKind.Publication), _trials = new("list-trials", RecordKind.Trial);
    private readonly HashSet<string> _read = [];
    private TestService _service = null!;
    private ServedPages _pages = null!;
    private string _alert = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Manage => new Uri(_service.Get<Links>().Manage(_alert)).AbsolutePath;

    public async ValueTask InitializeAsync()
    {
        _service = await TestService.StartAsync(sources: [], database: kind, register: Sources);
        _trials.Put("NCT1", "Known trial", "nct:NCT1");
        await _service.CheckAsync();
        _alert = await _service.AddAlertAsync();
        _pages = await _service.ServeAsync(Sources);
    }

    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_muted_source_is_counted_and_not_sent_and_unmuting_counts_from_then_on()
    {
        await MuteAsync(("source", "list-papers"));
        _papers.Put("1", "First paper", "pmid:1");
        _trials.Put("NCT2", "Second trial", "nct:NCT2");
        Assert.Equal(["Second trial"], await PeriodAsync());
        Assert.Equal(["muted source:list-papers", "told "], await LedgerAsync());
        Assert.Contains("1 change<", await _pages.Client.GetStringAsync(Manage, Stop), StringComparison.Ordinal);

        // Not considered yet: the filters in force when the digest is made decide.
        _papers.Put("2", "Second paper", "pmid:2");
        await _service.CheckAsync();
        await UnmuteAsync("source:list-papers");
        _papers.Put("3", "Third paper", "pmid:3");
        Assert.Equal(["Second paper", "Third paper"], await PeriodAsync());
        Assert.Empty(await PeriodAsync());
        Assert.Equal(["muted source:list-papers", "told ", "told ", "told "], await LedgerAsync());
        Assert.Equal("subscriber muted source:list-papers; subscriber unmuted source:list-papers", string.Join("; ", await _service.ListAsync<string>("SELECT actor || ' ' || action || ' ' || detail FROM audit WHERE action LIKE '%muted' ORDER BY at, action")));
    }

    [Fact]
    public async Task The_link_of_an_item_mutes_its_work_in_every_source_and_takes_it_back()
    {
        _papers.Put("1", "A paper", "pmid:1", "doi:10.5555/a");
        Assert.Equal(["A paper"], await PeriodAsync());
        var link = Links(LastMail()).Single();
        var before = await StateAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, link);
            Assert.Equal(method == HttpMethod.Options ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.OK, (await _pages.Client.SendAsync(request, Stop)).StatusCode);
        }
        Assert.Equal(before, await StateAsync());

        var (status, page) = await _pages.SendAsync(link, ("do", "mute"), ("what", "record"));
        Assert.Equal((HttpStatusCode.OK, true), (status, page.Contains("A paper (list-papers, 1)", StringComparison.Ordinal)));
        _other.Put("X1", "A paper, elsewhere", "doi:10.5555/a");
        Assert.Empty(await PeriodAsync());
        State(_other, "X1", "corrected", "doi:10.5555/a");
        State(_papers, "1", "noticed", "pmid:1", "doi:10.5555/a");
        Assert.Empty(await PeriodAsync());
        Assert.Equal(["muted record:list-papers/1", "muted record:list-papers/1", "muted record:list-papers/1", "told "], await LedgerAsync());

        var (_, undone) = await _pages.SendAsync(link, ("do", "unmute"), ("mute", "record:list-papers/1"));
        Assert.Contains("Unmuted.", undone, StringComparison.Ordinal);
        Assert.Empty(await PeriodAsync());
        State(_other, "X1", "retold", "doi:10.5555/a");
        Assert.Equal(["A paper", "Status: corrected → retold"], await PeriodAsync());
    }

    [Fact]
    public async Task A_muted_fact_silences_updates_of_it_alone_and_leaves_the_others_their_own_weight()
    {
        _trials.Put(Trial("recruiting", "first"));
        Assert.Equal(["Trial two"], await PeriodAsync());
        await MuteAsync(("fact", "list-trials/status"));

        _trials.Put(Trial("stopped", "first"));
        Assert.Empty(await PeriodAsync());
        _trials.Put(Trial("resumed", "second"));
        Assert.Equal(["Trial two", "Remark: first → second"], await PeriodAsync());
        Assert.Contains("  1 → Trial changed", LastMail(), StringComparison.Ordinal);
        Assert.Equal(["muted fact:list-trials/status", "told ", "told "], await LedgerAsync());

        // What remains is below what the alert asks for: kept back because of the mute.
        await _service.Get<AlertDesk>().EditAsync(_alert, new AlertRequest { Severities = ["normal"] }, Stop);
        _trials.Put(Trial("stopped", "third"));
        Assert.Empty(await PeriodAsync());
        Assert.Equal(["muted fact:list-trials/status", "muted fact:list-trials/status", "told ", "told "], await LedgerAsync());

        await UnmuteAsync("fact:list-trials/status");
        _trials.Put(Trial("done", "third"));
        Assert.Equal(["Trial two", "Status: stopped → done"], await PeriodAsync());
    }

    [Fact]
    public async Task A_new_and_a_withdrawn_record_come_although_a_fact_of_theirs_is_muted()
    {
        await MuteAsync(("fact", "list-trials/retraction"));
        await MuteAsync(("fact", "list-trials/status"));
        _trials.Put(Trial("recruiting", "first"));
        Assert.Equal(["Trial two"], await PeriodAsync());
        var known = Trial("recruiting", "first");
        _trials.Put(known with { Facts = new Dictionary<string, FactValue>(known.Facts) { ["retraction"] = FactValue.Text("retracted")! } });
        Assert.Equal(["Trial two", "Retraction: retracted"], await PeriodAsync());
    }

    [Fact]
    public async Task A_work_kept_back_with_its_source_is_still_told_by_another_source_before_and_after_unmuting()
    {
        await MuteAsync(("source", "list-other"));
        _other.Put("X1", "Work one", "doi:10.5555/1");
        _other.Put("X2", "Work two", "doi:10.5555/2");
        Assert.Empty(await PeriodAsync());
        _papers.Put("1", "Work one", "doi:10.5555/1");
        Assert.Equal(["Work one"], await PeriodAsync());
        await UnmuteAsync("source:list-other");
        _papers.Put("2", "Work two", "doi:10.5555/2");
        Assert.Equal(["Work two"], await PeriodAsync());

        // Told once by now: later twins bring nothing twice.
        _other.Put("X3", "Work two again", "doi:10.5555/2");
        Assert.Empty(await PeriodAsync());
    }

    [Fact]
    public async Task The_back_test_knows_the_mutes()
    {
        for (var day = 1; day <= 9; day++)
        {
            _service.Clock.Jump(TimeSpan.FromDays(1));
            _papers.Put($"{day}", $"Paper {day}", $"pmid:{day}");
            _trials.Put($"NCT1{day}", $"Trial {day}", $"nct:NCT1{day}");
            await _service.CheckAsync();
        }
        var change = Manage.Replace("/manage", "/change", StringComparison.Ordinal);
        (string, string)[] form = [("target", "SERT"), ("frequency", "daily"), ("at", "23:59"), ("do", "try")];
        var all = Items(await _pages.SendAsync(change, form));
        await MuteAsync(("source", "list-papers"));
        var fewer = Items(await _pages.SendAsync(change, form));
        await MuteAsync(("record", "NCT11"));
        var fewest = Items(await _pages.SendAsync(change, form));

        Assert.True(all >= 16, $"{all}");
        Assert.Equal((all / 2, all / 2 - 1), (fewer, fewest));

        static int Items((HttpStatusCode, string Page) answer) => int.Parse(Regex.Match(answer.Page, @"with (\d+) item").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("NCT1", "NCT1")]
    [InlineData("nct1", "NCT1")]
    [InlineData("https://list-trials.example/NCT1", "NCT1")]
    [InlineData("https://registry.example/show/NCT1?tab=results", "NCT1")]
    public async Task A_record_is_found_by_its_number_or_any_address_that_holds_it(string text, string id)
    {
        await MuteAsync(("record", text));

        Assert.Equal([$"record:list-trials/{id}"], (await _service.Get<AlertDesk>().ShowAsync(_alert, Stop)).Mutes);
    }

    [Fact]
    public async Task What_cannot_be_muted_is_said_beside_its_field_and_nothing_is_muted()
    {
        _papers.Put("77", "One", "pmid:77");
        _other.Put("77", "Another", "doi:10.5555/77");
        await _service.CheckAsync();
        foreach (var (field, value, said) in new[] { ("record", "NCT404", "No record of this alert’s targets"), ("record", "77", "Several records have this number"), ("record", "", "Say what is to be muted"), ("fact", "list-trials/nosuch", "no such fact"), ("source", "nosuch", "no such source") })
        {
            var (status, page) = await _pages.SendAsync(Manage, ("do", "mute"), (field, value), ("source", field == "source" ? value : value.Length > 0 ? "list-papers" : ""));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains($"id=\"{field}-e\"", page, StringComparison.Ordinal);
            Assert.Contains(said, page, StringComparison.Ordinal);
            if (field == "record") Assert.Contains(("record", value), PageForm.Filled(page));
        }
        Assert.Empty((await _service.Get<AlertDesk>().ShowAsync(_alert, Stop)).Mutes);
        Assert.Contains("id=\"record\"", (await _pages.SendAsync(Manage, ("do", "mute"), ("record", "https://list-papers.example/77"))).Page, StringComparison.Ordinal);
        Assert.Equal(["record:list-papers/77"], (await _service.Get<AlertDesk>().ShowAsync(_alert, Stop)).Mutes);
    }

    [Fact]
    public async Task A_mute_link_mutes_for_its_alert_alone_and_nothing_else()
    {
        await MuteAsync(("source", "list-papers"));
        var link = new Uri(_service.Get<Links>().Mute(_alert)).AbsolutePath;
        var query = "?source=list-trials&record=NCT1";
        var before = await StateAsync();

        using var foreign = new FormUrlEncodedContent(new Dictionary<string, string> { ["do"] = "mute", ["what"] = "source" });
        Assert.Equal(HttpStatusCode.BadRequest, (await _pages.Client.PostAsync(link + query, foreign, Stop)).StatusCode);
        foreach (var wrong in new[] { "", "?source=list-trials", "?source=nosuch&record=NCT1", "?source=list-trials&record=NCT404" })
            Assert.Equal(HttpStatusCode.NotFound, (await _pages.Client.GetAsync(link + wrong, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _pages.Client.GetAsync(Manage.Replace("/manage", "/mute", StringComparison.Ordinal) + query, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _pages.Client.GetAsync(link.Replace("/mute", "/manage", StringComparison.Ordinal), Stop)).StatusCode);
        await _pages.SendAsync(link + query, ("do", "unmute"), ("mute", "source:list-papers"));
        var (status, page) = await _pages.SendAsync(link + query, ("do", "mute"), ("what", "fact"), ("fact", ""));
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, page.Contains("Choose the fact.", StringComparison.Ordinal)));
        Assert.Equal(before, await StateAsync());

        _service.Clock.Jump(TimeSpan.FromDays(4_000));
        Assert.Equal(HttpStatusCode.OK, (await _pages.SendAsync(link + query, ("do", "mute"), ("what", "fact"), ("fact", "status"))).Status);
        Assert.Equal(["source:list-papers", "fact:list-trials/status"], (await _service.Get<AlertDesk>().ShowAsync(_alert, Stop)).Mutes);
        await _service.Get<AlertDesk>().RemoveAsync(_alert, Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await _pages.Client.GetAsync(link + query, Stop)).StatusCode);
    }

    private static SourceRecord Trial(string status, string remark) => new()
    {
        Source = new("list-trials"),
        Id = "NCT2",
        Kind = RecordKind.Trial,
        Title = "Trial two",
        Link = "https://list-trials.example/NCT2",
        Texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = ["SLC6A4 trial two"] },
        Facts = new Dictionary<string, FactValue> { ["status"] = FactValue.Text(status)!, ["remark"] = FactValue.Text(remark)! },
    };

    private static void State(ListSource source, string id, string status, params string[] identifiers) =>
        source.Put(source.Put(id, "A paper", identifiers) with { Facts = new Dictionary<string, FactValue> { ["status"] = FactValue.Text(status)! } });

    private void Sources(IServiceCollection services) => services.AddSingleton<ITargetSource>(_papers).AddSingleton<ITargetSource>(_other).AddSingleton<ITargetSource>(_trials);

    private async Task MuteAsync((string Name, string Value) what)
    {
        var (status, page) = await _pages.SendAsync(Manage, ("do", "mute"), what);
        Assert.True(status == HttpStatusCode.OK && page.Contains("Muted: ", StringComparison.Ordinal), page);
    }

    private async Task UnmuteAsync(string key) => Assert.Contains("Unmuted.", (await _pages.SendAsync(Manage, ("do", "unmute"), ("mute", key))).Page, StringComparison.Ordinal);

    /// <summary>Checks, closes the period, sends; titles and facts of what came.</summary>
    private async Task<IReadOnlyList<string>> PeriodAsync()
    {
        _service.Clock.Jump(TimeSpan.FromHours(1));
        await _service.CheckAsync();
        Assert.NotEmpty(await _service.DigestNowAsync());
        await _service.DeliverAsync();
        var fresh = Mails().Where(file => _read.Add(file)).ToList();
        return fresh.Count == 0 ? [] : [.. Lines().Matches(Text(Assert.Single(fresh))).Select(match => Gap().Replace(match.Groups[1].Value, ": "))];
    }

    private string LastMail() => Text(Mails()[^1]);

    private IReadOnlyList<string> Mails() => Directory.Exists(_service.Outbox) ? [.. Directory.GetFiles(_service.Outbox, "*.eml").OrderBy(File.GetLastWriteTimeUtc)] : [];

    private static string Text(string file) => MimeMessage.Load(file, Stop).TextBody!.ReplaceLineEndings("\n");

    private static IEnumerable<string> Links(string mail) => MuteLink().Matches(mail).Select(match => new Uri(match.Value).PathAndQuery);

    private Task<IReadOnlyList<string>> LedgerAsync() => _service.ListAsync<string>($"SELECT state || ' ' || COALESCE(mute, '') AS line FROM ledger WHERE alert_id = '{_alert}' ORDER BY line");

    private Task<string> StateAsync() => _service.ReadAsync<string>("SELECT MAX(wish) || (SELECT COUNT(*) FROM audit) || '/' || (SELECT COUNT(*) FROM ledger) FROM alerts");

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"http\S+/mute\?\S+")]
    private static partial Regex MuteLink();

    // A title stands below the event, or opens the item of a new paper; a fact is deeper.
    [GeneratedRegex(@"(?:^ {2}\d (?=\w)|(?<=^ {2}\d \W .*\n) {4}|^ {6})(\w.*)$", RegexOptions.Multiline)]
    private static partial Regex Lines();
}
