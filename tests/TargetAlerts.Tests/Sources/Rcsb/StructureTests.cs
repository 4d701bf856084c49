using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Rcsb;

namespace TargetAlerts.Tests.Sources.Rcsb;

/// <summary>Structures: what is new, what changed, what is gone, and what it costs to know.</summary>
public sealed class StructureTests
{
    private const string Source = "rcsb";

    private static readonly string First = SmallWorld.Structure(1).Id;

    public static TheoryData<string, string, int> Differences => new()
    {
        { "major", "updated: revision", 2 },
        { "ligand", "updated: revision,ligands", 2 },
        { "minor", "updated: revision", 0 },
        { "citation", "updated: citation", 0 },
        { "citation appears", "updated: citation", 0 },
        { "resolution", "updated: resolution", 1 },
        { "affinity", "updated: affinity", 1 },
        { "title", "updated: title", 0 },
        { "title in capitals", "", -1 },
        { "water", "", -1 },
        { "ligand renamed", "", -1 },
        { "obsolete", "withdrawn: retracted", 2 },
    };

    [Fact]
    public async Task A_baseline_is_silent_and_a_check_without_news_costs_two_requests()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);

        var report = await service.CheckOneAsync(Source);

        Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Added));
        Assert.Equal(["query", "graphql"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
        Assert.Equal(12, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task Of_more_entries_than_one_request_holds_only_those_that_moved_are_read()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb, model =>
        {
            for (var at = 1; at <= 310; at++) model.Structures.Add(SmallWorld.Structure(at) with { Released = new(2025, 12, 1) });
        });
        await service.CheckOneAsync(Source);
        Assert.Equal(["query", "query"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
        service.Model.Structures.Revise(SmallWorld.Structure(2).Id, major: true, null, "Atomic model");
        service.Model.Structures.Add(SmallWorld.Structure(400));
        service.Model.Structures.Delete(First);
        service.Model.Structures.Change(SmallWorld.Structure(3).Id, entry => entry with { Status = "REPL" });

        var report = await service.CheckOneAsync(Source);
        service.Clock.Jump(TimeSpan.FromHours(21));
        await service.CheckOneAsync(Source);

        Assert.Equal((CheckOutcome.Complete, 1, 1), (report.Outcome, report.Added, report.Updated));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(First));
        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(SmallWorld.Structure(3).Id));
    }

    [Fact]
    public async Task A_new_entry_is_told_once_with_its_reason_and_its_paper_beside_it()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        service.Model.Structures.Add(SmallWorld.Structure(50) with { Doi = "10.1000/Made-Up", PubMed = "10000001" });

        for (var day = 0; day < 3; day++)
        {
            await service.CheckOneAsync(Source);
            service.Clock.Jump(TimeSpan.FromDays(4));
        }

        var id = SmallWorld.Structure(50).Id;
        Assert.Equal(["added"], await service.ToldAsync(id));
        Assert.Equal(2, await service.ReadAsync<int>($"SELECT severity FROM changes WHERE record_id = '{id}'"));
        Assert.Contains("UniProt accession", await service.ReadAsync<string>($"SELECT matches FROM memberships WHERE id = '{id}'"), StringComparison.Ordinal);
        Assert.DoesNotContain("NAG", await service.ReadAsync<string>($"SELECT facts FROM records WHERE id = '{id}'"), StringComparison.Ordinal);
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Fact]
    public async Task An_old_entry_that_is_newly_mapped_to_the_target_is_new()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        service.Model.Structures.Add(SmallWorld.Structure(51) with { Released = new(2019, 5, 1) });

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);
    }

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_the_source_page_says(string what, string told, int severity)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        Change(service.Model.Structures, what);

        await service.CheckOneAsync(Source);
        service.Clock.Jump(TimeSpan.FromDays(7));
        await service.CheckOneAsync(Source);

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync(First));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
    }

    [Fact]
    public async Task An_entry_that_is_gone_from_search_and_data_is_withdrawn_at_the_second_look()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        service.Model.Structures.Delete(First);
        await service.CheckOneAsync(Source);
        Assert.Empty(await service.ToldAsync(First));
        service.Clock.Jump(TimeSpan.FromHours(21));

        await service.CheckOneAsync(Source);

        for (var week = 0; week < 2; week++)
        {
            service.Clock.Jump(TimeSpan.FromDays(8));
            await service.CheckOneAsync(Source);
        }
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(First));
    }

    [Fact]
    public async Task An_entry_that_is_mapped_to_another_protein_leaves_silently()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        service.Model.Structures.Change(First, entry => entry with { Polymers = [new("Dopamine transporter", "Q01959")] });

        for (var week = 0; week < 3; week++)
        {
            await service.CheckOneAsync(Source);
            service.Clock.Jump(TimeSpan.FromDays(8));
        }

        Assert.Equal(0, await service.ChangesAsync());
        Assert.NotNull(await service.ReadAsync<string>($"SELECT left_at FROM memberships WHERE id = '{First}'"));
    }

    [Fact]
    public async Task A_field_the_data_service_does_not_know_is_left_out_and_said_so()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb);
        service.Model.Structures.RefusedFields = ["rcsb_binding_affinity"];

        var report = await service.CheckOneAsync(Source, full: true);

        Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Updated));
        Assert.Contains("affinities", await service.ReadAsync<string>("SELECT notes FROM watches WHERE source = 'rcsb'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_content_is_the_answer_none()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb, _ => { });
        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Source)) is var report ? (report.Outcome, report.Seen) : default);
        Assert.All(service.Upstream.Log.Requests, request => Assert.Equal(204, request.Status));
        service.Model.Structures.Add(SmallWorld.Structure(1));

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);
    }

    [Fact]
    public async Task A_target_without_an_accession_is_an_empty_check_with_a_note()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb, targets: [TestTargets.Drug("MADE", "madeupine")]);

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Empty(service.Upstream.Log.Requests);
    }

    [Fact]
    public async Task Several_accessions_are_asked_for_in_one_question()
    {
        var complex = TestTargets.Sert with { Identifiers = new Dictionary<string, IReadOnlyList<string>> { ["uniprot"] = ["P31645", "P23975"] } };
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.Rcsb, targets: [complex]);
        service.Model.Structures.Add(SmallWorld.Structure(60) with { Polymers = [new("Sodium-dependent noradrenaline transporter", "P23975")] });

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);
    }

    private static void Change(StructureModel structures, string what)
    {
        Action change = what switch
        {
            "major" => () => structures.Revise(First, major: true, null, "Atomic model", "Refinement description"),
            "ligand" => () => structures.Revise(First, major: true, entry => entry with { Ligands = [("68P", "vilazodone")] }, "Atomic model"),
            "minor" => () => structures.Revise(First, major: false, null, "Database references"),
            "citation" => () => structures.Change(First, entry => entry with { Doi = "10.1000/made.up" }),
            "citation appears" => () => structures.Change(First, entry => entry with { PubMed = "10000001" }),
            "resolution" => () => structures.Change(First, entry => entry with { Resolution = 2.9m }),
            "affinity" => () => structures.Change(First, entry => entry with { Affinities = [("8PR", "Ki", 0.5m, "nM")] }),
            "title" => () => structures.Change(First, entry => entry with { Title = "Another made-up title" }),
            "title in capitals" => () => structures.Change(First, entry => entry with { Title = entry.Title.ToUpperInvariant() }),
            "water" => () => structures.Change(First, entry => entry with { Ligands = [.. entry.Ligands, ("HOH", "water"), ("NA", "sodium ion")] }),
            "ligand renamed" => () => structures.Change(First, entry => entry with { Ligands = [("8PR", "Paroxetine (made up)")] }),
            "obsolete" => () => structures.Change(First, entry => entry with { Status = "WDRN" }),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
        };
        change();
    }
}
