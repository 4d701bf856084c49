using TargetAlerts.Tests.Sources;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Malformed;

/// <param name="MayCount">A well-formed lie, which a single check cannot tell from the truth: it must do no lasting harm.</param>
/// <param name="Full">Shows in a full reading only.</param>
internal sealed record BadBody(string Name, FaultCase Case, Fault Fault, bool MayCount = false, bool Full = false)
{
    public override string ToString() => Name;
}

/// <summary>What a source may send instead of an answer.</summary>
internal static class BadBodies
{
    private static readonly (UpstreamSource Source, string Endpoint)[] Endpoints =
        [(UpstreamSource.PubMed, "esearch"), (UpstreamSource.PubMed, "efetch"), (UpstreamSource.ClinicalTrials, "version"), (UpstreamSource.ClinicalTrials, "studies")];

    public static readonly IReadOnlyList<BadBody> All = [.. Known(), .. Lies(), .. Pages(), .. Endpoints.SelectMany(one => Made(one.Source, one.Endpoint))];

    private static IEnumerable<BadBody> Known() => FaultCases.Tried.Concat(FaultCases.Wrong)
        .Where(one => one.Kind != FaultKind.Status)
        .Select(one => new BadBody(one.ToString(), one, one.Fault(Fault.Always), Full: one.Endpoint == "study"));

    private static IEnumerable<BadBody> Lies() => new FaultCase[]
    {
        new(UpstreamSource.PubMed, "esearch", FaultKind.EmptyTotal), new(UpstreamSource.PubMed, "efetch", FaultKind.MissingRecords),
        new(UpstreamSource.PubMed, "efetch", FaultKind.MissingPage), new(UpstreamSource.ClinicalTrials, "studies", FaultKind.EmptyTotal),
    }.Select(one => new BadBody(one.ToString(), one, one.Fault(Fault.Always), MayCount: true));

    private static IEnumerable<BadBody> Pages() =>
        new[] { FaultKind.RepeatedPage, FaultKind.Rewritten, FaultKind.TruncatedBody, FaultKind.CutGzip, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.EmptyTotal, FaultKind.HugeGzip }
            .Select(kind => new FaultCase(UpstreamSource.ClinicalTrials, "studies", kind))
            .Select(one => new BadBody($"{(one.Kind == FaultKind.Rewritten ? "another totalCount" : one)} on the second page", one, one.Fault(Fault.Always) with
            {
                Match = new(one.Source, one.Endpoint) { When = request => request["pageToken"] is not null },
                Rewrite = body => Falsehoods.OtherTotal.Make(body, 0),
            }, Full: true));

    private static IEnumerable<BadBody> Made(UpstreamSource source, string endpoint)
    {
        var (many, few) = endpoint == "version" ? (8, 8) : (20, 18);
        for (var seed = 1; seed <= many; seed++)
        {
            var n = seed;
            yield return Rewritten(source, endpoint, $"a flipped bit, seed {n}", body => Spoiling.Flip(body, n));
            yield return Rewritten(source, endpoint, $"cut, seed {n}", body => Spoiling.Cut(body, n));
        }
        for (var seed = 1; seed <= few; seed++)
        {
            var n = seed;
            var falsehoods = Falsehoods.Of(endpoint);
            var falsehood = falsehoods[(n - 1) % falsehoods.Count];
            yield return Rewritten(source, endpoint, $"a swapped bracket, seed {n}", body => Spoiling.SwapBracket(body, n));
            yield return Rewritten(source, endpoint, $"{falsehood.Name} ({n})", body => falsehood.Make(body, n));
        }
    }

    private static BadBody Rewritten(UpstreamSource source, string endpoint, string how, Func<byte[], byte[]> rewrite)
    {
        var one = new FaultCase(source, endpoint, FaultKind.Rewritten);
        return new($"{one.SourceName} {endpoint}: {how}", one, one.Fault(Fault.Always) with { Rewrite = rewrite });
    }
}
