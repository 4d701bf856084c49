namespace TargetAlerts.Sources.OpenTargets;

/// <summary>
/// Which known record a row is: the one with its id, else the one with its name. So neither a disease that moved to
/// another ontology nor one that was renamed is told as lost and new.
/// </summary>
internal sealed class StandingIdentity
{
    private readonly Dictionary<string, string> _byId = [];
    private readonly Dictionary<string, string> _byName = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Something of the gene is known.</summary>
    public bool Any => _byId.Count > 0;

    public StandingIdentity(IEnumerable<string> known)
    {
        foreach (var record in known) Add(record);
    }

    public static async Task<StandingIdentity> ReadAsync(IKnownRecords known, string gene, CancellationToken cancellationToken)
    {
        var identity = new StandingIdentity([]);
        await foreach (var record in known.AllAsync(cancellationToken))
        {
            if (record.StartsWith($"{gene}:", StringComparison.Ordinal)) identity.Add(record);
        }
        return identity;
    }

    /// <summary>The record's id of each row; a known one is given to one row only, and a row's own id goes before its name.</summary>
    public IReadOnlyList<string> Of(string gene, string section, IReadOnlyList<(string Id, string Name)> rows)
    {
        var records = rows.Select(row => Take(_byId, Key(gene, section, row.Id))).ToArray();
        for (var at = 0; at < rows.Count; at++)
        {
            records[at] ??= Take(_byName, Key(gene, section, PlainText.Bare(rows[at].Name))) ?? OpenTargetsIds.Make(gene, section, rows[at].Id, rows[at].Name);
        }
        return records!;
    }

    private string? Take(Dictionary<string, string> known, string key) => known.TryGetValue(key, out var record) && _taken.Add(record) ? record : null;

    private void Add(string record)
    {
        if (record.Split(':', 4) is not [var gene, var section, var id, var name]) return;
        _byId.TryAdd(Key(gene, section, id), record);
        _byName.TryAdd(Key(gene, section, PlainText.Bare(name)), record);
    }

    private static string Key(string gene, string section, string what) => $"{gene}:{section}:{what}";
}
