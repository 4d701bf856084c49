using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.EuropePmc;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>Made-up records of Europe PMC, and a service that knows some.</summary>
internal static class Rows
{
    public const string Source = "europepmc";

    public static readonly DateOnly Bulk = new(2025, 11, 1);

    public static string Doi(int at) => $"10.1101/2025.11.01.{at:000000}";

    public static string PreprintId(int at) => $"PPR/{Doi(at)}";

    public static PmcRow Preprint(int at, DateOnly? indexed = null) => new()
    {
        Source = "PPR",
        Id = $"PPR{900_000 + at}",
        Doi = Doi(at),
        Title = $"Made-up preprint {at} on the serotonin transporter",
        Abstract = "<h4>Background</h4>Made up; P<0.001.",
        Publisher = "bioRxiv",
        PubTypes = ["Preprint"],
        Version = 1,
        Published = indexed ?? Bulk,
        FirstIndexed = indexed ?? Bulk,
        Updated = indexed ?? Bulk,
    };

    public static PmcRow Paper(int at, DateOnly? indexed = null) => new()
    {
        Source = "PMC",
        Id = $"PMC{9_000_000 + at}",
        Pmcid = $"PMC{9_000_000 + at}",
        Title = $"Made-up paper {at} on SLC6A4",
        Journal = "Made-up Letters",
        PubTypes = ["research-article", "Journal Article"],
        FirstIndexed = indexed ?? Bulk,
        Updated = indexed ?? Bulk,
    };

    public static PmcRow Patent(int at, DateOnly? indexed = null) => new()
    {
        Source = "PAT",
        Id = $"EP{9_000_000 + at}",
        Title = "Made-up inhibitors of the serotonin transporter",
        PubTypes = ["Patent"],
        FirstIndexed = indexed ?? Bulk,
        Updated = indexed ?? Bulk,
    };

    public static async Task<TestService> KnownAsync(int count = 20, Action<UpstreamModel>? fill = null, Action<TargetAlerts.Settings.ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.EuropePmc.Add(Enumerable.Range(1, count).Select(at => Preprint(at)));
            model.EuropePmc.Add(Paper(1), Patent(1));
            fill?.Invoke(model);
        }, configure, sources: [UpstreamSource.EuropePmc]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(0, await service.ChangesAsync());
        return service;
    }

    public static Task<CheckReport> NextAsync(this TestService service, double days = 1, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(Source, full);
    }
}
