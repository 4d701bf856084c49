using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Year;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class WaitingItemsOnSqlite() : WaitingItemsTests(DatabaseKind.Sqlite);

public sealed class WaitingItemsOnPostgres() : WaitingItemsTests(DatabaseKind.Postgres);

/// <summary>What becomes of the items of a digest that did not arrive, and other findings of the year; each was a fault once.</summary>
public abstract class WaitingItemsTests(DatabaseKind kind)
{
    private readonly ToldRelay _relay = new();

    [Fact]
    public async Task The_notice_told_with_a_retraction_waits_and_comes_with_it()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Retract(95_000_001, 95_000_050);
        await FailAsync(service);

        Assert.Equal(["95000001 withdrawn, retracted | Retracted by: J Made Up Results. 2025 (PMID 95000050) | late | notice 95000050"], await NextAsync(service));
        Assert.Equal(["told", "joined"], await service.ListAsync<string>("SELECT state FROM ledger ORDER BY state DESC"));
    }

    [Fact]
    public async Task What_may_be_a_repeat_stays_one_when_the_repeat_is_refused()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 2, "ONE");
        _relay.Answer = () => SmtpOutcome.Failed(SmtpStage.FinalDot, SmtpFailure.Lost, "connection reset");
        await service.CheckAsync();
        await service.DigestNowAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            service.Clock.Jump(TimeSpan.FromHours(1));
            await service.DeliverAsync();
        }
        Assert.Equal("unknown", await service.ReadAsync<string>("SELECT state FROM digests"));
        await FailAsync(service);

        Assert.Equal(["95000002 added | may repeat"], await NextAsync(service));
    }

    [Fact]
    public async Task What_waits_follows_the_filters_in_force()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync(request => request with { Targets = ["ONE", "TWO"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 2, "ONE");
        AddPaper(service, 3, "TWO");
        await FailAsync(service);
        await service.Get<AlertDesk>().EditAsync(alert, new AlertRequest { Targets = ["TWO"] }, Stop);

        Assert.Equal(["95000003 added | late"], await NextAsync(service));
        Assert.Equal(["muted", "told"], await service.ListAsync<string>("SELECT state FROM ledger ORDER BY state"));
    }

    [Fact]
    public async Task What_waits_outlives_naming_a_source_that_was_read_all_along()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync(request => request with { Targets = ["ONE"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 2, "ONE");
        await FailAsync(service);
        await service.Get<AlertDesk>().EditAsync(alert, new AlertRequest { Sources = ["pubmed"] }, Stop);

        Assert.Equal(["95000002 added | late"], await NextAsync(service));
    }

    [Fact]
    public async Task A_pause_keeps_thirty_days_of_what_waits_too()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync(request => request with { Targets = ["ONE"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 2, "ONE");
        await FailAsync(service);
        await service.Get<AlertDesk>().PauseAsync(alert, Stop);
        service.Clock.Jump(TimeSpan.FromDays(20));
        AddPaper(service, 3, "ONE");
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(20));
        await service.Get<AlertDesk>().ResumeAsync(alert, Stop);

        Assert.Equal(["95000003 added"], await NextAsync(service));
    }

    [Fact]
    public async Task All_sources_count_from_when_they_are_asked_for()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync(request => request with { Targets = ["ONE"], Sources = ["clinicaltrials"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 2, "ONE");
        service.Model.Trials.Add(Trial("NCT95000002"));
        await service.CheckAsync();
        await service.Get<AlertDesk>().EditAsync(alert, new AlertRequest { Sources = ["all"] }, Stop);
        service.Clock.Jump(TimeSpan.FromDays(1));
        AddPaper(service, 3, "ONE");
        await service.CheckAsync();

        Assert.Equal(["95000003 added", "NCT95000002 added"], await NextAsync(service));
    }

    [Fact]
    public async Task A_removed_record_is_withdrawn_once()
    {
        await using var service = await StartAsync();
        service.Model.Trials.Delete("NCT95000001");
        for (var day = 0; day < 12; day++)
        {
            service.Clock.Jump(TimeSpan.FromDays(1));
            await service.CheckAsync();
        }

        Assert.Equal(["withdrawn removed"], await service.ListAsync<string>("SELECT kind || ' ' || reason FROM changes"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Vocabulary.ReportsUnknown = false;
            model.PubMed.Add(Paper(1, "ONE", new(2025, 12, 1)));
            model.Trials.Add([Trial("NCT95000001"), Trial("NCT95000009")]);
        }, targets: [TestTargets.Drug("ONE", "sertraline"), TestTargets.Drug("TWO", "fluoxetine")], database: kind, register: services => services.AddSingleton<IMailRoute>(_relay));
        await service.CheckAsync();
        return service;
    }

    /// <summary>A digest of what is new, refused for good.</summary>
    private async Task FailAsync(TestService service)
    {
        _relay.Answer = () => SmtpOutcome.Answer(SmtpStage.FinalDot, 554, "5.6.0 not acceptable");
        await service.CheckAsync();
        await service.DigestNowAsync();
        Assert.Equal(1, (await service.DeliverAsync()).Failed);
    }

    /// <summary>The items of the next digest that arrives.</summary>
    private async Task<IReadOnlyList<string>> NextAsync(TestService service)
    {
        _relay.Answer = () => SmtpOutcome.Answer(SmtpStage.FinalDot, 250, "2.0.0 queued");
        await service.DigestNowAsync();
        Assert.Equal(1, (await service.DeliverAsync()).Sent);
        return ReadMail.Read(_relay.Last!).Items;
    }

    private static void AddPaper(TestService service, int number, string target) => service.Model.PubMed.Add(Paper(number, target, service.Model.Today));

    private static Article Paper(int number, string target, DateOnly day) =>
        new() { Pmid = 95_000_000 + number, Title = $"Of the {target} protein, paper {number}", Published = day, Created = day, Modified = day };

    private static Trial Trial(string id) => new() { NctId = id, BriefTitle = $"Trial {id}", FirstPosted = new(2025, 12, 1), LastUpdatePosted = new(2025, 12, 1), Interventions = [new("DRUG", "sertraline", [])] };
}
