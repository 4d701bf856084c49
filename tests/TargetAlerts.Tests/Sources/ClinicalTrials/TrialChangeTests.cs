using TargetAlerts.Checks;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>Which differences are told, and how much each weighs (SPEC.md, "Which changes matter" and "Data quirks").</summary>
public sealed class TrialChangeTests(TrialChangeTests.Registry registry) : IClassFixture<TrialChangeTests.Registry>
{
    private const int Low = 0, Normal = 1, High = 2, Silent = -1;

    public static TheoryData<string, int, string> Differences => new()
    {
        { "status", High, "updated: status" },
        { "terminated", High, "updated: status,whyStopped" },
        { "unknown word", High, "updated: status" },
        { "results", High, "updated: results" },
        { "phase", High, "updated: phase" },
        { "phase 2/3", High, "updated: phase" },
        { "phases in another order", Silent, "" },
        { "primary completion 31 days later", High, "updated: primaryCompletion" },
        { "primary completion 30 days later", Low, "updated: primaryCompletion" },
        { "primary completion reached", High, "updated: primaryCompletion" },
        { "primary completion less exact", Silent, "" },
        { "start more exact", Silent, "" },
        { "start another month", Normal, "updated: start" },
        { "enrolment 20 % more", Silent, "" },
        { "enrolment 21 % more", Normal, "updated: enrolment" },
        { "enrolment actual", Normal, "updated: enrolment" },
        { "conditions", Normal, "updated: conditions" },
        { "sponsor", Normal, "updated: sponsor" },
        { "outcome", Normal, "updated: primaryOutcomes" },
        { "title", Low, "updated: title" },
        { "title in capitals", Silent, "" },
        { "countries", Low, "updated: countries" },
        { "verified", Silent, "" },
    };

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_the_registry_page_says(string what, int severity, string told)
    {
        var service = registry.Service;
        var id = registry.Next();
        service.Model.Trials.Change(id, trial => Changed(trial, what, service.Model.Today));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(0.1)).Outcome);

        Assert.Equal(severity == Silent ? [] : [told], await service.ToldAsync(id));
        Assert.Equal(severity, await service.ReadAsync<int>($"SELECT COALESCE(MAX(severity), -1) FROM changes WHERE record_id = '{id}'"));
    }

    [Fact]
    public async Task An_enrolment_of_99999999_is_no_number_of_people()
    {
        var id = registry.Next();
        registry.Service.Model.Trials.Change(id, trial => trial with { Enrollment = 99_999_999 });

        await registry.Service.NextAsync(0.1);

        Assert.DoesNotContain("99999999", await registry.Service.ReadAsync<string>($"SELECT facts FROM records WHERE id = '{id}'"), StringComparison.Ordinal);
        Assert.DoesNotContain("99999999", await registry.Service.ReadAsync<string>($"SELECT COALESCE(MAX(facts), '') FROM changes WHERE record_id = '{id}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_registry_changes_without_a_new_date_is_found_within_the_week()
    {
        // A younger trial, so that the window does not reach back to the others.
        await using var service = await Studies.KnownAsync(fill: model => model.Trials.Add(Studies.Study(30, new DateOnly(2026, 3, 1))));
        service.Model.Trials.ChangeUnposted(Studies.Number(1), trial => trial with { OverallStatus = "UNKNOWN", LastKnownStatus = "RECRUITING" });

        await service.NextAsync(4);
        Assert.Empty(await service.ToldAsync(Studies.Number(1)));
        await service.NextAsync(3);

        Assert.Equal(["updated: status"], await service.ToldAsync(Studies.Number(1)));
    }

    private static Trial Changed(Trial trial, string what, DateOnly today) => what switch
    {
        "status" => trial with { OverallStatus = "COMPLETED" },
        "terminated" => trial with { OverallStatus = "TERMINATED", WhyStopped = "made up" },
        "unknown word" => trial with { OverallStatus = "PAUSED_FOR_REVIEW" },
        "results" => trial with { HasResults = true, ResultsFirstPosted = today },
        "phase" => trial with { Phases = ["PHASE1"] },
        "phase 2/3" => trial with { Phases = ["PHASE1", "PHASE2", "PHASE3"] },
        "phases in another order" => trial with { Phases = ["PHASE2", "PHASE1"] },
        "primary completion 31 days later" => trial with { PrimaryCompletion = new("2026-10-02", "ESTIMATED") },
        "primary completion 30 days later" => trial with { PrimaryCompletion = new("2026-10-01", "ESTIMATED") },
        "primary completion reached" => trial with { PrimaryCompletion = new("2026-09-01", "ACTUAL") },
        "primary completion less exact" => trial with { PrimaryCompletion = new("2026-09", "ESTIMATED") },
        "start more exact" => trial with { Start = new("2024-05-12", "ACTUAL") },
        "start another month" => trial with { Start = new("2024-06", "ACTUAL") },
        "enrolment 20 % more" => trial with { Enrollment = 120 },
        "enrolment 21 % more" => trial with { Enrollment = 121 },
        "enrolment actual" => trial with { EnrollmentType = "ACTUAL" },
        "conditions" => trial with { Conditions = ["Panic Disorder"] },
        "sponsor" => trial with { LeadSponsor = new("University of Nowhere") },
        "outcome" => trial with { PrimaryOutcomes = ["Made-up score at week 12"] },
        "title" => trial with { BriefTitle = "Another made-up study" },
        "title in capitals" => trial with { BriefTitle = trial.BriefTitle.ToUpperInvariant() },
        "countries" => trial with { Countries = ["Denmark"] },
        "verified" => trial with { StatusVerified = "2026-03", Contacts = ["Made-up Contact"] },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
    };

    /// <summary>A registry of many equal trials, one for each case.</summary>
    public sealed class Registry : IAsyncLifetime
    {
        private int _next;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Service = await Studies.KnownAsync(30, model =>
            {
                foreach (var at in Enumerable.Range(1, 30)) model.Trials.Change(Studies.Number(at), trial => trial with { Phases = ["PHASE1", "PHASE2"] }, Studies.Bulk);
            });

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Next() => Studies.Number(++_next);
    }
}
