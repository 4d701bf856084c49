using TargetAlerts.Checks;
using TargetAlerts.Upstreams.Isrctn;

namespace TargetAlerts.Tests.Sources.Isrctn;

/// <summary>Which differences are told, and how much each weighs (SPEC.md, "What matters").</summary>
public sealed class IsrctnChangeTests(IsrctnChangeTests.Registry registry) : IClassFixture<IsrctnChangeTests.Registry>
{
    private const int Silent = -1, Low = 0, Normal = 1, High = 2;

    public static TheoryData<string, int, string> Differences => new()
    {
        { "stopped", High, "updated: status" },
        { "recruitment suspended", High, "updated: status" },
        { "results", High, "updated: results" },
        { "basic results", High, "updated: results" },
        { "protocol", Normal, "updated: outputs" },
        { "recruitment end", Normal, "updated: recruitmentEnd" },
        { "end", Normal, "updated: end" },
        { "drugs", Normal, "updated: drugs" },
        { "drugs in another order", Silent, "" },
        { "intervention", Normal, "updated: interventions" },
        { "phase", High, "updated: phase" },
        { "enrolment", Normal, "updated: enrolment" },
        { "final enrolment", Normal, "updated: finalEnrolment" },
        { "sponsor", Normal, "updated: sponsor" },
        { "title", Low, "updated: title" },
        { "title in capitals", Silent, "" },
        { "countries", Low, "updated: countries" },
        { "summary", Silent, "" },
        { "nothing", Silent, "" },
    };

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_it_should(string what, int severity, string told)
    {
        var (service, at) = (registry.Service, registry.Next());
        service.Edit(at, trial => Changed(trial, what));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(0.1)).Outcome);

        Assert.Equal(severity == Silent ? [] : [told], await service.ToldAsync(Trials.Id(at)));
        Assert.Equal(severity, await service.ReadAsync<int>($"SELECT COALESCE(MAX(severity), -1) FROM changes WHERE record_id = '{Trials.Id(at)}'"));
    }

    [Fact]
    public async Task A_derived_status_that_moves_with_the_calendar_is_no_news()
    {
        await using var service = await Trials.KnownAsync();

        for (var month = 0; month < 30; month++) await service.NextAsync(29);

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_trial_of_two_registries_names_the_other_number()
    {
        await using var service = await Trials.KnownAsync();
        service.Model.Isrctn.Add(Trials.Trial(50) with { ClinicalTrialsGovNumber = "NCT91234567", EudraCtNumber = "2024-123456-12, 2024-512345-11-00" });

        Assert.Equal(1, (await service.NextAsync()).Added);

        Assert.Equal("""["nct:NCT91234567","ctis:2024-512345-11","eudract:2024-123456-12"]""", await service.ReadAsync<string>($"SELECT same_as FROM records WHERE id = '{Trials.Id(50)}'"));
        Assert.Equal("""{"isrctn":"ISRCTN90000050","doi":"10.1186/isrctn90000050"}""", await service.ReadAsync<string>($"SELECT identifiers FROM records WHERE id = '{Trials.Id(50)}'"));
    }

    private static IsrctnRecord Changed(IsrctnRecord trial, string what) => what switch
    {
        "stopped" => trial with { OverallStatusOverride = "Stopped" },
        "recruitment suspended" => trial with { RecruitmentStatusOverride = "Suspended" },
        "results" => trial with { Outputs = ["Results article"] },
        "basic results" => trial with { BasicReport = "Made-up results" },
        "protocol" => trial with { Outputs = ["Protocol article"] },
        "recruitment end" => trial with { RecruitmentEnd = new(2028, 1, 1) },
        "end" => trial with { OverallEnd = new(2029, 1, 1) },
        "drugs" => trial with { DrugNames = "Sertraline" },
        "drugs in another order" => trial with { DrugNames = "placebo; sertraline" },
        "intervention" => trial with { Intervention = "Made-up dose, doubled" },
        "phase" => trial with { Phase = "Phase III" },
        "enrolment" => trial with { TargetEnrolment = 200 },
        "final enrolment" => trial with { TotalFinalEnrolment = 90 },
        "sponsor" => trial with { Sponsor = "Institute of Made-up Results" },
        "title" => trial with { Title = "Another made-up trial" },
        "title in capitals" => trial with { Title = trial.Title.ToUpperInvariant() },
        "countries" => trial with { Countries = ["Norway"] },
        "summary" => trial with { Summary = "Made up." },
        _ => trial,
    };

    /// <summary>A registry of many equal trials, one for each case.</summary>
    public sealed class Registry : IAsyncLifetime
    {
        private int _next;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Trials.KnownAsync(25, model =>
        {
            for (var at = 1; at <= 25; at++) model.Isrctn.Add(Trials.Trial(at, Trials.Bulk) with { Phase = "Phase II", Intervention = "Made-up dose" });
        });

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal int Next() => ++_next;
    }
}
