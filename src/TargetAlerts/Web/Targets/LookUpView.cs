using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Web.Targets;

/// <summary>What a text that is not followed can mean, as the front page says it.</summary>
/// <param name="Sentence">How it went.</param>
/// <param name="Again">The answer is to be looked at again shortly.</param>
/// <param name="Silent">One line for each service that did not answer.</param>
public sealed record LookUpView(string Sought, string Sentence, bool Again, IReadOnlyList<CandidateView> Candidates, int More, IReadOnlyList<string> Notes, IReadOnlyList<string> Silent)
{
    private const int Most = 10;

    internal static LookUpView Of(string sought, LookUp found, TargetCatalog catalog)
    {
        var said = found.Resolution;
        var candidates = said?.Candidates ?? [];
        return new(sought, Words(sought, found), found.State == LookUpState.StillAsking,
            [.. candidates.Take(Most).Select(one => CandidateView.Of(one, catalog.Holding(one.Identifiers)?.Symbol))], Math.Max(0, candidates.Count - Most),
            [.. (said?.Notes ?? []).Select(note => PlainText.Clean(note, 400))],
            [.. (said?.Unavailable ?? []).Select(one => PlainText.Clean($"{one.Service} could not be asked: {one.Reason}", 300))]);
    }

    private static string Words(string sought, LookUp found) => found switch
    {
        { State: LookUpState.StillAsking } => $"Nothing is followed here under “{sought}”. HGNC, MyGene.info, UniProt and ChEMBL are still being asked what it may be.",
        { State: LookUpState.TooMany } => $"Nothing is followed here under “{sought}”, and too much was looked up in the last minute to ask elsewhere what it may be. Try again in a minute.",
        { Resolution: { Candidates.Count: 0, Unavailable.Count: 0 } } => $"Nothing is followed here under “{sought}”, and none of HGNC, MyGene.info, UniProt and ChEMBL knows it.",
        { Resolution.Candidates.Count: 0 } => $"Nothing is followed here under “{sought}”, and nothing was found elsewhere.",
        { Resolution.Candidates.Count: 1 } => $"Nothing is followed here under “{sought}”. It may be:",
        _ => $"Nothing is followed here under “{sought}”. It may be one of these:",
    };
}

/// <param name="Followed">The symbol under which it is followed here; null where it is not.</param>
/// <param name="Command">With which whoever runs the service follows it.</param>
public sealed record CandidateView(string Symbol, string Name, string Why, string? Followed, string Command, IReadOnlyList<(string Label, IReadOnlyList<DigestLink> Values)> Identity, IReadOnlyList<string> Remarks)
{
    internal static CandidateView Of(Candidate candidate, string? followed) => new(
        candidate.Symbol ?? Phrases.Sentence(candidate.Kind.ToLowerInvariant()),
        PlainText.Clean(candidate.Organism == GeneEntry.Human ? candidate.Name : $"{candidate.Name} · {candidate.Organism}", 300),
        PlainText.Clean(string.Join("; ", candidate.Reasons.Select(reason => $"{reason.Why} ({reason.Service})").Distinct()), 400),
        followed,
        $"targetalerts targets add {candidate.Id}",
        TargetIdentity.Identifiers(candidate.Identifiers),
        [.. candidate.Remarks.Select(remark => PlainText.Clean(remark, 300))]);
}
