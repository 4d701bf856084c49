using TargetAlerts.Sources;
using TargetAlerts.Sources.GwasCatalog;

namespace TargetAlerts.Tests.Sources.GwasCatalog;

/// <summary>The parser over every recorded GWAS Catalog answer. Those of version 1 are no answers to what is asked.</summary>
public sealed class RecordedAnswersTests
{
    private const string Study = "recorded/v1_study_GCST000392.json", Associations = "recorded/v2_associations_gene_tcf7l2_20260812.json";

    private static readonly string[] Others =
    [
        "recorded/v1_associations_findByPubmedId.json", "recorded/v1_metadata.json", "recorded/v1_rs7329174_associations.json", "recorded/v1_snps_findByGene.json",
    ];

    public static TheoryData<string> OtherFiles => [.. Others, Study];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([.. Others, Study, Associations], Recordings.Files("gwascatalog"));

    [Fact]
    public void The_page_gives_its_associations_with_the_p_values_that_no_double_holds()
    {
        var page = GwasSearch.Parse(Recordings.Read("gwascatalog", Associations));

        Assert.Equal((902, 451, 0), (page.Total, page.Pages, page.Number));
        Assert.Empty(page.Unreadable);
        Assert.Equal(["164634754", "62204245"], page.Records.Select(record => record.Id));
        Assert.Equal(["3e-1315", "5e-420"], page.Records.Select(record => record.Fact(GwasFacts.PValue)));
        Assert.All(page.Records, record => Assert.True(GwasFacts.IsSignificant(record)));
        var first = page.Records[0];
        Assert.Equal(("Type 2 diabetes: rs7903146-T", "type 2 diabetes mellitus", "0.22941", "GCST90492734"), (first.Title, first.Fact(GwasFacts.Trait), first.Fact(GwasFacts.Frequency), first.Fact(GwasFacts.Study)));
        Assert.Equal(["pmid:38374256"], first.Related);
        Assert.Equal("3 × 10⁻¹³¹⁵", GwasFacts.PWords(first.Fact(GwasFacts.PValue)));
        Assert.Equal("[0.27-0.29]", page.Records[1].Fact(GwasFacts.Effect));
    }

    [Fact]
    public void A_study_gives_its_day_its_paper_and_its_sample()
    {
        var facts = GwasStudies.Facts(Recordings.Read("gwascatalog", Study));

        Assert.Equal("7,514 European ancestry cases, 9,045 European ancestry controls", facts[GwasFacts.Sample].First);
        Assert.Equal(10, facts[GwasFacts.Published].First.Length);
        Assert.NotEmpty(facts[GwasFacts.Paper].First);
    }

    [Theory, MemberData(nameof(OtherFiles))]
    public void What_is_no_page_of_associations_is_unavailable_and_never_empty(string file) =>
        Assert.Throws<SourceUnavailableException>(() => GwasSearch.Parse(Recordings.Read("gwascatalog", file)));
}
