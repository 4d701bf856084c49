using TargetAlerts.Checks;
using TargetAlerts.Upstreams.Chembl;

namespace TargetAlerts.Tests.Sources.Chembl;

/// <summary>Drugs of the target: mechanism, phase, approval, withdrawal (SPEC.md, "What matters to a reader").</summary>
public sealed class ChemblDrugTests
{
    public static TheoryData<string, string?, string, int> Phases => new()
    {
        { "2.0", "3.0", "updated: phase", 2 },
        { "3.0", "4", "updated: phase", 2 },
        { "2.0", "2", "", -1 },
        { "2.0", "-1.0", "", -1 },
        { "2.0", null, "", -1 },
        { "-1.0", "1.0", "updated: phase", 2 },
        { "3.0", "2.0", "updated: phase", 1 },
        { "0.5", "1.0", "updated: phase", 2 },
    };

    [Theory, MemberData(nameof(Phases))]
    public async Task A_later_phase_matters_and_unknown_is_no_step_back(string from, string? to, string told, int severity)
    {
        await using var service = await Ligands.KnownAsync(2, fill: model => model.Chembl.AddDrug(9, from));
        service.Model.Chembl.Add(new ChemblMoleculeRow(Ligands.Molecule(9), "MADEUPINE-9") { Phase = to });

        Assert.Equal(CheckOutcome.Complete, (await service.ReleasedAsync()).Outcome);

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync(Ligands.Drug(9)));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
    }

    [Fact]
    public async Task Approval_withdrawal_a_new_mechanism_and_a_new_indication_are_told()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(new ChemblMoleculeRow(Ligands.Molecule(1), "MADEUPINE-1") { FirstApproval = 2025, Phase = "4.0" });
        service.Model.Chembl.Add(new ChemblMoleculeRow(Ligands.Molecule(2), "Madeupine-2") { Withdrawn = true });
        service.Model.Chembl.Add(new ChemblMechanismRow(50, Ligands.Target, Ligands.Molecule(3)) { Mechanism = "Made-up transporter releaser" });
        service.Model.Chembl.Add(new ChemblIndicationRow(51, Ligands.Molecule(3), "Made-up Pain", 1));
        service.Model.Chembl.AddDrug(4);

        Assert.Equal(CheckOutcome.Complete, (await service.ReleasedAsync()).Outcome);

        Assert.Equal(["updated: phase,firstApproval"], await service.ToldAsync(Ligands.Drug(1)));
        Assert.Equal(["updated: withdrawn"], await service.ToldAsync(Ligands.Drug(2)));
        Assert.Equal(["updated: mechanism,indications"], await service.ToldAsync(Ligands.Drug(3)));
        Assert.Equal(["added"], await service.ToldAsync(Ligands.Drug(4)));
        Assert.Equal(0, (await service.ReleasedAsync()).Updated);
    }

    [Fact]
    public async Task A_salt_is_one_drug_with_its_parent()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Add(new ChemblMechanismRow(50, Ligands.Target, "CHEMBL7999999") { Parent = Ligands.Molecule(1) });
        service.Model.Chembl.Add(new ChemblIndicationRow(51, "CHEMBL7999999", "made-up disorder", 3));

        await service.ReleasedAsync();

        Assert.Equal(["updated: indications"], await service.ToldAsync(Ligands.Drug(1)));
        Assert.Contains("(phase 3)", await service.ReadAsync<string>("SELECT facts FROM changes"), StringComparison.Ordinal);
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_drug_whose_mechanism_rows_are_gone_is_withdrawn_after_two_looks()
    {
        await using var service = await Ligands.KnownAsync();
        service.Model.Chembl.Delete("mechanism", "2");
        Assert.Equal(0, (await service.ReleasedAsync()).Withdrawn);
        service.Clock.Jump(TimeSpan.FromDays(1));

        Assert.Equal(1, (await service.CheckOneAsync(Ligands.Source)).Withdrawn);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Ligands.Drug(2)));
        Assert.Equal(0, (await service.ReleasedAsync()).Withdrawn);
    }
}
