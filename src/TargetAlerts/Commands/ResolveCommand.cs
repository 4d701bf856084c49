using System.CommandLine;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Commands;

/// <summary>targets resolve: what a text can mean, and why.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var text = new Argument<string>("text") { Description = "Symbol, synonym, protein or gene name, or an identifier of UniProt, Ensembl, HGNC, ChEMBL or NCBI Gene (ncbigene:6532)." };
        var command = new Command("resolve", "What a text can mean: candidates with identifiers and reasons.") { text };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var resolution = await services.GetRequiredService<TargetDesk>().ResolveAsync(parsed.GetValue(text)!, cancellationToken);
            output.Write(resolution, Lines(resolution));
            return End(resolution);
        });
        return command;
    }

    /// <summary>Says on stderr what is missing; nothing found is an unknown target only when everybody was asked.</summary>
    public static int End(Resolution resolution)
    {
        foreach (var one in resolution.Unavailable) Output.Fault($"{one.Service} could not be asked: {one.Reason}");
        if (resolution.Candidates.Count > 0) return resolution.Unavailable.Count > 0 ? Cli.Failed : Cli.Done;
        if (resolution.Unavailable.Count > 0) return Cli.Failed;
        Output.Fault($"Nothing found for \"{resolution.Text}\".{string.Concat(resolution.Notes.Select(note => $" {note}"))}");
        return Cli.Misused;
    }

    public static IEnumerable<string> Lines(Resolution resolution)
    {
        if (resolution.Candidates.Count == 0) yield break;
        yield return $"“{resolution.Text}”, read as {resolution.ReadAs}:";
        foreach (var one in resolution.Candidates)
        {
            yield return $"  {one.Id,-14} {one.Symbol ?? one.Kind.ToLowerInvariant()}: {one.Name}{(one.Organism == GeneEntry.Human ? "" : $" ({one.Organism})")}";
            yield return $"                 because: {string.Join("; ", one.Reasons.Select(reason => $"{reason.Why} ({reason.Service})").Distinct())}";
            yield return $"                 {string.Join("  ", one.Identifiers.Where(pair => Shown.Contains(pair.Key)).Select(pair => $"{TargetText.Label(pair.Key)} {Some(pair.Value)}"))}";
            foreach (var remark in one.Remarks) yield return $"                 note: {remark}";
        }
        foreach (var note in resolution.Notes) yield return note;
        yield return resolution.Clear is { } clear ? $"Clear: {clear}. Follow it with: targetalerts targets add \"{resolution.Text}\"" : $"Not clear by itself. Follow one with: targetalerts targets add \"{resolution.Text}\" --pick {resolution.Candidates[0].Id}";
    }

    private static readonly string[] Shown = ["hgnc", "ncbiGene", "ensembl", "uniprot", "chembl"];

    private static string Some(IReadOnlyList<string> ids) => ids.Count <= 4 ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(3))} and {ids.Count - 3} more";
}
