using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Ctis;

namespace TargetAlerts.Tests.Sources.Ctis;

/// <summary>Which differences are told, and how much each weighs (SPEC.md, "Fields").</summary>
public sealed class CtisChangeTests(CtisChangeTests.Registry registry) : IClassFixture<CtisChangeTests.Registry>
{
    private const int Silent = -1, Low = 0, Normal = 1, High = 2;

    public static TheoryData<string, int, string> Differences => new()
    {
        { "halted", High, "updated: status" },
        { "ended", High, "updated: status" },
        { "unknown code", High, "updated: status" },
        { "results", High, "updated: results" },
        { "country", Normal, "updated: countries" },
        { "country gone", Silent, "" },
        { "sites", Silent, "" },
        { "sponsor", Normal, "updated: sponsor" },
        { "product", Normal, "updated: products" },
        { "products in another order", Silent, "" },
        { "phase", High, "updated: phase" },
        { "enrolment 21 % more", Normal, "updated: enrolment" },
        { "enrolment 20 % more", Silent, "" },
        { "endpoint", Normal, "updated: primaryOutcome" },
        { "title", Low, "updated: title" },
        { "title in capitals", Silent, "" },
        { "decision", Low, "updated: decided" },
        { "updated", Silent, "" },
    };

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_it_should(string what, int severity, string told)
    {
        var (service, at) = (registry.Service, registry.Next());
        service.Change(at, trial => Changed(trial, what));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(0.1)).Outcome);

        Assert.Equal(severity == Silent ? [] : [told], await service.ToldAsync(Portal.Id(at)));
        Assert.Equal(severity, await service.ReadAsync<int>($"SELECT COALESCE(MAX(severity), -1) FROM changes WHERE record_id = '{Portal.Id(at)}'"));
    }

    [Fact]
    public async Task A_resubmission_is_the_same_trial()
    {
        await using var service = await Portal.KnownAsync();
        service.Model.Ctis.Add(Portal.Trial(1) with { Number = CtisModel.Number(1, 1), Status = 1 });

        Assert.Equal((CheckOutcome.Complete, 1), Portal.Ended(await service.NextAsync()));

        Assert.Equal(["updated: status"], await service.ToldAsync(Portal.Id(1)));
        Assert.EndsWith($"EUCT={CtisModel.Number(1, 1)}", await service.ReadAsync<string>($"SELECT link FROM records WHERE id = '{Portal.Id(1)}'"), StringComparison.Ordinal);
        service.Model.Ctis.Delete(CtisModel.Number(1));
        Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));
    }

    [Fact]
    public async Task The_number_in_another_registry_is_read_once_and_kept()
    {
        await using var service = await Portal.KnownAsync();
        service.Model.Ctis.Add(Portal.Trial(50) with { NctNumber = "NCT91234567" });
        Assert.Equal((CheckOutcome.Complete, 1), Portal.Ended(await service.NextAsync()));
        Assert.Equal([$"/ctis/ctis-public-api/retrieve/{CtisModel.Number(50)}"], service.Upstream.Log.Of(UpstreamSource.Ctis, "retrieve").Select(request => request.Path));
        service.Upstream.Log.Clear();

        for (var day = 0; day < 2; day++) Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));

        Assert.Empty(service.Upstream.Log.Of(UpstreamSource.Ctis, "retrieve"));
        Assert.Equal("""["nct:NCT91234567"]""", await service.ReadAsync<string>($"SELECT same_as FROM records WHERE id = '{Portal.Id(50)}'"));
        Assert.Equal($$"""{"ctis":"{{Portal.Id(50)}}"}""", await service.ReadAsync<string>($"SELECT identifiers FROM records WHERE id = '{Portal.Id(50)}'"));
    }

    private static CtisEntry Changed(CtisEntry trial, string what) => what switch
    {
        "halted" => trial with { Status = 6 },
        "ended" => trial with { Status = 8 },
        "unknown code" => trial with { Status = 13 },
        "results" => trial with { Results = "Yes" },
        "country" => trial with { Countries = ["Hungary:2", "Spain:1", "France:1"] },
        "country gone" => trial with { Countries = ["Hungary:2"] },
        "sites" => trial with { Countries = ["Spain:4", "Hungary:3"] },
        "sponsor" => trial with { Sponsor = "Institute of Made-up Results" },
        "product" => trial with { Product = "Sertraline" },
        "products in another order" => trial with { Product = "placebo, SERTRALINE" },
        "phase" => trial with { Phase = "Therapeutic confirmatory (Phase III)" },
        "enrolment 21 % more" => trial with { Enrolled = 424 },
        "enrolment 20 % more" => trial with { Enrolled = 420 },
        "endpoint" => trial with { PrimaryEndPoint = "Made-up score at week 12" },
        "title" => trial with { Title = "Another made-up trial" },
        "title in capitals" => trial with { Title = trial.Title.ToUpperInvariant() },
        "decision" => trial with { Decided = new(2026, 2, 1) },
        _ => trial,
    };

    /// <summary>A portal of many equal trials, one for each case.</summary>
    public sealed class Registry : IAsyncLifetime
    {
        private int _next;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Portal.KnownAsync(0, model =>
        {
            for (var at = 1; at <= 25; at++) model.Ctis.Add(Portal.Trial(at, new(2025, 11, 1)) with { Countries = ["Hungary:2", "Spain:1"], Product = "Sertraline, Placebo" });
        });

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal int Next() => ++_next;
    }
}
