using System.Text.Json.Nodes;
using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.OpenFda;

/// <summary>What of approvals, recalls and shortages is told, and what it costs.</summary>
public sealed class FdaChangeTests
{
    private const int Silent = -1, Low = 0, Normal = 1, High = 2;

    private static string Requests(TestService service) => string.Join(' ', service.Upstream.Log.Of(UpstreamSource.OpenFda).GroupBy(request => request.Endpoint).Select(group => $"{group.Key}:{group.Count()}"));

    [Fact]
    public async Task The_baseline_is_silent_and_an_unchanged_load_costs_one_request_an_endpoint()
    {
        await using var service = await FdaRows.KnownAsync();
        Assert.Equal("drugsfda:2 enforcement:2 shortages:2", Requests(service));
        // Twelve applications, two events, one shortage; what names no drug of the target is left out.
        Assert.Equal((15, 0), (await service.ReadAsync<int>("SELECT COUNT(*) FROM records"), await service.ChangesAsync()));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);

        Assert.Equal(("drugsfda:1 enforcement:1 shortages:1", 0), (Requests(service), await service.ChangesAsync()));
    }

    [Fact]
    public async Task Only_what_was_loaded_anew_is_read()
    {
        await using var service = await FdaRows.KnownAsync();

        await service.LaterAsync(fda => fda.Load(FdaRows.Shortages));
        Assert.Equal("drugsfda:1 enforcement:1 shortages:2", Requests(service));
        await service.LaterAsync(fda => fda.Load(FdaRows.Recalls));

        // The window, and the events in it whole.
        Assert.Equal("drugsfda:1 enforcement:3 shortages:1", Requests(service));
        Assert.Contains("report_date:[20260105 TO 20270304]", service.Upstream.Log.Of(UpstreamSource.OpenFda, "enforcement")[1]["search"], StringComparison.Ordinal);
        Assert.Equal(0, await service.ChangesAsync());
    }

    public static TheoryData<string, int, string> Submissions => new()
    {
        { "efficacy", High, "updated: efficacy" },
        { "labeling", Low, "updated: labeling" },
        { "labeling required", Normal, "updated: labelingRequired" },
        { "manufacturing", Silent, "" },
        { "other supplement", Low, "updated: supplements" },
        { "document", Silent, "" },
        { "order", Silent, "" },
        { "lost submission", Silent, "" },
        { "discontinued", Normal, "updated: marketing" },
        { "sponsor", Low, "updated: sponsor" },
        { "openfda block", Silent, "" },
    };

    [Theory, MemberData(nameof(Submissions))]
    public async Task A_submission_weighs_what_it_is(string what, int severity, string told)
    {
        await using var service = await FdaRows.KnownAsync();

        await service.LaterAsync(fda => fda.Change(FdaRows.Apps, FdaRows.Number(3), row => Edit(row, what)));

        Assert.Equal(severity == Silent ? [] : [told], await service.ToldAsync(FdaRows.Number(3)));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
    }

    [Theory]
    [InlineData("NDA990050", false, High)]
    [InlineData("NDA990050", true, Normal)]
    [InlineData("ANDA990050", false, Normal)]
    public async Task A_new_application_weighs_what_it_is(string number, bool tentative, int severity)
    {
        await using var service = await FdaRows.KnownAsync();

        await service.LaterAsync(fda => fda.Put(FdaRows.Apps, number, FdaRows.Application(number, "CITALOPRAM HYDROBROMIDE", tentative)));

        Assert.Equal(["added"], await service.ToldAsync(number));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT severity FROM changes"));
    }

    [Fact]
    public async Task A_tentative_approval_that_becomes_one_is_high()
    {
        await using var service = await FdaRows.KnownAsync(model => model.Fda.Put(FdaRows.Apps, "T", FdaRows.Application("NDA990060", tentative: true)));

        await service.LaterAsync(fda => fda.Change(FdaRows.Apps, "T", row => row["submissions"]![0]!["submission_status"] = "AP"));

        Assert.Equal(["updated: original"], await service.ToldAsync("NDA990060"));
        Assert.Equal(High, await service.ReadAsync<int>("SELECT severity FROM changes"));
    }

    [Fact]
    public async Task Recalls_are_told_by_event_and_by_class()
    {
        await using var service = await FdaRows.KnownAsync();

        await service.LaterAsync(fda =>
        {
            fda.Put(FdaRows.Recalls, "D-0100-2026", FdaRows.Recall("D-0100-2026", "20260303", 90100, "Class I"));
            fda.Put(FdaRows.Recalls, "D-0101-2026", FdaRows.Recall("D-0101-2026", "20260303", 90100, "Class II"));
            fda.Change(FdaRows.Recalls, "D-0001-2026", row => row["classification"] = "Class I");
        });

        Assert.Equal(["added"], await service.ToldAsync("recall-90100"));
        Assert.Equal(["updated: classification"], await service.ToldAsync("recall-90001"));
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes WHERE severity = 2"));
    }

    [Fact]
    public async Task A_status_that_moves_no_report_date_is_found_within_the_week()
    {
        await using var service = await FdaRows.KnownAsync();
        await service.LaterAsync(fda => fda.Change(FdaRows.Recalls, "D-0003-2025", row => row["status"] = "Terminated"));
        Assert.Empty(await service.ToldAsync("recall-90002"));

        await service.LaterAsync(_ => { }, 6);

        Assert.Equal(["updated: recallStatus"], await service.ToldAsync("recall-90002"));
    }

    [Theory]
    [InlineData("Resolved", Normal, "updated: shortageStatus")]
    [InlineData("To Be Discontinued", High, "updated: shortageStatus")]
    [InlineData("Reverified", Silent, "")]
    public async Task A_shortage_is_told_once_for_all_its_packages_and_reverified_rows_are_silent(string status, int severity, string told)
    {
        await using var service = await FdaRows.KnownAsync();

        await service.LaterAsync(fda =>
        {
            foreach (var key in new[] { "1", "2" })
            {
                fda.Change(FdaRows.Shortages, key, row =>
                {
                    row["update_date"] = "03/03/2026";
                    row["update_type"] = status == "Reverified" ? "Reverified" : "Revised";
                    if (status != "Reverified") row["status"] = status;
                });
            }
        });

        var id = await service.ReadAsync<string>("SELECT id FROM records WHERE kind = 'shortage'");
        Assert.Equal(severity == Silent ? [] : [told], await service.ToldAsync(id));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
    }

    [Fact]
    public async Task An_application_that_is_lost_and_regained_is_no_news_and_one_that_stays_away_is()
    {
        await using var service = await FdaRows.KnownAsync();
        await service.LaterAsync(fda => fda.Delete(FdaRows.Apps, FdaRows.Number(3)), 7);
        await service.LaterAsync(_ => { });
        await service.LaterAsync(fda => fda.Put(FdaRows.Apps, FdaRows.Number(3), FdaRows.Application(FdaRows.Number(3))));
        Assert.Equal(0, await service.ChangesAsync());

        await service.LaterAsync(fda => fda.Delete(FdaRows.Apps, FdaRows.Number(4)), 7);
        await service.LaterAsync(_ => { });
        await service.LaterAsync(_ => { });
        Assert.Equal(0, await service.ChangesAsync());
        await service.LaterAsync(_ => { });

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(FdaRows.Number(4)));
    }

    [Fact]
    public async Task A_sudden_nothing_found_is_held_back()
    {
        await using var service = await FdaRows.KnownAsync();
        for (var at = 1; at <= 12; at++) service.Model.Fda.Delete(FdaRows.Apps, FdaRows.Number(at));

        var report = await service.LaterAsync(_ => { }, 7);

        Assert.Equal((CheckOutcome.Quarantined, "12 of 15 known records are missing"), (report.Outcome, report.Reason));
        Assert.Equal(0, await service.ChangesAsync());
    }

    [Theory]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(620)]
    public async Task Pages_are_followed_along_the_links_at_our_own_address(int count)
    {
        await using var service = await FdaRows.KnownAsync(model =>
        {
            for (var at = 13; at <= count; at++) model.Fda.Put(FdaRows.Apps, FdaRows.Number(at), FdaRows.Application(FdaRows.Number(at)));
        });

        Assert.Equal(count + 3, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.DoesNotContain(service.Upstream.Log.Requests, request => request["skip"] is not (null or "0"));
    }

    [Fact]
    public async Task A_key_is_sent_and_a_name_the_server_would_not_take_is_cleaned()
    {
        var target = FdaRows.Target with { Drugs = [new("sertraline") { Synonyms = ["sértraline; (β)?", "made-up name"] }] };
        await using var service = await TestService.StartAsync(model =>
        {
            foreach (var (endpoint, row) in new[] { (FdaRows.Apps, FdaRows.Application("NDA990001")), (FdaRows.Recalls, FdaRows.Recall("D-1-2026", "20260204")), (FdaRows.Shortages, FdaRows.Shortage("1")) }) model.Fda.Put(endpoint, "1", row);
        }, options => options.Sources[FdaRows.Source].ApiKey = "made-up-key", [target], sources: [UpstreamSource.OpenFda]);

        Assert.Equal((CheckOutcome.Baseline, 3), (await service.CheckOneAsync(FdaRows.Source)) is var report ? (report.Outcome, report.Seen) : default);

        Assert.All(service.Upstream.Log.Requests, request => Assert.Equal(("made-up-key", 200), (request["api_key"], request.Status)));
    }

    [Fact]
    public async Task A_target_without_followed_drugs_is_complete_and_says_so()
    {
        await using var other = await TestService.StartAsync(model =>
        {
            foreach (var (endpoint, row) in new[] { (FdaRows.Apps, FdaRows.Application("NDA990001")), (FdaRows.Recalls, FdaRows.Recall("D-1-2026", "20260204")), (FdaRows.Shortages, FdaRows.Shortage("1")) }) model.Fda.Put(endpoint, "1", row);
        }, targets: [new DrugTarget { Symbol = "NIL", Name = "no drugs", Names = [new("NIL")] }], sources: [UpstreamSource.OpenFda]);

        Assert.Equal(CheckOutcome.Baseline, (await other.CheckOneAsync(FdaRows.Source)).Outcome);
        Assert.Equal("NIL has no followed drugs, by which openFDA is asked", await other.ReadAsync<string>("SELECT notes FROM watches"));
    }

    private static void Edit(JsonObject row, string what)
    {
        var submissions = row["submissions"]!.AsArray();
        switch (what)
        {
            case "efficacy": submissions.Insert(0, FdaRows.Submission("SUPPL", 2, "AP", "20260227", "EFFICACY", "PRIORITY")); break;
            case "labeling": submissions.Add(FdaRows.Submission("SUPPL", 2, "AP", "20260227", "LABELING")); break;
            case "labeling required": submissions.Add(FdaRows.Submission("SUPPL", 2, "AP", "20260227", "LABELING", "901 REQUIRED")); break;
            case "manufacturing": submissions.Add(FdaRows.Submission("SUPPL", 2, "AP", "20260227", "MANUF (CMC)", "N/A")); break;
            case "other supplement": submissions.Add(FdaRows.Submission("SUPPL", 2, "AP", "20260227", "REMS")); break;
            case "document": submissions[0]!["application_docs"]!.AsArray().Add(new JsonObject { ["id"] = "1", ["type"] = "Letter" }); break;
            case "order": row["submissions"] = new JsonArray(submissions[1]!.DeepClone(), submissions[0]!.DeepClone()); break;
            case "lost submission": submissions.RemoveAt(1); break;
            case "discontinued": row["products"]![0]!["marketing_status"] = "Discontinued"; break;
            case "sponsor": row["sponsor_name"] = "ANOTHER MADE-UP PHARMA"; break;
            case "openfda block": row["openfda"] = new JsonObject { ["generic_name"] = new JsonArray("SERTRALINE HYDROCHLORIDE") }; break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, "no such edit");
        }
    }
}
