using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.OpenTargets;

namespace TargetAlerts.Tests.Sources.OpenTargets;

/// <summary>The parsers over every recorded Open Targets answer. They were asked without counts and stages, which this service asks for.</summary>
public sealed class RecordedAnswersTests
{
    [Fact]
    public void Every_file_of_the_folder_is_expected_here() =>
        Assert.Equal(["recorded/clinical_brca1_20260811.json", "recorded/clinical_egfr_20260811.json", "recorded/druggability_egfr_20260811.json"], Recordings.Files("opentargets"));

    [Theory]
    [InlineData("clinical_egfr_20260811", "drugAndClinicalCandidates")]
    [InlineData("clinical_egfr_20260811", "associatedDiseases")]
    [InlineData("clinical_brca1_20260811", "drugAndClinicalCandidates")]
    public void A_section_without_its_count_is_no_whole_answer(string file, string section) =>
        Assert.Equal($"{section} tells no count", Assert.Throws<SourceUnavailableException>(() => OpenTargetsAnswer.Rows(Data(file), section, counted: true)).Message);

    [Theory]
    [InlineData("clinical_egfr_20260811", "MONDO_0005233 MONDO_0005061 MONDO_0004992 MONDO_0010150 MONDO_0008903")]
    [InlineData("clinical_brca1_20260811", "MONDO_0007254 Orphanet_145 MONDO_0054748 MONDO_0008170 MONDO_0021100")]
    public void Diseases_are_read_with_their_scores(string file, string ids)
    {
        var read = Rows(file, "associatedDiseases").Select(OpenTargetsDiseases.Read).ToList();

        Assert.Equal(ids.Split(' '), read.Select(row => row.Id));
        Assert.All(read, row => Assert.InRange(row.Score, 0.7m, 0.9m));
        Assert.All(read, row => Assert.True(OpenTargetsIds.IsDisease(row.Id)));
    }

    [Fact]
    public void Salts_are_folded_with_their_parents_and_conjugates_are_not()
    {
        var rows = Rows("clinical_egfr_20260811", "drugAndClinicalCandidates");

        var drugs = OpenTargetsDrugs.Fold(rows);

        Assert.Equal(rows.Count, drugs.Sum(drug => drug.Rows.Count));
        Assert.Equal(2, drugs.Single(drug => drug.Id == "CHEMBL1173655").Rows.Count);
        Assert.Equal(("LAZERTINIB", 2), drugs.Single(drug => drug.Id == "CHEMBL4558324") is var lazertinib ? (lazertinib.Name, lazertinib.Rows.Count) : default);
        Assert.Contains(drugs, drug => drug.Name == "CETUXIMAB SAROTALOCAN");
        Assert.Contains(drugs, drug => drug.Name == "DEPATUXIZUMAB MAFODOTIN");
        Assert.All(drugs, drug => Assert.Equal("", OpenTargetsRecords.Drug("ENSG00000146648", "made-up", drug, []).Record.Fact(OpenTargetsFacts.Stage)));
        Assert.Empty(Rows("clinical_brca1_20260811", "drugAndClinicalCandidates"));
    }

    [Fact]
    public void Safety_and_tractability_are_read()
    {
        var target = OpenTargetsAnswer.Target(Data("druggability_egfr_20260811"))!.Value;

        var record = OpenTargetsRecords.Target("ENSG00000146648", "made-up", target).Record;

        Assert.Contains("SM: Approved Drug", record.FactList(OpenTargetsFacts.Tractability));
        Assert.DoesNotContain("SM: Advanced Clinical", record.FactList(OpenTargetsFacts.Tractability));
        Assert.Single(record.FactList(OpenTargetsFacts.Safety), "diarrhea");
        Assert.Contains("interstitial lung disease", record.FactList(OpenTargetsFacts.Safety));
    }

    private static IReadOnlyList<JsonElement> Rows(string file, string section) => [.. Data(file).GetProperty("target").GetProperty(section).GetProperty("rows").EnumerateArray()];

    private static JsonElement Data(string file) => OpenTargetsAnswer.Data(Recordings.Read("opentargets", $"recorded/{file}.json"));
}
