using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Chembl;

namespace TargetAlerts.Tests.Sources.Chembl;

/// <summary>The parsers over every recorded ChEMBL answer, checked by eye.</summary>
public sealed class RecordedAnswersTests
{
    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal(
        ["recorded/activity_filtered_limit3.json", "recorded/activity_unfiltered_limit5.json", "recorded/mechanisms_pembrolizumab_20260811.json", "recorded/status_ChEMBL_36.json"],
        Recordings.Files("chembl"));

    [Fact]
    public void The_status_names_the_release() => Assert.Equal("ChEMBL_36 2025-07-28", ChemblStatus.Release(Read("status_ChEMBL_36")));

    [Theory]
    [InlineData("activity_filtered_limit3", 3, 2_712_214, "31864 31866 31868")]
    [InlineData("activity_unfiltered_limit5", 5, 24_267_312, "31863 31864 31865 31866 31867")]
    public void A_page_of_activities_gives_its_numbers_and_its_total(string file, int limit, int total, string ids)
    {
        var page = ChemblPage.Parse(Read(file), "activities");

        Assert.Equal((limit, total), (page.Limit, page.Total));
        Assert.Equal(ids.Split(' '), page.Items.Select(item => ChemblActivity.Record(item, []).Id));
        Assert.Throws<SourceUnavailableException>(() => ChemblPage.Parse(Read(file), "mechanisms"));
    }

    [Fact]
    public void Activities_are_read_with_their_nulls()
    {
        var records = ChemblPage.Parse(Read("activity_unfiltered_limit5"), "activities").Items.Select(item => ChemblActivity.Record(item, [])).ToList();

        Assert.Equal(["CHEMBL113081: IC50 > 100000 nM at DNA topoisomerase 2-alpha", "CHEMBL324340: IC50 = 2500 nM at Heparanase", "CHEMBL324340: IC50 > 50000 nM at NON-PROTEIN TARGET",
            "CHEMBL109600: IC50 = 9000 nM at Heparanase", "CHEMBL109600: IC50, Not Determined at NON-PROTEIN TARGET"], records.Select(record => record.Title));
        Assert.Equal(["", "5.6", "", "5.05", ""], records.Select(record => record.Fact(ChemblFacts.Pchembl)));
        Assert.Equal(FactValue.Number(2500, "nM"), records[1].Facts[ChemblFacts.Value]);
        Assert.Equal(("CHEMBL3921", "CHEMBL872937", "B", "CHEMBL1146658", "2004"), (records[1].Fact(ChemblFacts.Target), records[1].Fact(ChemblFacts.Assay), records[1].Fact(ChemblFacts.AssayType), records[1].Fact(ChemblFacts.Document), records[1].Fact(ChemblFacts.Year)));
        Assert.Equal("https://www.ebi.ac.uk/chembl/compound_report_card/CHEMBL324340/", records[1].Link);
        Assert.False(records[4].Facts.ContainsKey(ChemblFacts.Value));
        Assert.Equal("CHEMBL324340 · binding assay CHEMBL872937 · Homo sapiens · Bioorg Med Chem Lett 2004", ChemblWords.Words.Byline(records[1]));
    }

    [Fact]
    public void A_mechanism_with_its_molecule_is_a_drug()
    {
        var row = Assert.Single(ChemblPage.Parse(Read("mechanisms_pembrolizumab_20260811"), "mechanisms").Items);
        var molecule = JsonDocument.Parse("""{"molecule_chembl_id":"CHEMBL3137343","pref_name":"PEMBROLIZUMAB","max_phase":"4.0","first_approval":2014,"withdrawn_flag":false}""").RootElement;

        var (record, matches) = ChemblDrug.Fetched("CHEMBL3307223", ChemblDrug.Parent(row), [row], molecule, []);

        Assert.Equal(("CHEMBL3307223:CHEMBL3137343", "PEMBROLIZUMAB: Programmed cell death protein 1 inhibitor"), (record.Id, record.Title));
        Assert.Equal(("4", "2014", ""), (record.Fact(ChemblFacts.Phase), record.Fact(ChemblFacts.FirstApproval), record.Fact(ChemblFacts.Withdrawn)));
        Assert.True(Assert.Single(matches).Stands(record));
    }

    private static byte[] Read(string name) => Recordings.Read("chembl", $"recorded/{name}.json");
}
