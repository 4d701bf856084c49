using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Crossref;

namespace TargetAlerts.Tests.Sources.Crossref;

/// <summary>The parser over every recorded Crossref answer.</summary>
public sealed class RecordedAnswersTests
{
    private const string UpdatedBy = "from-docs/work-updated-by-excerpt.json";

    private static readonly string[] Works =
    [
        UpdatedBy, "recorded/work-biorxiv-group-author.json", "recorded/work-biorxiv.json", "recorded/work-f1000.json", "recorded/work-jmir-journal-correction.json", "recorded/work-medrxiv.json",
        "recorded/work-preprintsorg-title-encoded-html.json", "recorded/work-research-square.json", "recorded/work-scielo-preprints-spanish.json",
    ];

    // First pages of searches that no batch of DOIs gives: their totals are larger than what came.
    private static readonly string[] Searches = ["recorded/works-cursor-first-page.json", "recorded/works-query-page1-2026.json", "recorded/works-select-fields.json"];

    private const string Empty = "recorded/works-from-update-date-empty-2016.json";

    private static readonly string[] Errors = ["recorded/error-400-validation-failure.json", "recorded/error-404-cursor-invalid.json", "recorded/error-404-resource-not-found.txt"];

    public static TheoryData<string> WorkFiles => [.. Works];

    public static TheoryData<string> OtherFiles => [.. Searches, .. Errors];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() =>
        Assert.Equal([.. Works.Concat(Searches).Concat(Errors).Append(Empty).Order(StringComparer.Ordinal)], Recordings.Files("crossref"));

    [Theory, MemberData(nameof(WorkFiles))]
    public void Every_work_is_read(string file)
    {
        var body = Recordings.Read("crossref", file);
        var message = JsonDocument.Parse(body).RootElement.GetProperty("message");

        var record = Assert.Single(CrossrefAnswer.Parse(body).Records);

        Assert.Equal(message.GetProperty("DOI").GetString(), record.Id);
        Assert.Equal(message.GetProperty("type").GetString() == "posted-content" ? RecordKind.Preprint : RecordKind.Publication, record.Kind);
        Assert.DoesNotContain('<', record.Title);
        Assert.DoesNotContain("&lt;", record.Title, StringComparison.Ordinal);
        if (file != UpdatedBy) Assert.DoesNotContain(CrossrefFacts.Retraction, record.Facts.Keys);
    }

    [Fact]
    public void A_retraction_that_only_Retraction_Watch_tells_of_counts_and_keeps_its_day()
    {
        var record = Read(UpdatedBy);

        Assert.Equal(["10.1016/s0140-6736(10)60175-4"], record.FactList(CrossrefFacts.Retraction));
        Assert.Equal(["10.1016/s0140-6736(04)15715-2"], record.FactList(CrossrefFacts.Correction));
        Assert.Equal(new DateOnly(2010, 2, 6), record.Dated);
        Assert.Equal(["https://doi.org/10.1016/s0140-6736%2897%2911096-0", "https://doi.org/10.1016/s0140-6736%2810%2960175-4", "https://doi.org/10.1016/s0140-6736%2804%2915715-2"],
            CrossrefWords.Words.Links(record).Select(link => link.Address));
    }

    [Fact]
    public void A_version_and_a_preprint_are_the_same_work_as_the_other()
    {
        Assert.Equal(["doi:10.12688/f1000research.161261.1"], Read("recorded/work-f1000.json").SameAs);
        var preprint = Read("recorded/work-research-square.json");
        Assert.Equal(["doi:10.1186/s13063-019-3980-5"], preprint.SameAs);
        Assert.Equal(["10.1186/s13063-019-3980-5"], preprint.FactList(CrossrefFacts.PublishedAs));
    }

    [Fact]
    public void A_notice_without_a_link_says_nothing_of_itself() => Assert.Empty(Read("recorded/work-jmir-journal-correction.json").Facts);

    [Fact]
    public void Nothing_found_is_an_answer() => Assert.Empty(CrossrefAnswer.Parse(Recordings.Read("crossref", Empty)).Ids);

    [Theory, MemberData(nameof(OtherFiles))]
    public void What_is_no_whole_answer_is_unavailable_and_never_empty(string file) =>
        Assert.Throws<SourceUnavailableException>(() => CrossrefAnswer.Parse(Recordings.Read("crossref", file)));

    private static SourceRecord Read(string file) => Assert.Single(CrossrefAnswer.Parse(Recordings.Read("crossref", file)).Records);
}
