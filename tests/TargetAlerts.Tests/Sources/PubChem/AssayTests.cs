using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Sources.PubChem;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.PubChem;

namespace TargetAlerts.Tests.Sources.PubChem;

/// <summary>Assays: what is new, what is a mirror of another source, what is gone, and what it costs to know.</summary>
public sealed class AssayTests
{
    private const string Source = "pubchem";

    [Fact]
    public async Task A_baseline_is_silent_without_mirrors_and_a_check_without_news_costs_one_request()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem, model =>
        {
            SmallWorld.All[UpstreamSource.PubChem].Fill(model);
            model.Assays.Add(Enumerable.Range(100, 250).Select(at => new Assay(at) { Depositor = at % 2 == 0 ? "ChEMBL" : "BindingDB" }));
        });

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Source)).Outcome);

        Assert.Equal("aids", Assert.Single(service.Upstream.Log.Requests).Endpoint);
        Assert.Equal(30, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task A_new_assay_is_told_once_and_a_new_mirror_never()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem);
        service.Model.Assays.Add(new Assay(500), new Assay(501) { Depositor = "ChEMBL" });

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);

        Assert.Equal(0, (await service.CheckOneAsync(Source)).Added);
        Assert.Equal(["aids", "summary", "aids"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
        Assert.Equal(["added"], await service.ToldAsync("500"));
        Assert.Contains("geneid 6532", await service.ReadAsync<string>("SELECT matches FROM memberships WHERE id = '500'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_assay_that_is_newly_linked_with_the_gene_is_found_at_once()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem, model => model.Assays.Add(Enumerable.Range(10, 30).Select(at => new Assay(at))));
        service.Model.Assays.Add(new Assay(3));

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);
        Assert.Equal(["added"], await service.ToldAsync("3"));
    }

    [Theory]
    [InlineData("active", "updated: activeCompounds")]
    [InlineData("name", "updated: name")]
    [InlineData("revision only", "")]
    public async Task What_changes_in_a_known_assay_is_found_within_four_weeks(string what, string told)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem);
        service.Model.Assays.Change(1, assay => what switch
        {
            "active" => assay with { Active = 7 },
            "name" => assay with { Name = "Another made-up name" },
            _ => assay,
        });
        service.Clock.Jump(TimeSpan.FromDays(28));

        await service.CheckOneAsync(Source);

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync("1"));
    }

    [Fact]
    public async Task An_assay_that_is_gone_is_withdrawn_at_the_second_look()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem);
        service.Model.Assays.Delete(1);
        await service.CheckOneAsync(Source, full: true);
        Assert.Empty(await service.ToldAsync("1"));
        service.Clock.Jump(TimeSpan.FromHours(21));

        await service.CheckOneAsync(Source);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync("1"));
    }

    [Fact]
    public async Task An_assay_that_is_unlinked_leaves_silently()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem);
        service.Model.Assays.Change(1, assay => assay with { Genes = ["6531"] });

        await service.CheckOneAsync(Source, full: true);

        Assert.Equal(0, await service.ChangesAsync());
        Assert.NotNull(await service.ReadAsync<string>("SELECT left_at FROM memberships WHERE id = '1'"));
    }

    [Fact]
    public async Task An_assay_that_is_listed_without_a_summary_is_set_aside_and_told_when_it_comes()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem, model => model.Assays.Add(Enumerable.Range(1, 300).Select(at => new Assay(at))));
        service.Model.Assays.Add(new Assay(500) { Hidden = true }, new Assay(501));
        Assert.Equal((CheckOutcome.Complete, 1), (await service.CheckOneAsync(Source)) is var report ? (report.Outcome, report.Added) : default);
        service.Model.Assays.Change(500, assay => assay with { Hidden = false });

        await service.CheckOneAsync(Source);

        Assert.Equal(["added"], await service.ToldAsync("500"));
    }

    [Theory]
    [InlineData("Yellow", true)]
    [InlineData("Black", false)]
    public async Task The_light_in_the_header_is_heeded(string light, bool complete)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem);
        service.Model.Assays.Light = light;

        Assert.Equal(complete ? CheckOutcome.Complete : CheckOutcome.Unavailable, (await service.CheckOneAsync(Source)).Outcome);
    }

    [Fact]
    public async Task None_is_a_fault_of_its_own_and_an_accession_is_asked_where_there_is_no_gene_id()
    {
        var protein = TestTargets.Drug("MADE", "madeupine") with { Identifiers = new Dictionary<string, IReadOnlyList<string>> { ["uniprot"] = ["P31645"] } };
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.PubChem, model => model.Assays.Add(new Assay(7) { Genes = [], Accessions = ["P31645"] }), [TestTargets.Sert, protein, TestTargets.Drug("NONE", "othermadeupine")]);

        Assert.Equal("MADE", Assert.Single(await service.ListAsync<string>("SELECT target FROM memberships")));
        Assert.All(await service.CheckAsync(Source), report => Assert.Equal(CheckOutcome.Complete, report.Outcome));
    }

    [Fact]
    public void The_only_file_of_the_folder_is_a_fault_and_no_list()
    {
        Assert.Equal(["from-docs/fault_not_found.json"], Recordings.Files("pubchem"));

        Assert.Throws<SourceUnavailableException>(() => PugClient.ParseAssays(Recordings.Read("pubchem", "from-docs/fault_not_found.json")));
        Assert.Throws<SourceUnavailableException>(() => PugClient.ParseSummaries(Recordings.Read("pubchem", "from-docs/fault_not_found.json"), [1]));
    }
}
