using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.EuropePmc;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>The parser over every recorded Europe PMC answer; what is expected is counted here by other means.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly string[] Pages =
    [
        "recorded/search-1000-rows-med-pmc-ppr.json", "recorded/search-core-25-rows-errata.json", "recorded/search-core-8-rows-2026.json", "recorded/search-core-preprint-PPR179288.json",
        "recorded/search-empty.json", "recorded/search-lite-2-hits-no-pmcid.json", "recorded/search-lite-5-rows.json", "recorded/search-lite-exclude-retracted-5-hits.json",
    ];

    // Ids only: each row is there and none can be read as a record.
    private const string IdList = "recorded/search-idlist-page1.json", Envelope = "from-docs/empty-envelope-200.json";

    private static readonly string[] Others = ["from-docs/error-errcode-200.json", "from-docs/maintenance-503.txt", "recorded/error-errorbean-not-open-access.xml", "recorded/search-lite-25-rows.xml"];

    public static TheoryData<string> PageFiles => [.. Pages];

    public static TheoryData<string> OtherFiles => [.. Others];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() =>
        Assert.Equal([.. Pages.Concat(Others).Append(IdList).Append(Envelope).Order(StringComparer.Ordinal)], Recordings.Files("europepmc"));

    [Theory, MemberData(nameof(PageFiles))]
    public void Every_page_gives_its_rows_its_total_and_its_mark(string file)
    {
        var body = Recordings.Read("europepmc", file);
        var root = JsonDocument.Parse(body).RootElement;
        var rows = root.GetProperty("resultList").GetProperty("result").EnumerateArray().ToList();

        var page = EuropePmcPage.Parse(body)!;

        Assert.Empty(page.Unreadable);
        Assert.Equal(root.GetProperty("hitCount").GetInt32(), page.HitCount);
        Assert.Equal(root.TryGetProperty("nextCursorMark", out var mark) ? mark.GetString() : null, page.Next);
        Assert.Equal(rows.Select(row => $"{row.GetProperty("source")}/{row.GetProperty("id")}"), page.Rows);
        Assert.Equal(rows.Select(row => row.TryGetProperty("doi", out var doi) ? doi.GetString()!.ToLowerInvariant() : null), page.Records.Select(record => record.Identifiers.GetValueOrDefault("doi")));
        Assert.Equal(rows.Select(row => row.TryGetProperty("pmcid", out var pmc) ? pmc.GetString() : null), page.Records.Select(record => record.Identifiers.GetValueOrDefault("pmcid")));
        Assert.Equal(rows.Select(row => row.GetProperty("firstIndexDate").GetString()), page.Records.Select(record => record.Dated?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(page.Records.Count, page.Records.DistinctBy(record => record.Id).Count());
    }

    [Fact]
    public void A_thousand_rows_are_papers_preprints_and_one_notice_of_a_retraction()
    {
        var page = EuropePmcPage.Parse(Recordings.Read("europepmc", Pages[0]))!;

        Assert.Equal((976, 24), (page.Records.Count(record => record.Kind == RecordKind.Publication), page.Records.Count(record => record.Kind == RecordKind.Preprint)));
        Assert.Equal(16, page.Records.Count(record => record.Facts.ContainsKey(EuropePmcFacts.Version)));
        // The notice is itself not retracted.
        Assert.DoesNotContain(EuropePmcFacts.Retraction, page.Records.Single(record => record.Id == "MED/40517245").Facts.Keys);
        Assert.Equal("PPR/10.21203/rs.3.rs-6664819", page.Records.Single(record => record.Identifiers.GetValueOrDefault("ppr") == "PPR1037166").Id);
    }

    [Fact]
    public void A_preprint_names_its_paper()
    {
        var record = Assert.Single(EuropePmcPage.Parse(Recordings.Read("europepmc", "recorded/search-core-preprint-PPR179288.json"))!.Records);

        Assert.Equal(("PPR/10.1101/2020.06.22.20137273", RecordKind.Preprint, "https://europepmc.org/article/PPR/PPR179288"), (record.Id, record.Kind, record.Link));
        Assert.Equal(["pmid:32678530"], record.SameAs);
        Assert.Equal(["The New England journal of medicine. 2021 Feb;384(8):693-704 (PMID 32678530)"], record.FactList(EuropePmcFacts.PublishedAs));
        Assert.Equal("medRxiv", record.Fact(EuropePmcFacts.Journal));
        Assert.Equal((27, "RECOVERY Collaborative Group"), (record.FactList(EuropePmcFacts.Authors).Count, record.FactList(EuropePmcFacts.Authors)[^1]));
    }

    [Fact]
    public void Escaped_markup_is_read_and_an_erratum_names_what_it_corrects()
    {
        var escaped = EuropePmcPage.Parse(Recordings.Read("europepmc", "recorded/search-core-8-rows-2026.json"))!.Records.Single(record => record.Id == "MED/42139971");
        var erratum = EuropePmcPage.Parse(Recordings.Read("europepmc", "recorded/search-core-25-rows-errata.json"))!.Records.Single(record => record.Id == "MED/39709208");

        Assert.StartsWith("Runx3 instructs Aire+ mTEC develop", escaped.Title, StringComparison.Ordinal);
        Assert.Equal(["pmid:39293462"], erratum.Related);
        Assert.DoesNotContain(EuropePmcFacts.Correction, erratum.Facts.Keys);
    }

    [Fact]
    public void Rows_without_a_title_are_set_aside()
    {
        var page = EuropePmcPage.Parse(Recordings.Read("europepmc", IdList))!;

        Assert.Equal((25, 0, 25), (page.Rows.Count, page.Records.Count, page.Unreadable.Count));
    }

    [Fact]
    public void A_version_alone_is_no_answer() => Assert.Null(EuropePmcPage.Parse(Recordings.Read("europepmc", Envelope)));

    [Theory, MemberData(nameof(OtherFiles))]
    public void What_is_no_page_is_unavailable_and_never_empty(string file) =>
        Assert.Throws<SourceUnavailableException>(() => EuropePmcPage.Parse(Recordings.Read("europepmc", file)));
}
