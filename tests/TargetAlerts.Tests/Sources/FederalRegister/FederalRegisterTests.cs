using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Sources.FederalRegister;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.FederalRegister;

namespace TargetAlerts.Tests.Sources.FederalRegister;

/// <summary>Made-up documents of two agencies, and a service that knows a year of them.</summary>
internal static class Papers
{
    public const string Source = "federalregister";

    public static readonly DrugTarget Target = new()
    {
        Symbol = "SERT",
        Name = "made-up profile",
        Names = [new("serotonin transporter")],
        Drugs = [new("sertraline")],
    };

    public static FederalPaper Paper(int at, DateOnly day, string title = "Made-up notice of nothing in particular") => new() { Number = $"2026-{90_000 + at}", Published = day, Title = title };

    public static async Task<TestService> KnownAsync(int papers = 30)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.Federal.Add(Enumerable.Range(1, papers).Select(at => Paper(at, new DateOnly(2025, 4, 1).AddDays(at % 300))));
            model.Federal.Add(Paper(5000, new(2025, 6, 1), "Sertraline tablets; made-up guidance"), Paper(5001, new(2020, 6, 1), "Sertraline tablets; made-up and long ago"));
        }, targets: [Target], sources: [UpstreamSource.FederalRegister]);
        var report = await service.CheckOneAsync(Source);
        Assert.Equal((CheckOutcome.Baseline, 1, null), (report.Outcome, report.Seen, report.Reason));
        return service;
    }

    public static async Task<CheckReport> NextAsync(this TestService service, double days = 1)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source);
    }
}

public sealed class FederalRegisterTests
{
    [Fact]
    public async Task A_check_costs_one_request_and_tells_what_names_the_target()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.Federal.Add(
            Papers.Paper(1, new(2026, 3, 2)) with { Number = "2026-91001", Title = "Determination That ZOLOFT (Sertraline Hydrochloride) Was Not Withdrawn From Sale for Reasons of Safety" },
            Papers.Paper(2, new(2026, 3, 2)) with { Number = "2026-91002", Abstract = "A made-up notice about the serotonin transporter." },
            Papers.Paper(3, new(2026, 3, 2)) with { Number = "2026-91003", Title = "Schedules: made-up placement of sertraline", Type = "Rule", Agency = "drug-enforcement-administration" },
            Papers.Paper(4, new(2026, 3, 2)) with { Number = "2026-91004", Title = "Sertraline in drinking water", Agency = "environmental-protection-agency" },
            Papers.Paper(5, new(2026, 3, 2)) with { Number = "2026-91005", Title = "Desertralined made-up products" });

        var report = await service.NextAsync();

        Assert.Equal((CheckOutcome.Complete, 3, 1), (report.Outcome, report.Added, service.Upstream.Log.Requests.Count));
        Assert.Equal(["2026-91001 approval 2", "2026-91002 news 1", "2026-91003 news 2"],
            await service.ListAsync<string>("SELECT record_id || ' ' || r.kind || ' ' || severity FROM changes c JOIN records r ON r.id = c.record_id ORDER BY 1"));
        Assert.Contains("\"abstract\"", await service.ReadAsync<string>("SELECT matches FROM memberships WHERE id = '2026-91002'"), StringComparison.Ordinal);
        // The overlap is read again, silently.
        Assert.Equal((CheckOutcome.Complete, 0), (await service.NextAsync()) is var again ? (again.Outcome, again.Added + again.Updated) : default);
        Assert.Equal("2026-02-23", Assert.Single(service.Upstream.Log.Requests)["conditions[publication_date][gte]"]);
    }

    [Fact]
    public async Task Dates_that_are_filled_in_late_are_silent_and_a_shift_is_told()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.Federal.Add(Papers.Paper(1, new(2026, 3, 2)) with { Number = "2026-91001", Title = "Sertraline; made-up rule" });
        await service.NextAsync();
        service.Model.Federal.Change("2026-91001", paper => paper with { CommentsClose = new(2026, 4, 1) });
        await service.NextAsync();
        Assert.Equal(["added"], await service.ToldAsync("2026-91001"));
        service.Model.Federal.Change("2026-91001", paper => paper with { CommentsClose = new(2026, 5, 1) });
        await service.NextAsync();

        Assert.Equal(["added", "updated: commentsClose"], await service.ToldAsync("2026-91001"));
    }

    [Theory]
    [InlineData(1500, 2)]
    [InlineData(10500, 13)]
    public async Task Pages_are_followed_and_a_count_at_its_cap_is_split_by_day(int papers, int requests)
    {
        await using var service = await Papers.KnownAsync(papers);

        Assert.Equal(requests, service.Upstream.Log.Requests.Count);
        Assert.Equal("documents since 2 Mar 2025", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }

    [Fact]
    public async Task Conditions_that_were_dropped_are_noticed()
    {
        await using var service = await Papers.KnownAsync();
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.FederalRegister), FaultKind.Rewritten, Fault.Always)
        {
            Rewrite = _ => """{"count":1,"total_pages":1,"results":[{"document_number":"2019-10001","title":"Sertraline","type":"Notice","publication_date":"2019-01-02"}]}"""u8.ToArray(),
        });

        Assert.Equal("2019-10001 was not asked for: the conditions were dropped", (await service.NextAsync()).Reason);
        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_set_aside_and_asked_for_again()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.Federal.Add(Papers.Paper(1, new(2026, 3, 2)) with { Number = "2026-91001", Title = "" });
        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);
        Assert.Equal("no title", await service.ReadAsync<string>("SELECT reason FROM set_aside"));
        service.Model.Federal.Change("2026-91001", paper => paper with { Title = "Sertraline; made-up rule" });
        await service.NextAsync();

        Assert.Equal(["added"], await service.ToldAsync("2026-91001"));
    }
}

/// <summary>Whatever comes instead of an answer: nothing moves, nothing is lost.</summary>
public sealed class FederalRegisterFaultTests(FederalRegisterFaultTests.Stage stage) : IClassFixture<FederalRegisterFaultTests.Stage>
{
    public static TheoryData<FaultCase> Faults => [.. FaultPlay.Cases(UpstreamSource.FederalRegister, "documents", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.RepeatedPage, FaultKind.MissingPage, FaultKind.HugeGzip])];

    [Theory, MemberData(nameof(Faults))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen, told: null);

    [Fact]
    public Task A_hundred_malformed_bodies_move_nothing() => FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.FederalRegister, "documents", 35, stage.Happen, told: null);

    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Service = await Papers.KnownAsync();
            // More than a page within the overlap.
            Service.Model.Federal.Add(Enumerable.Range(1, 1100).Select(at => Papers.Paper(at, new(2026, 3, 2)) with { Number = $"2026-8{at:D4}" }));
            await Service.NextAsync();
        }

        internal string Happen()
        {
            _news++;
            Service.Model.Federal.Add(Papers.Paper(1, new(2026, 3, 2)) with { Number = $"2026-92{_news:D3}", Title = $"Sertraline; made-up news {_news}" });
            return $"2026-92{_news:D3}";
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}

/// <summary>The parser over every recorded answer.</summary>
public sealed class RecordedAnswersTests
{
    private const string Search = "recorded/documents-search-page1-perpage5.json", Shortened = "from-docs/documents-fda-agency-shortened.json";

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([Shortened, Search], Recordings.Files(Papers.Source));

    [Fact]
    public void A_page_gives_its_documents_its_count_and_the_next_page()
    {
        var page = DocumentPage.Parse(Recordings.Read(Papers.Source, Search));
        var documents = page.Rows.Select(FederalDocument.Read).ToList();

        Assert.Equal((110, 5), (page.Count, documents.Count));
        Assert.EndsWith("&format=json&order=newest&page=2&per_page=5", page.Next, StringComparison.Ordinal);
        Assert.Equal(("2026-07755", new DateOnly(2026, 4, 21), "https://www.federalregister.gov/d/2026-07755", RecordKind.News), (documents[0].Id, documents[0].Published, documents[0].Record!.Link, documents[0].Record!.Kind));
        Assert.Equal("2025-22068", documents[1].Id);
        Assert.All(documents, document => Assert.False(document.IsOf(FederalRegisterQuery.Agencies)));
    }

    [Fact]
    public void A_missing_abstract_is_none_and_the_count_stops_at_ten_thousand()
    {
        var page = DocumentPage.Parse(Recordings.Read(Papers.Source, Shortened));
        var documents = page.Rows.Select(FederalDocument.Read).ToList();

        Assert.Equal((10_000, 2), (page.Count, documents.Count));
        Assert.Contains("search_after_cursor=", page.Next, StringComparison.Ordinal);
        Assert.Equal([false, true], documents.Select(document => document.Record!.Texts.ContainsKey("abstract")));
        Assert.Equal(["", "Notice."], documents.Select(document => document.Record!.Fact(FederalFacts.Action)));
        Assert.Equal([false, true], documents.Select(document => document.IsOf(FederalRegisterQuery.Agencies)));
    }

    [Fact]
    public void Nothing_found_is_known_by_the_count_alone()
    {
        Assert.Empty(DocumentPage.Parse("""{"count":0,"description":"made up"}"""u8.ToArray()).Rows);
        Assert.Throws<SourceUnavailableException>(() => DocumentPage.Parse("""{"count":2,"description":"made up"}"""u8.ToArray()));
        Assert.Throws<SourceUnavailableException>(() => DocumentPage.Parse("""{"errors":{"term":"made up"}}"""u8.ToArray()));
        Assert.Throws<SourceUnavailableException>(() => DocumentPage.Parse("""{"count":0,"results":null}"""u8.ToArray()));
    }
}
