using TargetAlerts.Sources;
using TargetAlerts.Sources.Isrctn;

namespace TargetAlerts.Tests.Sources.Isrctn;

/// <summary>The parser over the one answer there is; its count is that of the answer it was cut from.</summary>
public sealed class RecordedAnswersTests
{
    private const string File = "from-docs/search-answer-one-trial-trimmed.xml";

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([File], Recordings.Files("isrctn"));

    [Fact]
    public void The_trial_is_read_with_its_facts()
    {
        var answer = IsrctnAnswer.Parse(Recordings.Read("isrctn", File));

        Assert.Equal((11, 0), (answer.Total, answer.Unreadable.Count));
        Assert.Equal([new DateTimeOffset(2026, 5, 26, 15, 9, 37, TimeSpan.Zero)], answer.Edited);
        var record = Assert.Single(answer.Records);
        Assert.Equal(("ISRCTN15375673", "https://www.isrctn.com/ISRCTN15375673", new DateOnly(2026, 5, 26)), (record.Id, record.Link, record.Dated));
        Assert.Equal("Long Covid and myalgic encephalomyelitis/chronic fatigue syndrome (ME/CFS) study", record.Title);
        Assert.Equal("10.1186/isrctn15375673", record.Identifiers["doi"]);
        Assert.Empty(record.SameAs);
        Assert.Equal(new SortedDictionary<string, string>
        {
            ["conditions"] = "Long Covid and myalgic encephalomyelitis/chronic fatigue syndrome (ME/CFS)",
            ["countries"] = "United Kingdom",
            ["design"] = "Observational",
            ["end"] = "2028-12-31",
            ["enrolment"] = "3060",
            ["primaryOutcomes"] = "The development of a national service framework (NSF) for Long COVID and ME/CFS.",
            ["recruitmentEnd"] = "2028-12-31",
            ["recruitmentStart"] = "2026-05-01",
            ["scientificTitle"] = record.Texts["title"][1],
            ["sponsor"] = "University of Leeds",
            ["title"] = record.Title,
        }, new SortedDictionary<string, string>(record.Facts.ToDictionary(fact => fact.Key, fact => fact.Value.First)));
        Assert.Contains("HERITAGE", record.Texts["title"]);
    }

    [Theory]
    [InlineData("<allTrials totalCount='1'><fullTrial><trial><isrctn>123</isrctn></trial></fullTrial></allTrials>")]
    [InlineData("<allTrials totalCount='1'><trial/></allTrials>")]
    [InlineData("<allTrials><fullTrial/></allTrials>")]
    [InlineData("<allTrials totalCount='-1'/>")]
    [InlineData("<trials totalCount='1'/>")]
    [InlineData("<html><body/></html>")]
    [InlineData("")]
    public void What_is_not_as_documented_is_unavailable(string body) => Assert.Throws<SourceUnavailableException>(() => IsrctnAnswer.Parse(System.Text.Encoding.UTF8.GetBytes(body)));
}
