using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Gtopdb;

namespace TargetAlerts.Tests.Sources.Gtopdb;

/// <summary>Made-up interactions with SERT's target, and a service that knows them.</summary>
internal static class Interactions
{
    public const string Source = "gtopdb";

    public const int Target = 928;

    public static GtopdbInteractionRow Interaction(int at) => new(at, Target, 5000 + (at % 5));

    public static async Task<TestService> KnownAsync(int count = 12, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(
            model =>
            {
                model.Gtopdb.Add(Enumerable.Range(0, 5).Select(at => new GtopdbLigandRow(5000 + at, $"[<sup>3</sup>H]made-up-{at} &plusmn;")));
                model.Gtopdb.Add(Enumerable.Range(1, count).Select(Interaction));
                model.Gtopdb.Add(Interaction(900) with { Species = "Rat" });
                model.Gtopdb.Add(new GtopdbInteractionRow(901, 77, 5000));
                fill?.Invoke(model);
            }, sources: [UpstreamSource.Gtopdb]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(0, await service.ChangesAsync());
        service.Upstream.Log.Clear();
        return service;
    }

    /// <summary>A version comes out and is checked.</summary>
    public static async Task<CheckReport> ReleasedAsync(this TestService service)
    {
        service.Clock.Jump(TimeSpan.FromDays(2));
        service.Model.Gtopdb.Release();
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source);
    }

    public static IEnumerable<string> AskedOf(this TestService service) => service.Upstream.Log.Requests.Select(request => request.Endpoint);
}
