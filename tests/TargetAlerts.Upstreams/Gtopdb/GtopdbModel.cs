using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.Gtopdb;

/// <summary>An interaction of a ligand with a target in one species. The affinity is text: a number, a range, "-" or nothing.</summary>
public sealed record GtopdbInteractionRow(int Id, int Target, int Ligand)
{
    public string Species { get; init; } = "Human";

    public string Type { get; init; } = "Inhibitor";

    public string Action { get; init; } = "Inhibition";

    public string? Affinity { get; init; } = "7.2";

    public string AffinityParameter { get; init; } = "pKi";

    public bool Primary { get; init; }

    public int? Pmid { get; init; }

    internal JsonObject Json() => new()
    {
        ["interactionId"] = Id,
        ["targetId"] = Target,
        ["targetSpecies"] = Species,
        ["primaryTarget"] = Primary,
        ["ligandId"] = Ligand,
        ["endogenous"] = false,
        ["type"] = Type,
        ["action"] = Action,
        ["selectivity"] = "",
        ["affinity"] = Affinity,
        ["affinityParameter"] = AffinityParameter,
        ["refs"] = Pmid is null ? [] : new JsonArray(new JsonObject { ["referenceId"] = 1, ["pmid"] = Pmid }),
    };
}

/// <summary>A ligand; its name may hold HTML.</summary>
public sealed record GtopdbLigandRow(int Id, string Name)
{
    public bool Approved { get; init; }

    public bool Withdrawn { get; init; }

    internal JsonObject Json() => new() { ["ligandId"] = Id, ["name"] = Name, ["type"] = "Synthetic organic", ["approved"] = Approved, ["withdrawn"] = Withdrawn };
}

/// <summary>The stand-in Guide: whole lists without dates, and the version in the first line of its downloads.</summary>
public sealed class GtopdbModel
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, GtopdbInteractionRow> _interactions = [];
    private readonly Dictionary<int, GtopdbLigandRow> _ligands = [];
    private int _release = 1;

    /// <summary>"2026.1 - published: 2026-01-03", as the first line of a download has it.</summary>
    public string Banner => string.Create(CultureInfo.InvariantCulture, $"2026.{_release} - published: {new DateOnly(2025, 12, 3).AddMonths(_release):yyyy-MM-dd}");

    /// <summary>The downloads are there.</summary>
    public bool Downloads { get; set; } = true;

    /// <summary>"None" is an empty body rather than an empty list.</summary>
    public bool EmptyBodies { get; set; }

    public void Add(params IEnumerable<GtopdbInteractionRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _interactions[row.Id] = row;
        }
    }

    public void Add(params IEnumerable<GtopdbLigandRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _ligands[row.Id] = row;
        }
    }

    /// <summary>Takes an interaction away.</summary>
    public bool Delete(int interaction)
    {
        lock (_gate)
            return _interactions.Remove(interaction);
    }

    /// <summary>The next version is out.</summary>
    public void Release() => _release++;

    internal IReadOnlyList<GtopdbInteractionRow> Of(int target)
    {
        lock (_gate)
            return [.. _interactions.Values.Where(row => row.Target == target)];
    }

    internal GtopdbLigandRow? Ligand(int id)
    {
        lock (_gate)
            return _ligands.GetValueOrDefault(id);
    }
}
