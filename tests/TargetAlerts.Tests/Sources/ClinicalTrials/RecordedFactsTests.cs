using TargetAlerts.Sources;
using TargetAlerts.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>Facts of recorded trials, checked by eye.</summary>
public sealed class RecordedFactsTests
{
    private const string Completed = "NCT00763412-completed-results-partial-dates", Withdrawn = "NCT00973089-withdrawn", Phase2 = "NCT02210780-phase2-results",
        NoResults = "NCT03418623-phase2-no-results", Unknown = "NCT03475563-unknown-status-observational", Observational = "NCT05594173-observational-results",
        NotYet = "NCT06171568-not-yet-recruiting", Selected = "NCT06604689-selected-fields";

    [Theory]
    [InlineData(Completed, "2006-11", null, "2013-01", "ACTUAL")]
    [InlineData(Withdrawn, "2010-05", null, "2015-03", "ACTUAL")]
    [InlineData(Phase2, "2014-08-05", "ACTUAL", "2015-09-15", "ACTUAL")]
    [InlineData(NotYet, "2024-02-01", "ESTIMATED", "2025-02-01", "ESTIMATED")]
    public void A_date_is_kept_as_far_as_it_is_known(string file, string start, string? startType, string completion, string? completionType)
    {
        var facts = Record(file).Facts;

        Assert.Equal(FactValue.Date(start, startType), facts[TrialFacts.Start]);
        Assert.Equal(FactValue.Date(completion, completionType), facts[TrialFacts.PrimaryCompletion]);
    }

    [Fact]
    public void An_unknown_status_keeps_the_last_known_one()
    {
        var record = Record(Unknown);

        Assert.Equal(("UNKNOWN", "RECRUITING"), (record.Fact(TrialFacts.Status), record.Fact(TrialFacts.LastStatus)));
    }

    [Fact]
    public void A_withdrawn_trial_says_why_and_enrolled_nobody()
    {
        var record = Record(Withdrawn);

        Assert.Equal("WITHDRAWN", record.Fact(TrialFacts.Status));
        Assert.StartsWith("recruiting or enrolling", record.Fact(TrialFacts.WhyStopped), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(FactValue.Number(0, "ACTUAL"), record.Facts[TrialFacts.Enrolment]);
    }

    [Theory]
    [InlineData(Completed, "2017-06-05")]
    [InlineData(Phase2, "2020-05-07")]
    [InlineData(Observational, "2022-11-21")]
    [InlineData(NoResults, "")]
    public void Results_are_known_by_the_day_they_were_posted(string file, string posted) => Assert.Equal(posted, Record(file).Fact(TrialFacts.Results));

    [Theory]
    [InlineData(Phase2, "PHASE2")]
    [InlineData(Completed, "NA")]
    [InlineData(Unknown, null)]
    [InlineData(Selected, null)]
    public void An_observational_study_has_no_phase(string file, string? phase) => Assert.Equal(phase is null ? [] : [phase], Record(file).FactList(TrialFacts.Phase));

    [Fact]
    public void Phase_one_and_two_together_are_a_list() =>
        Assert.Equal(["PHASE1", "PHASE2"], Page("search-intr-brandname").Records.Single(record => record.Id == "NCT05431270").FactList(TrialFacts.Phase));

    private static SourceRecord Record(string file) => Page($"study-{file}").Records.Single();

    private static TrialPage Page(string file) => TrialPage.Parse(Recordings.Read("clinicaltrials", $"recorded/{file}.json"));
}
