using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.OpenTargets;

namespace TargetAlerts.Tests.Sources.OpenTargets;

/// <summary>Made-up candidates and diseases of SERT's gene, and a service that knows them.</summary>
internal static class Candidates
{
    public const string Source = "opentargets", Gene = "ENSG00000108576";

    public static OpenTargetsDrugRow Drug(int at, string? stage = "PHASE_2") => new($"CHEMBL{5_000_000 + at}", $"MADEUPINE-{at}", stage) { Diseases = [("EFO_0000001", "made-up disorder")] };

    public static OpenTargetsDiseaseRow Disease(int at, double score = 0.5) => new($"EFO_{9_000_000 + at}", $"made-up disease {at}", score);

    public static string DrugId(int at) => $"{Gene}:drug:CHEMBL{5_000_000 + at}:MADEUPINE-{at}";

    public static string DiseaseId(int at) => $"{Gene}:disease:EFO_{9_000_000 + at}:made-up disease {at}";

    public static async Task<TestService> KnownAsync(int drugs = 6, int diseases = 20, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(
            model =>
            {
                model.OpenTargets.Add(Enumerable.Range(1, drugs).Select(at => Drug(at)));
                model.OpenTargets.Add(Enumerable.Range(1, diseases).Select(at => Disease(at)));
                model.OpenTargets.Add(Disease(800, 0.25));
                fill?.Invoke(model);
            }, sources: [UpstreamSource.OpenTargets]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(0, await service.ChangesAsync());
        service.Upstream.Log.Clear();
        return service;
    }

    /// <summary>A release comes out and is checked.</summary>
    public static async Task<CheckReport> PublishedAsync(this TestService service, bool patch = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(2));
        service.Model.OpenTargets.Publish(patch);
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source);
    }
}
