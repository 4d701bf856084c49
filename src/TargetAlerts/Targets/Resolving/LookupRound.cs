using TargetAlerts.Sources;

namespace TargetAlerts.Targets.Resolving;

internal delegate Task<IReadOnlyList<GeneEntry>> LookupQuestion(CancellationToken cancellationToken);

/// <summary>Gathers what the services say. One that failed or took too long is said and not asked again in the same round.</summary>
internal sealed class LookupRound(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly Lock _gate = new();
    private readonly List<GeneEntry> _entries = [];
    private readonly Dictionary<string, string> _unavailable = [];

    public IReadOnlyList<GeneEntry> Entries
    {
        get
        {
            lock (_gate) return [.. _entries];
        }
    }

    public IReadOnlyList<Unanswered> Unavailable
    {
        get
        {
            lock (_gate) return [.. _unavailable.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Unanswered(pair.Key, pair.Value))];
        }
    }

    /// <summary>Asks a service one thing after the other.</summary>
    public async Task AskAsync(string service, params IEnumerable<LookupQuestion> questions)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        foreach (var question in questions)
        {
            if (IsOut(service)) return;
            try
            {
                var said = await question(stop.Token);
                lock (_gate) _entries.AddRange(said.Where(entry => !_entries.Any(known => known.Service == entry.Service && Key(known) == Key(entry))));
            }
            catch (SourceUnavailableException error)
            {
                lock (_gate) _unavailable[service] = error.Message;
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                lock (_gate) _unavailable[service] = $"gave no answer within {patience.TotalSeconds:0.#} s";
            }
        }
    }

    public bool IsOut(string service)
    {
        lock (_gate) return _unavailable.ContainsKey(service);
    }

    // A service names a thing once; the first id of the service's own says which.
    private static string Key(GeneEntry entry) => entry.Ids.Count == 0 ? entry.Name : entry.Service switch
    {
        HgncLookup.Label => entry["hgnc"][0],
        UniProtLookup.Label => entry["uniprot"][0],
        ChemblLookup.Label => entry["chembl"][0],
        _ => entry["ncbiGene"] is [var gene, ..] ? gene : entry.Ids.First().Value[0],
    };
}
