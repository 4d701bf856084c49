using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Chembl;

namespace TargetAlerts.Tests.Sources.Chembl;

/// <summary>The release gate, the cursor and what is read when (SPEC.md, "Release gate" and "When the release has changed").</summary>
public sealed class ChemblCheckTests
{
    [Fact]
    public async Task A_release_that_is_known_costs_one_request()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(Ligands.Activity(100));

        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Ligands.Source)) is var report ? (report.Outcome, report.Seen) : default);

        Assert.Equal(["status"], service.Asked());
        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task The_baseline_reads_everything_and_tells_nothing()
    {
        await using var service = await TestService.StartAsync(model => model.Chembl.Add(Enumerable.Range(1, 1010).Select(at => Ligands.Activity(at))), sources: [UpstreamSource.Chembl]);

        var report = await service.CheckOneAsync(Ligands.Source);

        Assert.Equal((CheckOutcome.Baseline, 1010), (report.Outcome, report.Seen));
        Assert.Equal(["status", "activity", "document", "activity", "mechanism", "target", "status"], service.Asked());
        Assert.Equal("CHEMBL228=1010/1010", await service.ReadAsync<string>("SELECT cursor FROM watches"));
        Assert.Equal("ChEMBL_36 2025-07-28", await service.ReadAsync<string>("SELECT gate FROM watches"));
    }

    [Fact]
    public async Task A_new_release_is_asked_only_for_the_activities_above_the_highest_number()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(Ligands.Activity(100));
        service.Model.Chembl.Add(Ligands.Activity(101) with { Pchembl = "6.10", Value = "800.0" });
        service.Model.Chembl.Add(Ligands.Activity(102) with { Pchembl = null, Relation = ">", Value = "100000.0" });

        var report = await service.ReleasedAsync();

        Assert.Equal((CheckOutcome.Complete, 3), (report.Outcome, report.Added));
        Assert.Equal(["status", "activity", "activity", "activity", "document", "mechanism", "molecule", "drug_indication", "target", "status"], service.Asked());
        Assert.Equal(["100 2", "101 1", "102 0"], await service.ListAsync<string>("SELECT record_id || ' ' || severity FROM changes ORDER BY number"));
        Assert.Equal("CHEMBL228=102/23", await service.ReadAsync<string>("SELECT cursor FROM watches"));
        Assert.Equal(0, (await service.ReleasedAsync()).Added);
    }

    [Fact]
    public async Task Where_numbers_did_not_only_grow_everything_is_read_again()
    {
        await using var service = await Ligands.KnownAsync(fill: model => model.Chembl.Add(Ligands.Activity(500)));
        service.Model.Chembl.Add(Ligands.Activity(100));
        service.Model.Chembl.Delete("activity", "3");
        service.Model.Chembl.Delete("activity", "4");

        Assert.Equal(CheckOutcome.Complete, (await service.ReleasedAsync()).Outcome);
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckOneAsync(Ligands.Source);

        Assert.Equal(["added"], await service.ToldAsync("100"));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync("3"));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync("4"));
        Assert.Equal(3, await service.ChangesAsync());
    }

    [Fact]
    public async Task Every_quarter_the_known_values_are_read_again()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Change(1, "pchembl_value", "8.60");
        service.Model.Chembl.Change(2, "pchembl_value", "8.30");
        service.Model.Chembl.Change(3, "data_validity_comment", "Outside typical range");
        service.Model.Chembl.Change(4, "assay_description", "Made-up assay, described anew");
        service.Model.Chembl.Change(5, "data_validity_comment", "Manually validated");
        Assert.Equal(0, (await service.ReleasedAsync(40)).Updated);

        Assert.Equal(2, (await service.ReleasedAsync(55)).Updated);

        Assert.Equal(["updated: pchembl"], await service.ToldAsync("1"));
        Assert.Equal(["updated: validity"], await service.ToldAsync("3"));
    }

    [Fact]
    public async Task A_profile_with_several_targets_is_read_whole_and_one_without_says_so()
    {
        var two = TestTargets.Sert with { Symbol = "TWO", Identifiers = new Dictionary<string, IReadOnlyList<string>> { ["chembl"] = ["CHEMBL228", "CHEMBL313"] } };
        await using var service = await Ligands.KnownAsync(5, 1, model =>
        {
            model.Chembl.Add(Ligands.Activity(50, "CHEMBL313"));
            model.Chembl.AddDrug(60, target: "CHEMBL313");
        }, two);
        Assert.Equal(8, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships"));
        service.Model.Chembl.Add(Ligands.Activity(51, "CHEMBL313"));
        Assert.Equal(1, (await service.ReleasedAsync()).Added);

        await using var none = await TestService.StartAsync(targets: [TestTargets.Drug("NONE", "sertraline")], sources: [UpstreamSource.Chembl]);
        Assert.Equal((CheckOutcome.Baseline, 0), (await none.CheckOneAsync(Ligands.Source)) is var report ? (report.Outcome, report.Seen) : default);
        Assert.Equal("the target's profile has no ChEMBL identifier", await none.ReadAsync<string>("SELECT notes FROM watches"));
        Assert.Equal(["status"], none.Asked());
    }

    [Fact]
    public async Task A_release_that_comes_out_while_it_is_read_counts_for_nothing()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(Ligands.Activity(100));
        service.Upstream.Faults.Add(new(new(UpstreamSource.Chembl, "mechanism") { When = Release }, TargetAlerts.Upstreams.Faults.FaultKind.Silence));
        var before = await service.StandingAsync();

        var report = await service.ReleasedAsync();

        Assert.Equal((CheckOutcome.Unavailable, "its release changed while it was read (ChEMBL_37 2025-11-28, then ChEMBL_38 2026-03-28)"), (report.Outcome, report.Reason));
        Assert.Equal(before, await service.StandingAsync());

        bool Release(LoggedRequest request)
        {
            service.Model.Chembl.Release();
            return false;
        }
    }

    [Fact]
    public async Task A_service_that_is_not_up_is_unavailable()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.State = "DOWN";

        Assert.Equal((CheckOutcome.Unavailable, "it says that it is “DOWN”"), (await service.CheckOneAsync(Ligands.Source)) is var report ? (report.Outcome, report.Reason) : default);
    }

    [Fact]
    public async Task An_activity_that_cannot_be_read_is_set_aside_and_told_when_it_can()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(Ligands.Activity(100));
        service.Model.Chembl.Change(100, "pchembl_value", "eight");
        Assert.Equal(0, (await service.ReleasedAsync()).Added);
        Assert.Equal(["100"], await service.ListAsync<string>("SELECT id FROM set_aside"));
        service.Model.Chembl.Change(100, "pchembl_value", "8.00");

        await service.CheckOneAsync(Ligands.Source);

        Assert.Equal(["added"], await service.ToldAsync("100"));
    }

    [Fact]
    public async Task A_record_says_what_was_measured_where_and_which_article_told_it()
    {
        await using var service = await Ligands.KnownAsync(fill: model => model.Chembl.Add(new ChemblTargetRow("CHEMBL2109", "Made-up family", "P31645")));

        var (facts, related, matches, title) = await service.ReadAsync<(string, string, string, string)>("SELECT r.facts, r.related, m.matches, r.title FROM records r JOIN memberships m ON m.source = r.source AND m.id = r.id WHERE r.id = '1'");

        Assert.Equal("MADE-UP-1: Ki = 10 nM at Made-up transporter", title);
        Assert.Contains("\"value\":{\"t\":2,\"v\":[\"10\"],\"q\":\"nM\"}", facts, StringComparison.Ordinal);
        Assert.Contains("\"pchembl\":{\"t\":2,\"v\":[\"8\"]", facts, StringComparison.Ordinal);
        Assert.Equal("[\"pmid:99000001\",\"doi:10.99999/made.up\"]", related);
        Assert.Contains("CHEMBL228", matches, StringComparison.Ordinal);
        Assert.Contains("ChEMBL also has CHEMBL2109", await service.ReadAsync<string>("SELECT notes FROM watches"), StringComparison.Ordinal);
    }
}
