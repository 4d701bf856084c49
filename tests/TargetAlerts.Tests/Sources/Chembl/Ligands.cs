using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Chembl;

namespace TargetAlerts.Tests.Sources.Chembl;

/// <summary>Made-up ligands and drugs of SERT's ChEMBL target, and a service that knows them.</summary>
internal static class Ligands
{
    public const string Source = "chembl", Target = "CHEMBL228";

    public static string Molecule(long at) => $"CHEMBL{7_000_000 + at}";

    public static string Drug(int at, string target = Target) => $"{target}:{Molecule(at)}";

    public static ChemblActivityRow Activity(long at, string target = Target) => new(at, target, Molecule(at)) { Name = $"MADE-UP-{at}" };

    public static void AddDrug(this ChemblModel model, int at, string phase = "2.0", string target = Target)
    {
        model.Add(new ChemblMoleculeRow(Molecule(at), $"MADEUPINE-{at}") { Phase = phase });
        model.Add(new ChemblMechanismRow(at, target, Molecule(at)));
        model.Add(new ChemblIndicationRow(at, Molecule(at), "Made-up Disorder", 2));
    }

    public static async Task<TestService> KnownAsync(int activities = 20, int drugs = 3, Action<UpstreamModel>? fill = null, DrugTarget? target = null, Action<TargetAlerts.Settings.ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(
            model =>
            {
                model.Chembl.Add(Enumerable.Range(1, activities).Select(at => Activity(at)));
                model.Chembl.Add(new ChemblDocumentRow("CHEMBL9100001", 99_000_001, "10.99999/Made.Up"));
                // Rows of another target, which no question may find.
                model.Chembl.Add(Activity(900_001, "CHEMBL99"));
                model.Chembl.AddDrug(90, target: "CHEMBL99");
                for (var at = 1; at <= drugs; at++) model.Chembl.AddDrug(at);
                fill?.Invoke(model);
            },
            configure, targets: target is null ? null : [target], sources: [UpstreamSource.Chembl]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        Assert.Equal(0, await service.ChangesAsync());
        service.Upstream.Log.Clear();
        return service;
    }

    /// <summary>A release comes out and is checked.</summary>
    public static async Task<CheckReport> ReleasedAsync(this TestService service, double days = 10, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        service.Model.Chembl.Release();
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source, full);
    }

    public static IEnumerable<string> Asked(this TestService service) => service.Upstream.Log.Requests.Select(request => request.Endpoint);
}
