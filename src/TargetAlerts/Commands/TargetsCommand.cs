using System.CommandLine;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>targets: the profiles that are followed.</summary>
internal static class TargetsCommand
{
    public static Command Create() => new("targets", "The followed targets.") { List(), Show(), ResolveCommand.Create(), TargetAddCommand.Create(), TargetRemoveCommand.Create() };

    private static Command List()
    {
        var command = new Command("list", "All targets.");
        command.Act((_, services, output, _) =>
        {
            var targets = services.GetRequiredService<TargetCatalog>().All;
            output.Write(
                new { targets = targets.Select(target => new { target.Symbol, target.Name, target.Gene, target.Organism, names = target.Names.Count, drugs = target.Drugs.Count }) },
                targets.Select(target => $"{target.Symbol,-10} {target.Name} ({Kin(target)}): {target.Names.Count} names, {target.Drugs.Count} drugs"));
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("target") { Description = "Symbol, gene, identifier or unambiguous name." };
        var command = new Command("show", "One target's profile.") { name };
        command.Act((parsed, services, output, _) =>
        {
            var target = services.GetRequiredService<TargetCatalog>().Get(parsed.GetValue(name)!);
            output.Write(target, Lines(target));
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    // A complex, or a profile written by hand, may have no gene.
    private static string Kin(DrugTarget target) => target.Gene is { Length: > 0 } gene ? $"{gene}, {target.Organism}" : target.Organism;

    public static IEnumerable<string> Lines(DrugTarget target)
    {
        yield return $"{target.Symbol}: {target.Name} ({Kin(target)})";
        foreach (var (space, ids) in target.Identifiers) yield return $"  {space,-10} {string.Join(", ", ids)}";
        yield return $"  safe       {string.Join(", ", target.SafeNames.Select(name => name.Text))}";
        yield return $"  ambiguous  {string.Join(", ", target.AmbiguousNames.Select(name => name.Text))} (only beside: {string.Join(", ", target.Context)})";
        yield return $"  never      {string.Join(", ", target.Names.Where(name => name.Use == TermUse.Never).Select(name => name.Text))}";
        yield return $"  drugs      {string.Join(", ", target.FollowedDrugs.Select(drug => drug.Name))}";
        yield return $"  mixed      {string.Join(", ", target.Drugs.Where(drug => drug.Tier == DrugTier.Mixed).Select(drug => drug.Name))} (not searched)";
        if (target.Groups.Count > 0) yield return $"  part of    {string.Join(", ", target.Groups.Select(group => $"{group.Chembl} {group.Name} ({group.Type.ToLowerInvariant()})"))} (not searched)";
        foreach (var origin in target.Provenance.GroupBy(origin => (origin.From, origin.Version, origin.At)))
        {
            yield return $"  from       {origin.Key.From}{(origin.Key.Version is null ? "" : $" {origin.Key.Version}")}, read {origin.Key.At:yyyy-MM-dd}: {string.Join(", ", origin.Select(one => one.Id))}";
        }
    }
}
