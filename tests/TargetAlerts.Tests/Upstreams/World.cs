using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

/// <summary>A service that follows SERT in every source of the made-up world.</summary>
internal static class World
{
    private static readonly UpstreamSource[] Sources = [.. Enum.GetValues<UpstreamSource>().Where(source => source is not (UpstreamSource.Hgnc or UpstreamSource.MyGene))];

    public static async Task<TestService> StartAsync(DatabaseKind database = DatabaseKind.Sqlite)
    {
        var service = await TestService.StartAsync(model => Sample.FillWorld(model, records: 16, targets: 2), database: database, sources: Sources);
        var feeds = service.Options.Sources["feeds"];
        feeds.AllowPrivateAddresses = true;
        feeds.Feeds["made up"] = new Uri(service.Upstream.UrlOf(UpstreamSource.Feeds) + Sample.FeedPath);
        return service;
    }

    /// <summary>Days later, with news.</summary>
    public static Task<IReadOnlyList<TargetAlerts.Checks.CheckReport>> AdvancedAsync(this TestService service, int days = 2)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        service.Model.Advance();
        return service.CheckAsync();
    }
}
