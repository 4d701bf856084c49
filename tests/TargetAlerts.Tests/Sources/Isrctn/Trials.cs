using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Isrctn;

namespace TargetAlerts.Tests.Sources.Isrctn;

/// <summary>Made-up trials of sertraline, and a service that knows some.</summary>
internal static class Trials
{
    public const string Source = "isrctn";

    public static readonly DateTimeOffset Bulk = new(2025, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Id(int at) => $"ISRCTN{IsrctnModel.Number(at)}";

    /// <param name="edited">Null: now.</param>
    public static IsrctnRecord Trial(int at, DateTimeOffset? edited = null) => new(IsrctnModel.Number(at), $"Made-up trial {at}") { LastUpdated = edited ?? default, DrugNames = "Sertraline, placebo" };

    public static async Task<TestService> KnownAsync(int count = 12, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            for (var at = 1; at <= count; at++) model.Isrctn.Add(Trial(at, Bulk.AddHours(-at)));
            fill?.Invoke(model);
        }, sources: [UpstreamSource.Isrctn]);
        var report = await service.CheckOneAsync(Source);
        Assert.Equal((CheckOutcome.Baseline, null), (report.Outcome, report.Reason));
        service.Clock.Jump(TimeSpan.FromDays(1));
        return service;
    }

    public static void Edit(this TestService service, int at, Func<IsrctnRecord, IsrctnRecord> edit) => service.Model.Isrctn.Edit(IsrctnModel.Number(at), edit);

    public static Task<CheckReport> NextAsync(this TestService service, double days = 1, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(Source, full);
    }
}
