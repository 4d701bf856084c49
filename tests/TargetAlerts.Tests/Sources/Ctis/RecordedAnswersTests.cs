using System.Text;
using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Ctis;

namespace TargetAlerts.Tests.Sources.Ctis;

/// <summary>The parser over the one excerpt there is: a page of 12,573 trials, cut to one row by its author.</summary>
public sealed class RecordedAnswersTests
{
    private const string File = "from-docs/search-answer-excerpt.json";

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([File], Recordings.Files("ctis"));

    [Fact]
    public void The_row_is_read_with_its_facts()
    {
        var page = CtisPage.Parse(Recordings.Read("ctis", File), 1);

        Assert.Equal((12573, true), (page.Total, page.More));
        var row = Assert.Single(page.Rows);
        Assert.Equal(("2026-527084-15-00", "2026-527084-15", "00 07/10/2026 08/10/2026"), (row.Number, row.Id, row.Stamp));
        var record = row.Record!;
        Assert.Equal(("2026-527084-15", "https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT=2026-527084-15-00", new DateOnly(2026, 10, 7)), (record.Id, record.Link, record.Dated));
        Assert.Equal(new SortedDictionary<string, string>
        {
            ["conditions"] = "Venous Thromboembolism...",
            ["countries"] = "Hungary",
            ["decided"] = "2026-10-07",
            ["enrolment"] = "350",
            ["phase"] = "Therapeutic use (Phase IV)",
            ["primaryOutcome"] = "...",
            ["products"] = "...",
            ["sponsor"] = "University Of Debrecen",
            ["status"] = "2",
            ["title"] = "Evaluation of Thrombin Generation...",
        }, new SortedDictionary<string, string>(record.Facts.ToDictionary(fact => fact.Key, fact => fact.Value.First)));
        Assert.Equal("Authorised, recruitment pending", CtisWords.Words.Badges(record)[1]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"pagination":{"totalRecords":0},"data":null}""")]
    [InlineData("""{"pagination":{},"data":[]}""")]
    [InlineData("""{"pagination":{"totalRecords":1,"currentPage":2},"data":[]}""")]
    [InlineData("""{"pagination":{"totalRecords":1},"data":[{"ctTitle":"a"}]}""")]
    [InlineData("""{"pagination":{"totalRecords":1},"data":[{"ctNumber":"2026-1"}]}""")]
    [InlineData("""{"pagination":{"totalRecords":1},"data":[null]}""")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public void What_is_not_as_known_is_unavailable(string body) => Assert.Throws<SourceUnavailableException>(() => CtisPage.Parse(Encoding.UTF8.GetBytes(body), 1));

    [Theory]
    [InlineData("""{"a":{"nctNumber":{"id":1,"number":" nct01234567 "}},"isrctnNumber":{"number":"ISRCTN12345678"},"eudraCt":{"eudraCtCode":"2019-000123-45"}}""", "eudract:2019-000123-45,isrctn:ISRCTN12345678,nct:NCT01234567")]
    [InlineData("""{"title":"NCT01234567","nctNumber":"pending","associatedClinicalTrials":[{"nctNumber":"NCT01234567"}]}""", "")]
    public void Numbers_are_read_where_they_are_declared(string details, string numbers)
    {
        using var document = JsonDocument.Parse(details);

        Assert.Equal(numbers, string.Join(',', CtisNumbers.Of(document.RootElement)));
    }
}
