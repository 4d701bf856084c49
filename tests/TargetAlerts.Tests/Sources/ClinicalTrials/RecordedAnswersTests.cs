using System.Text;
using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>The parser over every recorded ClinicalTrials.gov answer; what is expected is counted here by other means.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly string[] Searches =
    [
        "recorded/search-intr-brandname.json", "recorded/search-melanoma-recruiting.json", "recorded/search-phelan-lastpage-no-token.json",
        "recorded/search-phelan-page1-pagesize5.json", "recorded/search-phelan-page2-pagetoken.json",
    ];

    private static readonly string[] Studies =
    [
        "recorded/study-NCT00763412-completed-results-partial-dates.json", "recorded/study-NCT00973089-withdrawn.json",
        "recorded/study-NCT02210780-phase2-results.json", "recorded/study-NCT03418623-phase2-no-results.json",
        "recorded/study-NCT03475563-unknown-status-observational.json", "recorded/study-NCT05594173-observational-results.json",
        "recorded/study-NCT06171568-not-yet-recruiting.json", "recorded/study-NCT06604689-selected-fields.json",
    ];

    private static readonly string[] Others = ["from-docs/error-400-stale-page-token.txt", "from-docs/error-400-unknown-parameter.txt", "recorded/metadata-field-tree.json"];

    public static TheoryData<string> SearchFiles => [.. Searches];

    public static TheoryData<string> StudyFiles => [.. Studies];

    public static TheoryData<string> OtherFiles => [.. Others];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() =>
        Assert.Equal([.. Searches.Concat(Studies).Concat(Others).Order(StringComparer.Ordinal)], Recordings.Files("clinicaltrials"));

    [Theory, MemberData(nameof(SearchFiles))]
    public void Every_page_gives_its_studies_its_total_and_its_token(string file)
    {
        var body = Recordings.Read("clinicaltrials", file);
        var root = JsonDocument.Parse(body).RootElement;
        var studies = root.GetProperty("studies").EnumerateArray().Select(Identification).ToList();

        var page = TrialPage.Parse(body);

        Assert.Empty(page.Unreadable);
        Assert.Equal(studies.Select(study => study.GetProperty("nctId").GetString()), page.Records.Select(record => record.Id));
        Assert.Equal(studies.Select(study => Letters(study.GetProperty("briefTitle").GetString()!)), page.Records.Select(record => Letters(record.Title)));
        Assert.Equal(root.TryGetProperty("totalCount", out var total) ? total.GetInt32() : null, page.Total);
        Assert.Equal(root.TryGetProperty("nextPageToken", out var token) ? token.GetString() : null, page.NextToken);
    }

    [Theory, MemberData(nameof(StudyFiles))]
    public void Every_study_is_read_alone(string file)
    {
        var body = Recordings.Read("clinicaltrials", file);
        var study = JsonDocument.Parse(body).RootElement;

        var record = Assert.Single(TrialPage.Parse(body).Records);

        Assert.Equal(Identification(study).GetProperty("nctId").GetString(), record.Id);
        Assert.Equal($"https://clinicaltrials.gov/study/{record.Id}", record.Link);
        Assert.Equal(study.GetProperty("protocolSection").GetProperty("statusModule").GetProperty("overallStatus").GetString(), record.Fact(TrialFacts.Status));
        Assert.NotNull(PartialDate.Parse(record.Fact(TrialFacts.Start)));
    }

    [Theory, MemberData(nameof(OtherFiles))]
    public void What_is_no_page_and_no_study_is_unavailable_and_never_empty(string file) =>
        Assert.Throws<SourceUnavailableException>(() => TrialPage.Parse(Recordings.Read("clinicaltrials", file)));

    private static JsonElement Identification(JsonElement study) => study.GetProperty("protocolSection").GetProperty("identificationModule");

    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit));
}
