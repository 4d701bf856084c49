using TargetAlerts.Settings;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Tests.Targets;

/// <summary>A picked candidate becomes a profile file that the next start reads; what is doubtful writes nothing.</summary>
public sealed class AddTests : IAsyncLifetime
{
    private ResolvingStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await ResolvingStage.StartAsync();

    [Fact]
    public async Task A_gene_has_its_identifiers_with_their_origin_its_names_and_its_drugs()
    {
        var profile = await _stage.AddedAsync("HER1");

        Assert.Equal([Path.Combine(_stage.Config, "EGFR.json")], _stage.Files);
        Assert.Equal(("EGFR", "EGFR", "Epidermal growth factor receptor", "Homo sapiens"), (profile.Symbol, profile.Gene, profile.Name, profile.Organism));
        Assert.Equal("hgnc=HGNC:3236 ncbiGene=1956 ensembl=ENSG00000146648 uniprot=P00533 chembl=CHEMBL203 gtopdb=1797", Ids(profile));
        var today = new DateOnly(2026, 3, 2);
        Assert.Equal(
            [new("hgnc", "HGNC:3236", "HGNC", "2026-02-17", today), new("ncbiGene", "1956", "HGNC", "2026-02-17", today), new("ensembl", "ENSG00000146648", "HGNC", "2026-02-17", today), new("uniprot", "P00533", "UniProt", "2025_04", today), new("chembl", "CHEMBL203", "ChEMBL", "ChEMBL_36", today), new TargetOrigin("gtopdb", "1797", "HGNC", "2026-02-17", today)],
            profile.Provenance);
        // "eGFR" is a kidney's filtration rate.
        Assert.Equal(TermUse.WithContext, Use(profile, "EGFR"));
        Assert.Equal(TermUse.Alone, Use(profile, "Epidermal growth factor receptor"));
        Assert.All(new[] { "ERBB", "ERBB1", "HER1" }, name => Assert.Equal(TermUse.WithContext, Use(profile, name)));
        Assert.Contains("epidermal", profile.Context);
        Assert.Contains("erlotinib", profile.Context);
        Assert.Equal(["erlotinib", "osimertinib"], profile.FollowedDrugs.Select(drug => drug.Name));
        var mixed = Assert.Single(profile.Drugs, drug => drug.Tier == DrugTier.Mixed);
        Assert.Equal(("vandetanib", "CHEMBL9000203", "inhibitor", "chembl"), (mixed.Name, mixed.Chembl, mixed.Class, mixed.From));
    }

    [Fact]
    public async Task Another_genes_symbol_is_never_searched_and_a_family_is_shown_only()
    {
        var profile = await _stage.AddedAsync("SLC6A4");

        Assert.Equal((TermUse.Alone, TermUse.WithContext, TermUse.Never), (Use(profile, "SLC6A4"), Use(profile, "SERT"), Use(profile, "HTT")));
        Assert.Equal("The symbol of huntingtin (HGNC:4851).", profile.Names.Single(name => name.Text == "HTT").Note);
        Assert.Equal((TermUse.WithContext, TermUse.WithContext), (Use(profile, "5-HTT"), Use(profile, "OCD1")));
        Assert.Equal((TermUse.Alone, TermUse.Alone), (Use(profile, "Serotonin transporter"), Use(profile, "Sodium-dependent serotonin transporter")));
        Assert.Equal(["CHEMBL228"], profile.Identifiers["chembl"]);
        Assert.Equal([new TargetGroup(SampleGenes.Monoamine, "Monoamine transporter (made up)", "PROTEIN FAMILY")], profile.Groups);
        // Two targets are a dual inhibitor's; an action on the family alone is mixed.
        Assert.Equal([("sertraline", DrugTier.Acts), ("venlafaxine", DrugTier.Acts), ("tesofensine", DrugTier.Mixed)], profile.Drugs.Select(drug => (drug.Name, drug.Tier)));
    }

    [Theory]
    [InlineData("DRD2", "DRD2", "D2R", "Dopamine D2 receptor")]
    [InlineData("GLP1R", "GLP1R", "", "GLP-1 receptor")]
    [InlineData("PDE5", "PDE5A", "PDE5", "cGMP-specific PDE")]
    public async Task Short_synonyms_need_context_and_full_names_do_not(string text, string symbol, string ambiguous, string safe)
    {
        var profile = await _stage.AddedAsync(text);

        Assert.Equal((symbol, TermUse.Alone, TermUse.Alone), (profile.Symbol, Use(profile, symbol), Use(profile, safe)));
        if (ambiguous.Length > 0) Assert.Equal(TermUse.WithContext, Use(profile, ambiguous));
        Assert.Single(profile.FollowedDrugs);
    }

    [Fact]
    public async Task A_complex_holds_several_accessions_and_ChEMBL_targets()
    {
        var profile = await _stage.AddedAsync("GABA-A receptor");

        Assert.Equal(("GABA-A", "GABA-A receptor; anion channel", null), (profile.Symbol, profile.Name, profile.Gene));
        Assert.Equal(["P14867", "P47869"], profile.Identifiers["uniprot"]);
        Assert.Equal(["CHEMBL2093872", "CHEMBL1962", "CHEMBL4956"], profile.Identifiers["chembl"]);
        Assert.Equal(("HGNC:4075 HGNC:4076", "2554 2555", "ENSG00000022355 ENSG00000151834", "404 405"), (Some(profile, "hgnc"), Some(profile, "ncbiGene"), Some(profile, "ensembl"), Some(profile, "gtopdb")));
        Assert.Equal((TermUse.Alone, TermUse.Alone, TermUse.Alone), (Use(profile, "GABA-A receptor"), Use(profile, "GABRA1"), Use(profile, "GABRA2")));
        Assert.Equal(["zolpidem"], profile.FollowedDrugs.Select(drug => drug.Name));
        Assert.Equal(3, profile.Provenance.Count(origin => origin is { Space: "chembl", From: "ChEMBL" }));
    }

    [Fact]
    public async Task What_is_ambiguous_or_unknown_writes_nothing_until_it_is_picked()
    {
        Assert.Equal(AddState.Ambiguous, (await _stage.AddAsync("HTT")).State);
        Assert.Equal(AddState.Ambiguous, (await _stage.AddAsync("HTT", pick: "HGNC:3236")).State);
        Assert.Equal(AddState.Unknown, (await _stage.AddAsync("xyzzy-17")).State);
        Assert.Empty(_stage.Files);

        Assert.Equal("SLC6A4", (await _stage.AddedAsync("HTT", pick: "HGNC:11050")).Gene);
        Assert.Equal("HTT", (await _stage.AddedAsync("HTT", pick: "hgnc:4851")).Gene);
    }

    [Fact]
    public async Task What_is_followed_already_is_said_by_whom()
    {
        await using var stage = await ResolvingStage.StartAsync(followed: [TestTargets.Sert]);

        var refused = await Assert.ThrowsAsync<ProfileRefusedException>(() => stage.AddAsync("5-HTT"));

        Assert.Contains("SERT follows it already", refused.Message, StringComparison.Ordinal);
        Assert.Equal("The symbol sert is another target's; give one with --symbol.", (await Assert.ThrowsAsync<ProfileRefusedException>(() => stage.AddAsync("EGFR", symbol: "sert"))).Message);
        await Assert.ThrowsAsync<UsageException>(() => stage.AddAsync("EGFR", symbol: "../EGFR"));
        Assert.Single(stage.Files);
    }

    [Fact]
    public async Task Services_that_disagree_are_told_and_nothing_is_guessed()
    {
        _stage.Genes.Change("EGFR", gene => gene with { UniProtSymbol = "ERBB2" });
        Assert.Contains("disagree on the gene symbol: EGFR and ERBB2", (await Assert.ThrowsAsync<ProfileRefusedException>(() => _stage.AddAsync("HGNC:3236"))).Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Files);

        // A renamed gene that UniProt still calls by its previous symbol is the same gene.
        _stage.Genes.Change("EGFR", gene => gene with { UniProtSymbol = "ERBB" });
        var report = await _stage.AddAsync("HGNC:3236");
        Assert.Equal((AddState.Added, "UniProt P00533 still calls EGFR by its previous symbol ERBB."), (report.State, Assert.Single(report.Warnings)));
    }

    [Theory]
    [InlineData(UpstreamSource.Chembl)]
    [InlineData(UpstreamSource.UniProt)]
    [InlineData(UpstreamSource.Hgnc)]
    public async Task Without_one_of_the_three_nothing_is_written(UpstreamSource source)
    {
        _stage.Service.Upstream.Faults.Add(new Fault(new FaultMatch(source), FaultKind.Status, Fault.Always));

        var report = await Record.ExceptionAsync(() => _stage.AddAsync("EGFR", pick: "HGNC:3236"));

        Assert.Contains("could not be asked", Assert.IsType<ProfileRefusedException>(report).Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Files);
    }

    [Fact]
    public async Task Without_MyGene_every_short_name_needs_context_and_that_is_said()
    {
        _stage.Service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.MyGene), FaultKind.Status, Fault.Always));

        var report = await _stage.AddAsync("SLC6A4", pick: "SLC6A4");

        Assert.Contains("MyGene.info could not be asked", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.All(report.Profile!.Names.Where(name => !name.Text.Contains(' ')), name => Assert.Equal(TermUse.WithContext, name.Use));
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_written_leaves_the_profile_with_the_data_and_goes_before_it()
    {
        await using var stage = await ResolvingStage.StartAsync(readOnly: true);

        await stage.AddedAsync("EGFR");

        Assert.Equal([Path.Combine(stage.Data, "EGFR.json")], stage.Files);
        var config = Path.Combine(Path.GetDirectoryName(stage.Data)!, "other");
        TargetFiles.Add(TestTargets.Drug("EGFR", "erlotinib"), [config]);
        var both = TargetCatalog.Read(config, stage.Data);
        Assert.Equal(("made-up target of erlotinib", Path.Combine(config, "EGFR.json")), (Assert.Single(both.All).Name, both.FileOf(both.Get("EGFR"))));
    }

    [Fact]
    public async Task A_file_that_the_next_start_would_refuse_is_never_put_in_place()
    {
        Assert.Throws<UsageException>(() => TargetFiles.Add(TestTargets.Drug("X", "y") with { Names = [] }, [_stage.Config]));
        Assert.Empty(_stage.Files);

        await _stage.AddedAsync("EGFR");
        Assert.Throws<ProfileRefusedException>(() => TargetFiles.Add(TestTargets.Drug("EGFR", "y"), [_stage.Config]));
        Assert.Equal("Epidermal growth factor receptor", TargetCatalog.Read(_stage.Config).Get("EGFR").Name);
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    private static TermUse Use(DrugTarget profile, string name) => profile.Names.Single(one => string.Equals(one.Text, name, StringComparison.OrdinalIgnoreCase)).Use;

    private static string Some(DrugTarget profile, string space) => string.Join(' ', profile.Identifiers[space]);

    private static string Ids(DrugTarget profile) => string.Join(' ', profile.Identifiers.Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}"));
}
