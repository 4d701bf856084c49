using System.Collections.Concurrent;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>
/// What the phrase index knows besides the records here. The real one covers 40 million records, so a name
/// that a small model happens not to use must not be reported as unknown.
/// </summary>
public sealed class Vocabulary
{
    private readonly ConcurrentDictionary<string, bool> _phrases = new(StringComparer.Ordinal);

    /// <summary>Whether phrases found nowhere are reported (and a quoted one is searched word by word). On by default.</summary>
    public bool ReportsUnknown { get; set; } = true;

    /// <summary>Makes the index know these phrases.</summary>
    public void Know(params IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
            _phrases[Texts.Normalise(phrase)] = true;
    }

    /// <summary>Makes the index not know these phrases, whatever the records hold.</summary>
    public void Forget(params IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
            _phrases[Texts.Normalise(phrase)] = false;
    }

    internal bool? Knows(string normalised) => _phrases.TryGetValue(normalised, out var known) ? known : null;
}
