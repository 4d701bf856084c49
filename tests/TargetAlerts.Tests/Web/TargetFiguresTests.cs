using TargetAlerts.Tests.Sources.Chembl;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Chembl;
using TargetAlerts.Upstreams.OpenTargets;
using TargetAlerts.Upstreams.Rcsb;

namespace TargetAlerts.Tests.Web;

/// <summary>The plots of a target's page over what real checks stored; each has its numbers as a table.</summary>
public sealed class TargetFiguresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ladder_has_one_dot_a_drug_and_marks_what_moved_and_the_structures_stand_by_year_and_method()
    {
        await using var service = await TestService.StartAsync(model =>
        {
            model.Chembl.Add(Ligands.Activity(1));
            for (var at = 1; at <= 23; at++) model.Chembl.AddDrug(at, "4.0");
            for (var at = 31; at <= 35; at++) model.Chembl.AddDrug(at, "2.0");
            model.OpenTargets.Add(new OpenTargetsDrugRow(Ligands.Molecule(1), "MADEUPINE-1", "APPROVAL"), new OpenTargetsDrugRow("CHEMBL5999999", "ONLYHERE", "PHASE_2_3"));
            for (var at = 0; at < 24; at++) model.Structures.Add(Entry($"{1 + (at / 9)}MA{at % 9}", 2.4m + (at % 7 * 0.2m), new DateOnly(2016 + (at / 3), 1 + (at % 12), 5), at % 3 == 0 ? "X-RAY DIFFRACTION" : "ELECTRON MICROSCOPY"));
        }, sources: [UpstreamSource.Chembl, UpstreamSource.OpenTargets, UpstreamSource.Rcsb]);
        await service.CheckAsync();
        await service.ReleasedAsync();
        service.Model.Chembl.Add(new ChemblMoleculeRow(Ligands.Molecule(31), "MADEUPINE-31") { Phase = "3.0" });
        await service.ReleasedAsync();
        service.Model.Structures.Add(Entry("9ZZA", 2.3m, service.Model.Today, "ELECTRON MICROSCOPY"));
        await service.CheckAsync("rcsb");
        await using var pages = await service.ServeAsync();

        var page = await pages.Client.GetStringAsync("/targets/SERT", Stop);

        Assert.Contains("aria-label=\"Drugs by phase: Approved 23, Phase 3 1, Phase 2/3 1, Phase 2 4\"", page, StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">Phase 3</th><td class=\"n\">1</td><td>madeupine-31</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<title>onlyhere</title>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">2017</th><td class=\"n\">2</td><td class=\"n\">1</td><td class=\"n\">0</td>", page, StringComparison.Ordinal);
        Assert.Contains("class=\"val\">9ZZA</text>", page, StringComparison.Ordinal);
        Assert.Contains("This week:", page, StringComparison.Ordinal);
        Assert.Contains("1 structure", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    internal static Structure Entry(string id, decimal resolution, DateOnly released, string method) => new()
    {
        Id = id,
        Title = $"Made-up structure {id}",
        Method = method,
        Resolution = resolution,
        Released = released,
        Revised = released,
        Polymers = [new("made-up transporter", "P31645")],
    };
}
