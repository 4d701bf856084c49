using TargetAlerts.Sources;
using TargetAlerts.Sources.OpenFda;

namespace TargetAlerts.Tests.Sources.OpenFda;

/// <summary>The parsers over every recorded answer; what is expected was read by eye.</summary>
public sealed class RecordedAnswersTests
{
    private const string Gleevec = "recorded/drugsfda-NDA021588-reduced.json", First = "recorded/drugsfda-semaglutide-page1.json", Last = "recorded/drugsfda-semaglutide-page2-last.json",
        Food = "recorded/enforcement-food-100-records.json", Counts = "recorded/event-count-reactions.json", Events = "recorded/event-search-10-records.json", Labels = "recorded/label-search-reduced.json";

    private static readonly string[] Errors = ["400-sort-on-analyzed-field", "403-invalid-api-key", "404-no-matches", "404-skip-past-end", "500-malformed-search"];

    private static readonly string[] Headers =
    [
        "recorded/drugsfda-semaglutide-page1.headers.txt", "recorded/drugsfda-semaglutide-page2-last.headers.txt",
        .. Errors.Where(error => error != "404-no-matches").Select(error => $"recorded/error-{error}.headers.txt"),
    ];

    public static TheoryData<string> ErrorFiles => [.. Errors];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal(
        [.. new[] { Gleevec, First, Last, Food, Counts, Events, Labels }.Concat(Headers).Concat(Errors.Select(error => $"recorded/error-{error}.json")).Order(StringComparer.Ordinal)],
        Recordings.Files(FdaRows.Source));

    [Theory, MemberData(nameof(ErrorFiles))]
    public void An_error_is_never_an_empty_answer_but_for_the_404_that_means_none(string error)
    {
        var body = Recordings.Read(FdaRows.Source, $"recorded/error-{error}.json");

        Assert.Throws<SourceUnavailableException>(() => FdaPage.Parse(body));
        Assert.Equal(error.StartsWith("404", StringComparison.Ordinal), FdaPages.IsNothingFound(body));
    }

    [Theory]
    [InlineData("page1", "search=openfda.generic_name%3A%22semaglutide%22&limit=2&skip=0&search_after=0%3DYEwDMJgBCsORzztAE_Kv")]
    [InlineData("page2-last", null)]
    public void The_next_page_is_named_by_the_Link(string page, string? next)
    {
        var headers = System.Text.Encoding.UTF8.GetString(Recordings.Read(FdaRows.Source, $"recorded/drugsfda-semaglutide-{page}.headers.txt"));
        var link = headers.Split('\n').FirstOrDefault(line => line.StartsWith("link: ", StringComparison.Ordinal))?[6..].Trim();

        Assert.Equal(next, FdaPages.Next(link));
    }

    [Fact]
    public void Two_pages_hold_what_the_total_says()
    {
        FdaPage[] pages = [Page(First), Page(Last)];

        Assert.All(pages, page => Assert.Equal((3, "2025-07-09"), (page.Total, page.Updated)));
        Assert.Equal(["NDA213051", "NDA215256", "NDA209637"], pages.SelectMany(page => page.Rows).Select(Applications.Number));
    }

    [Fact]
    public void An_application_gives_its_submissions_and_products()
    {
        var record = Applications.Record(Page(First).Rows[0]).Record!;

        Assert.Equal(("RYBELSUS (semaglutide) – NOVO", "https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo=213051"), (record.Title, record.Link));
        Assert.Single(record.FactList(OpenFdaFacts.Original));
        Assert.Contains("SUPPL-23|AP|2024-11-01|LABELING|901 REQUIRED", record.FactList(OpenFdaFacts.LabelingRequired));
        Assert.Contains("SUPPL-1|AP|2020-01-16|LABELING|STANDARD", record.FactList(OpenFdaFacts.Labeling));
        Assert.DoesNotContain(record.Facts.Values.SelectMany(fact => fact.Values), value => value.Contains("MANUF", StringComparison.Ordinal));
        Assert.Equal(6, record.FactList(OpenFdaFacts.Marketing).Count);
    }

    [Fact]
    public void A_reduced_application_is_read_although_its_page_holds_fewer_than_it_says()
    {
        var record = Applications.Record(Assert.Single(Page(Gleevec).Rows)).Record!;

        Assert.Equal(["ORIG-1|AP|2003-04-18|TYPE 3|PRIORITY"], record.FactList(OpenFdaFacts.Original));
        Assert.Equal("ORIG-1 approved 18 Apr 2003 (type 3, priority review)", Submission.Words(record.FactList(OpenFdaFacts.Original)[0]));
        Assert.Equal(["001 GLEEVEC TABLET EQ 100MG BASE: Prescription"], record.FactList(OpenFdaFacts.Marketing));
        Assert.Equal(new DateOnly(2003, 4, 18), record.Dated);
    }

    [Fact]
    public void Recalls_are_grouped_by_event()
    {
        var page = Page(Food);
        var records = Recalls.Records(page.Rows).ToList();

        Assert.Equal((1000, 8016), (page.Rows.Count, page.Total));
        Assert.All(records, reading => Assert.NotNull(reading.Record));
        Assert.Equal(page.Rows.Select(Recalls.Event).Distinct().Count(), records.Count);
        var first = records.Single(reading => reading.Id == "recall-63159").Record!;
        Assert.Equal(("Class II", "Ongoing", "2012-09-10"), (first.Fact(OpenFdaFacts.Classification), first.Fact(OpenFdaFacts.RecallStatus), first.Fact(OpenFdaFacts.Initiated)));
        Assert.Equal((new DateOnly(2012, 10, 24), "https://www.accessdata.fda.gov/scripts/ires/?Event=63159"), (first.Dated, first.Link));
        Assert.Contains("F-0283-2013", first.FactList(OpenFdaFacts.Numbers));
    }

    [Fact]
    public void Answers_of_endpoints_that_are_not_asked_are_no_recalls_and_no_applications()
    {
        // A count tells no total; an adverse event and a label can be named neither as a recall nor as an application.
        Assert.Throws<SourceUnavailableException>(() => Page(Counts));
        Assert.Throws<SourceUnavailableException>(() => Recalls.Records(Page(Events).Rows).ToList());
        Assert.Throws<SourceUnavailableException>(() => Applications.Record(Page(Labels).Rows[0]));
    }

    private static FdaPage Page(string file) => FdaPage.Parse(Recordings.Read(FdaRows.Source, file));
}
