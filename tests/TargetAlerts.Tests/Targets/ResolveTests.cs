using TargetAlerts.Targets.Resolving;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Tests.Targets;

/// <summary>Any text → candidates with the reason each matched; nothing ambiguous is picked.</summary>
public sealed class ResolveTests : IAsyncLifetime
{
    private ResolvingStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await ResolvingStage.StartAsync();

    [Theory]
    [InlineData("HGNC:3236", "EGFR", "P00533", "HGNC:3236", "ENSG00000146648", "ENSG00000146648.17", "ncbigene:1956", "CHEMBL203", "EGFR", "egfr", "HER1", "HER-1", "ERBB1", "Epidermal growth factor receptor")]
    [InlineData("HGNC:3023", "DRD2", "P14416", "HGNC:3023", "ENSG00000149295", "GeneID:1813", "CHEMBL217", "DRD2", "D2R", "D2DR", "Dopamine D2 receptor")]
    [InlineData("HGNC:4324", "GLP1R", "P43220", "hgnc:4324", "ENSG00000112164", "ncbigene:2740", "CHEMBL1784", "GLP1R", "GLP-1R", "GLP-1 receptor")]
    [InlineData("HGNC:8784", "PDE5A", "O76074", "HGNC:8784", "ENSG00000138735", "ncbigene:8654", "chembl1827", "PDE5A", "PDE5", "cGMP-specific PDE")]
    [InlineData("HGNC:11050", "SLC6A4", "P31645", "P31645-2", "HGNC:11050", "ENSG00000108576", "ncbigene:6532", "CHEMBL228", "SLC6A4", "SERT", "5-HTT", "5HTT", "serotonin transporter")]
    [InlineData("HGNC:4075", "GABRA1", "P14867", "HGNC:4075", "ENSG00000022355", "ncbigene:2554", "CHEMBL1962", "GABRA1", "GABA(A) receptor subunit alpha-1", "GABA-A receptor subunit alpha-1")]
    public async Task Each_identifier_and_name_of_a_gene_is_clear(string id, string symbol, params string[] texts)
    {
        foreach (var text in texts)
        {
            var resolution = await _stage.ResolveAsync(text);

            Assert.Equal((text, id), (text, resolution.Clear));
            Assert.Equal((symbol, id), (resolution.Candidates[0].Symbol, resolution.Candidates[0].Id));
            Assert.True(resolution.Candidates[0].Reasons[0].Exact, text);
            Assert.Empty(resolution.Unavailable);
        }
    }

    [Theory]
    [InlineData("CHEMBL2093872", true)]
    [InlineData("GABA-A receptor", true)]
    [InlineData("GABAA", false)]
    [InlineData("GABR", false)]
    [InlineData("P14867", false)]
    [InlineData("P47869", false)]
    [InlineData("HGNC:4075", false)]
    [InlineData("ENSG00000151834", false)]
    [InlineData("ncbigene:2555", false)]
    [InlineData("CHEMBL4956", false)]
    public async Task A_complex_is_offered_from_each_of_its_names_and_parts(string text, bool clear)
    {
        var resolution = await _stage.ResolveAsync(text);

        var complex = Assert.Single(resolution.Candidates, one => one.Id == SampleGenes.GabaA);
        Assert.Equal(("PROTEIN COMPLEX GROUP", true), (complex.Kind, complex.IsGroup));
        Assert.Equal(["P14867", "P47869"], complex.Identifiers["uniprot"]);
        Assert.Equal(clear, resolution.Clear == SampleGenes.GabaA);
        Assert.NotEmpty(complex.Reasons);
    }

    [Fact]
    public async Task HTT_offers_huntingtin_and_says_that_it_was_the_serotonin_transporters()
    {
        var resolution = await _stage.ResolveAsync("HTT");

        Assert.Null(resolution.Clear);
        Assert.Equal(["HGNC:4851", "HGNC:11050"], resolution.Candidates.Select(one => one.Id));
        Assert.Equal([("approved symbol HTT", "HGNC", 5), ("previous symbol HTT", "HGNC", 3)], [Told(resolution.Candidates[0], 5), resolution.Candidates[1].Reasons.Where(reason => reason.Why.StartsWith("previous", StringComparison.Ordinal)).Select(reason => (reason.Why, reason.Service, reason.Score)).First()]);
        Assert.Contains("HTT (approved symbol HTT)", Assert.Single(resolution.Notes), StringComparison.Ordinal);
        Assert.Contains("SLC6A4 (", resolution.Notes[0], StringComparison.Ordinal);
        Assert.Equal("HGNC:11050", resolution.Pick("SLC6A4")?.Id);
        Assert.Equal("HGNC:11050", resolution.Pick("P31645")?.Id);
        Assert.Null(resolution.Pick("EGFR"));
    }

    [Theory]
    [InlineData("xyzzy-17")]
    [InlineData("HGNC:99999999")]
    [InlineData("Q00000")]
    [InlineData("CHEMBL99999999")]
    [InlineData("+++")]
    [InlineData("\"; OR *:*")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_nobody_knows_has_no_candidate(string text)
    {
        var resolution = await _stage.ResolveAsync(text);

        Assert.Empty(resolution.Candidates);
        Assert.Empty(resolution.Unavailable);
        Assert.Null(resolution.Clear);
    }

    [Fact]
    public async Task A_part_of_a_name_is_offered_and_never_clear()
    {
        var resolution = await _stage.ResolveAsync("D2");

        Assert.Null(resolution.Clear);
        Assert.Contains(resolution.Candidates, one => one.Symbol == "DRD2" && one.Score == 2);
    }

    [Fact]
    public async Task A_bare_number_is_shown_as_what_it_may_be_and_not_taken()
    {
        var resolution = await _stage.ResolveAsync("6532");

        Assert.Equal("NCBI Gene 6532 or HGNC HGNC:6532", resolution.ReadAs);
        Assert.Equal("SLC6A4", Assert.Single(resolution.Candidates, one => one.Score == 6).Symbol);
        Assert.Null(resolution.Clear);
        Assert.Contains("ncbigene:6532", resolution.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_that_looks_like_an_accession_is_found()
    {
        var resolution = await _stage.ResolveAsync("B3GNT2");

        Assert.Equal(("HGNC:15629", "UniProt B3GNT2 or a name"), (resolution.Clear, resolution.ReadAs));
    }

    [Fact]
    public async Task A_molecule_is_said_to_be_no_target()
    {
        var resolution = await _stage.ResolveAsync("CHEMBL809");

        Assert.Empty(resolution.Candidates);
        Assert.Equal(["CHEMBL809 is in ChEMBL, but no target: compound."], resolution.Notes);
    }

    [Fact]
    public async Task Merged_and_demerged_accessions_lead_to_what_they_became()
    {
        _stage.Genes.Merge("Q9NZR3", "P14416");
        _stage.Genes.Demerge("P62988", "P31645", "P00533");

        var merged = await _stage.ResolveAsync("Q9NZR3");
        var demerged = await _stage.ResolveAsync("P62988");

        Assert.Equal("HGNC:3023", merged.Clear);
        Assert.Contains("UniProt Q9NZR3 was merged into P14416", merged.Candidates[0].Remarks);
        Assert.Null(demerged.Clear);
        Assert.Equal(["HGNC:11050", "HGNC:3236"], demerged.Candidates.Where(one => one.Score == 6).Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.All(demerged.Candidates.Where(one => one.Score == 6), one => Assert.Contains("UniProt P62988 is no longer active; see P31645, P00533", one.Remarks));
    }

    [Fact]
    public async Task Another_animals_protein_is_itself()
    {
        var resolution = await _stage.ResolveAsync("P31652");

        Assert.Equal(("P31652", "Rattus norvegicus"), (resolution.Clear, resolution.Candidates[0].Organism));
    }

    [Theory]
    [InlineData(UpstreamSource.Hgnc, "HGNC")]
    [InlineData(UpstreamSource.MyGene, "MyGene.info")]
    [InlineData(UpstreamSource.UniProt, "UniProt")]
    [InlineData(UpstreamSource.Chembl, "ChEMBL")]
    public async Task A_service_that_answers_badly_is_named_and_nothing_is_certain_without_it(UpstreamSource source, string label)
    {
        foreach (var kind in new[] { FaultKind.Status, FaultKind.ErrorObject, FaultKind.Html, FaultKind.MissingElement, FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.PrologOnly, FaultKind.DeepNesting })
        {
            _stage.Service.Upstream.Faults.Replace(new Fault(new FaultMatch(source), kind, Fault.Always));

            var resolution = await _stage.ResolveAsync("EGFR");

            Assert.Equal((kind, label), (kind, Assert.Single(resolution.Unavailable).Service));
            Assert.Equal((kind, null, "HGNC:3236"), (kind, resolution.Clear, resolution.Candidates[0].Id));
        }
    }

    [Fact]
    public async Task A_service_that_is_switched_off_is_not_asked_and_named()
    {
        _stage.Service.Options.Sources["mygene"].Enabled = false;

        var resolution = await _stage.ResolveAsync("EGFR");

        Assert.Equal([new Unanswered("MyGene.info", "switched off (Sources:mygene:Enabled)")], resolution.Unavailable);
        Assert.DoesNotContain(_stage.Service.Upstream.Log.Requests, request => request.Source == UpstreamSource.MyGene);
    }

    [Fact]
    public async Task A_look_up_is_identified_and_takes_slots_of_the_same_pace_as_checks()
    {
        await _stage.ResolveAsync("EGFR");

        Assert.Equal(["chembl", "hgnc", "mygene", "uniprot"], await _stage.Service.ListAsync<string>("SELECT rate_group FROM pacing ORDER BY 1"));
        Assert.All(_stage.Service.Upstream.Log.Requests, request => Assert.Contains("tests@example.org", request.UserAgent, StringComparison.Ordinal));
        Assert.InRange(_stage.Service.Upstream.Log.Requests.Count, 6, 15);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", _stage.Service.Upstream.Log.Requests.Select(request => $"{request.Source} {request.Endpoint}")));
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    private static (string Why, string Service, int Score) Told(Candidate candidate, int score) =>
        candidate.Reasons.Where(reason => reason.Score == score && reason.Service == "HGNC").Select(reason => (reason.Why, reason.Service, reason.Score)).First();
}
