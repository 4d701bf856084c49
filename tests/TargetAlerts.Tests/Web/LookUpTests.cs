using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Tests.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Tests.Web;

/// <summary>The search box of the front page: a text that is not followed is looked up, within limits, and nothing is kept of it.</summary>
public sealed class LookUpTests : IAsyncLifetime
{
    private ResolvingStage _stage = null!;
    private ServedPages _pages = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private UpstreamHost Upstream => _stage.Service.Upstream;

    public async ValueTask InitializeAsync()
    {
        _stage = await ResolvingStage.StartAsync();
        _pages = await _stage.Service.ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task An_unknown_text_gets_its_candidates_with_reasons_and_what_to_do_about_each()
    {
        var page = await SeekAsync("HTT");

        Assert.Contains("Nothing is followed here under “HTT”. It may be one of these:", page, StringComparison.Ordinal);
        Assert.Contains("approved symbol HTT (HGNC)", page, StringComparison.Ordinal);
        Assert.Contains("targetalerts targets add HGNC:4851", page, StringComparison.Ordinal);
        Assert.Contains("Followed here as <a href=\"/targets/SERT\">SERT</a>", page, StringComparison.Ordinal);
        Assert.Contains("none of HGNC, MyGene.info, UniProt and ChEMBL knows it", await SeekAsync("nosuchthing"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>EG", await _pages.Client.GetStringAsync("/?q=%3Cb%3EEGFR", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_adds_nothing_and_takes_its_slots_from_the_pace_of_the_services()
    {
        var before = await StateAsync();

        await SeekAsync("EGFR");

        Assert.Equal(before, await StateAsync());
        Assert.Empty(_stage.Files);
        Assert.Equal(["chembl", "hgnc", "mygene", "uniprot"], await _stage.Service.ListAsync<string>("SELECT rate_group FROM pacing ORDER BY 1"));
        await _stage.Service.Get<TargetAlerts.Storage.Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "UPDATE pacing SET next_at = @until, reason = 'busy' WHERE rate_group = 'hgnc'", new { until = _stage.Service.Clock.GetUtcNow().AddHours(1) }), Stop);
        Assert.Contains("HGNC could not be asked: asked not to be called before", await SeekAsync("GABRA1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_asked_for_once_and_one_with_a_hole_only_kept_for_a_minute()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SeekAsync("EGFR")));
        var asked = Asked();
        await SeekAsync("EGFR");
        Assert.Equal(asked, Asked());
        await _pages.Client.SendAsync(new(HttpMethod.Head, "/?q=DRD2"), Stop);
        Assert.Equal(asked, Asked());

        Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.UniProt), FaultKind.Status, Fault.Always));
        Assert.Contains("UniProt could not be asked", await SeekAsync("GLP1R"), StringComparison.Ordinal);
        Upstream.Faults.Clear();
        Assert.Contains("UniProt could not be asked", await SeekAsync("GLP1R"), StringComparison.Ordinal);
        _stage.Service.Clock.Jump(TimeSpan.FromSeconds(61));
        Assert.DoesNotContain("could not be asked", await SeekAsync("GLP1R"), StringComparison.Ordinal);
        asked = Asked();
        _stage.Service.Clock.Jump(TimeSpan.FromHours(7));
        await SeekAsync("EGFR");
        Assert.NotEqual(asked, Asked());
    }

    [Fact]
    public async Task Services_that_hang_are_named_and_the_others_shown()
    {
        Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.MyGene), FaultKind.Silence, Fault.Always));

        var page = await SeekAsync("EGFR");

        Assert.Contains("MyGene.info could not be asked: gave no answer within 4 s", page, StringComparison.Ordinal);
        Assert.Contains("targetalerts targets add HGNC:3236", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_may_ask_ten_times_a_minute_and_what_is_known_or_followed_is_free()
    {
        for (var number = 0; number < LookUps.MostFromNetwork; number++) Assert.DoesNotContain("too much was looked up", await SeekAsync($"nosuch{number}"), StringComparison.Ordinal);
        var asked = Asked();

        Assert.Contains("too much was looked up in the last minute", await SeekAsync("nosuch-more"), StringComparison.Ordinal);
        Assert.DoesNotContain("too much was looked up", await SeekAsync("nosuch1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await _pages.Client.GetAsync("/?q=SLC6A4", Stop)).StatusCode);
        Assert.Equal(asked, Asked());

        var lookUps = _pages.App.Services.GetRequiredService<LookUps>();
        var others = new List<LookUpState>();
        for (var number = 0; number < LookUps.MostInAll; number++) others.Add((await lookUps.FindAsync($"other{number}", $"network {number / 5}", Stop)).State);
        Assert.Equal(LookUps.MostInAll - LookUps.MostFromNetwork, others.Count(state => state == LookUpState.Found));
    }

    private int Asked() => Upstream.Log.Requests.Count;

    private async Task<string> SeekAsync(string text)
    {
        using var answer = await _pages.Client.GetAsync("/?q=" + Uri.EscapeDataString(text), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private async Task<List<(string, string)>> StateAsync() => [.. (await _stage.Service.EverythingAsync()).Where(row => row.Table != "pacing")];
}
