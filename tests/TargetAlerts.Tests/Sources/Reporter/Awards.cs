using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Reporter;

namespace TargetAlerts.Tests.Sources.Reporter;

/// <summary>Made-up award years, and a service that knows some.</summary>
internal static class Awards
{
    public const string Source = "reporter";

    public static readonly DateOnly Bulk = new(2025, 11, 1);

    public static ReporterAward Award(int at, DateOnly? added = null, int type = 1) => new(10_000_000 + at)
    {
        ProjectNum = $"{type}R01MH{990_000 + at}-01",
        CoreProjectNum = $"R01MH{990_000 + at}",
        Added = added ?? Bulk,
        Notice = added ?? Bulk,
    };

    public static string Id(int at) => $"{10_000_000 + at}";

    public static async Task<TestService> KnownAsync(int count = 20, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.Reporter.Add(Enumerable.Range(1, count).Select(at => Award(at)));
            fill?.Invoke(model);
        }, sources: [UpstreamSource.Reporter]);
        Assert.Equal((CheckOutcome.Baseline, null), await service.CheckOneAsync(Source) is var report ? (report.Outcome, report.Reason) : default);
        Assert.Equal(0, await service.ChangesAsync());
        return service;
    }

    public static Task<CheckReport> AwardedAsync(this TestService service, double days = 1, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(Source, full);
    }
}
