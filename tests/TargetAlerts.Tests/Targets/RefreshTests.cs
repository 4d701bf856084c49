using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Tests.Targets;

/// <summary>What upstreams moved is told and left; what an admin wrote stays.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private ResolvingStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await ResolvingStage.StartAsync();
        await _stage.AddedAsync("EGFR");
    }

    [Fact]
    public async Task Nothing_new_writes_nothing()
    {
        var before = await File.ReadAllTextAsync(_stage.Files[0], TestContext.Current.CancellationToken);

        var report = await _stage.RefreshAsync("EGFR");

        Assert.Equal((AddState.Unchanged, false), (report.State, report.Moved));
        Assert.Empty(report.Warnings);
        Assert.Equal(before, await File.ReadAllTextAsync(Assert.Single(_stage.Files), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_moved_identifier_is_told_and_taken_only_when_accepted()
    {
        _stage.Genes.Change("EGFR", gene => gene with { NcbiGene = "99001956", UniProt = "Q99999" });
        _stage.Genes.Add(new GeneTarget("CHEMBL203", "Epidermal growth factor receptor erbB1", "SINGLE PROTEIN", "Q99999"));

        var told = await _stage.RefreshAsync("EGFR");

        Assert.True(told.Moved);
        Assert.Equal(
            ["ncbiGene: upstream now says 99001956, the profile 1956; left as it is (--accept takes it over)", "uniprot: upstream now says Q99999, the profile P00533; left as it is (--accept takes it over)"],
            told.Warnings);
        Assert.Equal("P00533", Stored().Identifiers["uniprot"].Single());

        var taken = await _stage.RefreshAsync("EGFR", accept: true);

        Assert.Equal((AddState.Refreshed, false), (taken.State, taken.Moved));
        Assert.Equal(["ncbiGene: 1956 → 99001956", "uniprot: P00533 → Q99999"], taken.Changes);
        Assert.Equal("Q99999", Stored().Identifiers["uniprot"].Single());
        Assert.Contains(Stored().Provenance, origin => origin is { Space: "uniprot", Id: "Q99999", From: "UniProt" });
        Assert.Contains(_stage.Files, file => file.EndsWith("EGFR.json.old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renamed_gene_is_told()
    {
        _stage.Genes.Change("EGFR", gene => gene with { Symbol = "EGFRX", Previous = ["EGFR", "ERBB"] });

        var report = await _stage.RefreshAsync("EGFR");

        Assert.Contains("gene: upstream now says EGFRX, the profile EGFR; left as it is (--accept takes it over)", report.Warnings);
        Assert.Equal("EGFR", Stored().Gene);
    }

    [Fact]
    public async Task Drugs_come_and_an_admins_word_on_them_stays()
    {
        Rewrite(profile => profile with
        {
            Names = [.. profile.Names.Select(name => name.Text == "EGFR" ? name with { Use = TermUse.Never, Note = "Mine." } : name)],
            Drugs =
            [
                .. profile.Drugs.Select(drug => drug.Name switch
                {
                    "erlotinib" => drug with { Tier = DrugTier.Dropped },
                    "vandetanib" => drug with { Tier = DrugTier.Acts, Pinned = true },
                    _ => drug,
                }),
                new TargetDrug("mobocertinib") { Class = "by hand" },
            ],
        });
        _stage.Genes.DropDrug(6);
        _stage.Genes.Add(new GeneDrug(21, "CHEMBL9000204", "amivantamab", "CHEMBL203"), new GeneDrug(22, "CHEMBL9000205", "mobocertinib", "CHEMBL203"));
        _stage.Genes.Change("EGFR", gene => gene with { Aliases = ["ERBB1", "EGFRVIII9"] });

        var report = await _stage.RefreshAsync("EGFR");

        Assert.Equal(["mobocertinib: CHEMBL9000205", "new drug amivantamab (acts)", "new name EGFRVIII9 (alone)"], report.Changes.Order(StringComparer.Ordinal));
        Assert.Equal(["osimertinib: ChEMBL no longer names it; left in place (\"tier\": \"dropped\" takes it out)"], report.Warnings);
        var profile = Stored();
        Assert.Equal(
            [("amivantamab", DrugTier.Acts), ("erlotinib", DrugTier.Dropped), ("mobocertinib", DrugTier.Acts), ("osimertinib", DrugTier.Acts), ("vandetanib", DrugTier.Acts)],
            profile.Drugs.OrderBy(drug => drug.Name, StringComparer.Ordinal).Select(drug => (drug.Name, drug.Tier)));
        Assert.Equal((TermUse.Never, "Mine."), profile.Names.Where(name => name.Text == "EGFR").Select(name => (name.Use, name.Note)).Single());
        Assert.Equal(AddState.Unchanged, (await _stage.RefreshAsync("EGFR")).State);
    }

    [Fact]
    public async Task A_complex_is_asked_for_by_its_ChEMBL_target()
    {
        await _stage.AddedAsync("GABA-A receptor");
        Assert.Equal(AddState.Unchanged, (await _stage.RefreshAsync("GABA-A")).State);

        // A subunit more in the next release.
        _stage.Genes.Add(new GeneTarget(SampleGenes.GabaA, "GABA-A receptor; anion channel", "PROTEIN COMPLEX GROUP", "P14867", "P47869", "P34903"));
        _stage.Genes.Add(new Gene { Symbol = "GABRA3", Name = "gamma-aminobutyric acid type A receptor subunit alpha3", Hgnc = "HGNC:4077", NcbiGene = "2556", Ensembl = "ENSG00000011677", UniProt = "P34903", Protein = "Gamma-aminobutyric acid receptor subunit alpha-3" });

        var report = await _stage.RefreshAsync("GABA-A");

        Assert.Contains("uniprot: upstream now says P14867, P47869, P34903, the profile P14867, P47869; left as it is (--accept takes it over)", report.Warnings);
        Assert.Contains("new name GABRA3 (alone)", report.Changes);
    }

    [Theory]
    [InlineData(UpstreamSource.Hgnc)]
    [InlineData(UpstreamSource.Chembl)]
    [InlineData(UpstreamSource.UniProt)]
    public async Task A_service_that_cannot_be_asked_leaves_the_profile_as_it_was(UpstreamSource source)
    {
        var before = await File.ReadAllTextAsync(_stage.Files[0], TestContext.Current.CancellationToken);
        _stage.Service.Upstream.Faults.Add(new Fault(new FaultMatch(source), FaultKind.Html, Fault.Always));

        await Assert.ThrowsAsync<ProfileRefusedException>(() => _stage.RefreshAsync("EGFR"));

        Assert.Equal(before, await File.ReadAllTextAsync(Assert.Single(_stage.Files), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_shipped_profile_loses_nothing()
    {
        await using var stage = await ResolvingStage.StartAsync(followed: [TestTargets.Sert]);

        var report = await stage.RefreshAsync("SERT");

        Assert.False(report.Moved, string.Join("; ", report.Warnings));
        var profile = TargetCatalog.Read(stage.Config).Get("SERT");
        Assert.All(TestTargets.Sert.Names, name => Assert.Contains(name, profile.Names));
        Assert.Equal(TestTargets.Sert.Drugs.Select(drug => (drug.Name, drug.Tier)), profile.Drugs.Take(TestTargets.Sert.Drugs.Count).Select(drug => (drug.Name, drug.Tier)));
        Assert.Equal(TestTargets.Sert.Context, profile.Context);
        Assert.All(TestTargets.Sert.Identifiers, pair => Assert.Equal(pair.Value, profile.Identifiers[pair.Key]));
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    private DrugTarget Stored() => TargetCatalog.Read(_stage.Config).Get("EGFR");

    private void Rewrite(Func<DrugTarget, DrugTarget> change) => TargetFiles.Replace(change(Stored()), Path.Combine(_stage.Config, "EGFR.json"));
}
