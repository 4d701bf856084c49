using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.UniProt;

namespace TargetAlerts.Tests.Sources.UniProt;

/// <summary>Entries: which content is told, what a release costs, what becomes of a retired accession.</summary>
public sealed class ProteinTests
{
    private const string Source = "uniprot", Sert = "P31645";

    public static TheoryData<string, string, int> Differences => new()
    {
        { "function", "updated: function", 1 },
        { "disease", "updated: disease", 2 },
        { "disease gone", "updated: disease", 2 },
        { "variant", "updated: variants", 1 },
        { "chembl", "updated: chembl", 1 },
        { "pdb", "updated: pdb", 0 },
        { "paper", "updated: papers", 0 },
        { "sequence", "updated: sequenceVersion", 2 },
        { "name", "updated: name", 0 },
        { "version only", "", -1 },
        { "evidence", "", -1 },
        { "papers cited in the text", "", -1 },
        { "ensembl", "", -1 },
        { "drugbank row gone", "", -1 },
    };

    private static Protein Known => new(Sert)
    {
        Comments = [("FUNCTION", "Made-up transport of serotonin (PubMed:10000001)"), ("DISEASE", "Made-up disease A"), ("SIMILARITY", "Made up")],
        Features = [("Natural variant", 56, "made up; dbSNP:rs1"), ("Helix", 80, "")],
        CrossReferences = [("ChEMBL", "CHEMBL228"), ("PDB", "5I6X"), ("DrugBank", "DB01104"), ("Ensembl", "ENST1.1")],
    };

    [Fact]
    public async Task A_check_in_the_same_release_costs_one_request_for_all_targets()
    {
        var other = TestTargets.Drug("DAT", "madeupine") with { Identifiers = new Dictionary<string, IReadOnlyList<string>> { ["uniprot"] = ["Q01959"] } };
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill(new Protein("Q01959")), [TestTargets.Sert, other]);

        var reports = await service.CheckAsync(Source);

        Assert.All(reports, report => Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Updated)));
        Assert.Equal("search", Assert.Single(service.Upstream.Log.Requests).Endpoint);
    }

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_the_source_page_says(string what, string told, int severity)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        service.Model.Proteins.Publish(Sert, protein => Changed(protein, what));

        var report = await service.CheckOneAsync(Source);

        Assert.Equal(CheckOutcome.Complete, report.Outcome);
        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync(Sert));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
        Assert.Equal(["search", "entry"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
    }

    [Theory]
    [InlineData("MERGED")]
    [InlineData("DEMERGED")]
    [InlineData("a word of another spelling")]
    public async Task An_accession_that_was_retired_into_others_is_told_at_once_and_once(string reason)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        service.Model.Proteins.Publish(Sert, protein => protein with { Inactive = reason, Successors = ["P62987", "P62979"] });

        for (var month = 0; month < 3; month++)
        {
            Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Source)).Outcome);
            service.Clock.Jump(TimeSpan.FromDays(30));
        }

        Assert.Equal(["withdrawn: merged into P62987, P62979"], await service.ToldAsync(Sert));
    }

    [Fact]
    public async Task An_accession_that_is_sent_to_another_is_followed()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        service.Model.Proteins.Add(new Protein("P99999") { Secondary = [Sert] });
        service.Model.Proteins.Publish(Sert, protein => protein with { MovedTo = "P99999" });

        for (var month = 0; month < 3; month++)
        {
            Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Source)).Outcome);
            service.Clock.Jump(TimeSpan.FromDays(30));
        }

        Assert.Equal(["withdrawn: merged into P99999"], await service.ToldAsync(Sert));
        Assert.Equal(["added"], await service.ToldAsync("P99999"));
        Assert.Equal("P31645 is now P99999", await service.ReadAsync<string>("SELECT notes FROM watches WHERE source = 'uniprot'"));
    }

    [Theory]
    [InlineData("not found")]
    [InlineData("gone")]
    [InlineData("stub")]
    public async Task A_deleted_entry_is_withdrawn_at_the_second_look(string answer)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        if (answer == "not found") service.Model.Proteins.Delete(Sert);
        else service.Model.Proteins.Publish(Sert, protein => answer == "gone" ? protein with { IsGone = true } : protein with { Inactive = "DELETED" });
        await service.CheckOneAsync(Source);
        Assert.Empty(await service.ToldAsync(Sert));
        service.Clock.Jump(TimeSpan.FromHours(21));

        await service.CheckOneAsync(Source);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Sert));
    }

    [Fact]
    public async Task An_entry_of_another_release_than_the_gate_is_a_caches_and_does_not_count()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        var before = await service.StandingAsync();
        service.Model.Proteins.CachedRelease = service.Model.Proteins.Release;
        service.Model.Proteins.Publish(Sert, protein => Changed(protein, "disease"));
        Assert.Equal(CheckOutcome.Unavailable, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(before, await service.StandingAsync());
        service.Model.Proteins.CachedRelease = null;

        await service.CheckOneAsync(Source);

        Assert.Equal(["updated: disease"], await service.ToldAsync(Sert));
    }

    [Fact]
    public async Task Where_no_release_is_told_the_entries_are_read()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill());
        service.Model.Proteins.Publish(Sert, protein => Changed(protein, "disease"));
        service.Model.Proteins.Release = null;

        Assert.Equal((CheckOutcome.Complete, 1), (await service.CheckOneAsync(Source)) is var report ? (report.Outcome, report.Updated) : default);
    }

    [Fact]
    public async Task A_target_without_an_accession_is_an_empty_check()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.UniProt, Fill(), [TestTargets.Drug("MADE", "madeupine")]);

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    private static Action<UpstreamModel> Fill(params Protein[] others) => model =>
    {
        foreach (var protein in others.Prepend(Known)) model.Proteins.Add(protein);
    };

    private static Protein Changed(Protein protein, string what) => what switch
    {
        "function" => protein with { Comments = [("FUNCTION", "Another made-up function"), .. protein.Comments.Skip(1)] },
        "disease" => protein with { Comments = [.. protein.Comments, ("DISEASE", "Made-up disease B")] },
        "disease gone" => protein with { Comments = [.. protein.Comments.Where(comment => comment.Type != "DISEASE")] },
        "variant" => protein with { Features = [.. protein.Features, ("Natural variant", 425, "made up; dbSNP:rs2")] },
        "chembl" => protein with { CrossReferences = [.. protein.CrossReferences, ("ChEMBL", "CHEMBL999999")] },
        "pdb" => protein with { CrossReferences = [.. protein.CrossReferences, ("PDB", "7TXT")] },
        "paper" => protein with { Papers = [.. protein.Papers, "10000002"] },
        "sequence" => protein with { SequenceVersion = 2 },
        "name" => protein with { Name = "Another made-up name" },
        "version only" => protein,
        "evidence" => protein with { Evidence = "ECO:0000250" },
        "papers cited in the text" => protein with { Comments = [("FUNCTION", "Made-up transport of serotonin (PubMed:10000001, PubMed:10000002)"), .. protein.Comments.Skip(1)] },
        "ensembl" => protein with { CrossReferences = [.. protein.CrossReferences.SkipLast(1), ("Ensembl", "ENST1.2"), ("EMDB", "EMD-1")] },
        "drugbank row gone" => protein with { CrossReferences = [.. protein.CrossReferences.Where(row => row.Database != "DrugBank")] },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
    };
}
