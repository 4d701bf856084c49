using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Ctis;

namespace TargetAlerts.Tests.Sources.Ctis;

/// <summary>Made-up trials of sertraline, and a service that knows some; its target has two names, so that a check has few requests.</summary>
internal static class Portal
{
    public const string Source = "ctis";

    public static readonly DrugTarget Target = new()
    {
        Symbol = "SERT",
        Name = "serotonin transporter",
        Names = [new("serotonin transporter")],
        Drugs = [new("sertraline")],
    };

    public static string Id(int at) => CtisModel.Number(at)[..^3];

    public static CtisEntry Trial(int at, DateOnly? updated = null) => new(CtisModel.Number(at), $"Made-up trial {at}") { LastUpdated = updated ?? default };

    public static async Task<TestService> KnownAsync(int count = 12, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            for (var at = 1; at <= count; at++) model.Ctis.Add(Trial(at, new(2025, 11, 1)));
            fill?.Invoke(model);
        }, targets: [Target], sources: [UpstreamSource.Ctis]);
        var report = await service.CheckOneAsync(Source);
        Assert.Equal((CheckOutcome.Baseline, null), (report.Outcome, report.Reason));
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Upstream.Log.Clear();
        return service;
    }

    public static void Change(this TestService service, int at, Func<CtisEntry, CtisEntry> change) => service.Model.Ctis.Change(CtisModel.Number(at), change);

    public static Task<CheckReport> NextAsync(this TestService service, double days = 1)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(Source);
    }

    public static (CheckOutcome, int) Ended(CheckReport report) => (report.Outcome, report.Added + report.Updated + report.Withdrawn);
}
