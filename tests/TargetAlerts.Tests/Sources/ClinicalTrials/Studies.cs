using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>Made-up trials of sertraline, and a service that knows some.</summary>
internal static class Studies
{
    public const string Source = "clinicaltrials";

    public static readonly DateOnly Bulk = new(2025, 11, 1);

    public static string Number(int at) => $"NCT{80_000_000 + at}";

    public static Trial Study(int at, DateOnly? posted = null) => new()
    {
        NctId = Number(at),
        BriefTitle = $"Made-up study {at}",
        OverallStatus = "RECRUITING",
        Start = new("2024-05", "ACTUAL"),
        PrimaryCompletion = new("2026-09-01", "ESTIMATED"),
        Completion = new("2026-12", "ESTIMATED"),
        FirstPosted = posted ?? Bulk,
        LastUpdatePosted = posted ?? Bulk,
        Phases = ["PHASE2"],
        Enrollment = 100,
        EnrollmentType = "ESTIMATED",
        Conditions = ["Major Depressive Disorder"],
        Interventions = [new("DRUG", "Sertraline")],
    };

    public static async Task<TestService> KnownAsync(int count = 20, Action<UpstreamModel>? fill = null, Action<TargetAlerts.Settings.ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.Trials.Add(Enumerable.Range(1, count).Select(at => Study(at)));
            fill?.Invoke(model);
        }, configure);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        service.Clock.Jump(TimeSpan.FromDays(1));
        return service;
    }

    public static Task<CheckReport> NextAsync(this TestService service, double days, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        // The registry loads new data every day.
        service.Model.Trials.DataTimestamp = service.Clock.GetUtcNow();
        return service.CheckOneAsync(Source, full);
    }
}
