using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Reporter;

namespace TargetAlerts.Tests.Sources.Reporter;

/// <summary>The parser over the recorded NIH RePORTER answer.</summary>
public sealed class RecordedAnswersTests
{
    private const string File = "recorded/projects-search-erbb2-reduced.json";

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([File], Recordings.Files("reporter"));

    [Fact]
    public void Every_project_year_is_read_though_it_has_no_number_of_its_own()
    {
        var rows = JsonDocument.Parse(Recordings.Read("reporter", File)).RootElement.GetProperty("results").EnumerateArray().ToList();

        var page = ReporterPage.Parse(Recordings.Read("reporter", File));

        Assert.Equal((187, 10, 0), (page.Total, page.Records.Count, page.Unreadable.Count));
        Assert.Equal(rows.Select(row => row.GetProperty("project_detail_url").GetString()), page.Records.Select(record => record.Link));
        Assert.Equal(rows.Select(row => row.GetProperty("award_amount").GetInt64().ToString(CultureInfo.InvariantCulture)), page.Records.Select(record => record.Fact(ReporterFacts.Amount)));
        Assert.Equal(rows.Select(row => row.GetProperty("core_project_num").GetString()), page.Records.Select(record => record.Identifiers["grant"]));
    }

    [Fact]
    public void Double_blanks_and_blanks_at_the_end_are_taken_out()
    {
        var records = ReporterPage.Parse(Recordings.Read("reporter", File)).Records;

        Assert.Equal(("10697688", "Maria Morasso"), (records[0].Id, records[0].Fact(ReporterFacts.Investigators)));
        Assert.Equal(["David F Smith", "Susanne I Wells"], records[3].FactList(ReporterFacts.Investigators));
        Assert.Equal(["1", "1", "1", "4", "1", "5", "1", "1", "1", "5"], records.Select(record => record.Fact(ReporterFacts.Type)));
        Assert.Equal("$2,219,287", ReporterFacts.AmountWords(records[0].Facts[ReporterFacts.Amount]));
    }
}
