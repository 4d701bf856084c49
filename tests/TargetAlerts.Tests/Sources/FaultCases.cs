using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>A fault that applies to an endpoint; named in a way the test list can show.</summary>
public sealed record FaultCase(UpstreamSource Source, string Endpoint, FaultKind Kind, int Status = 503, int RetryAfter = 0)
{
    public string SourceName => Source.ToString().ToLowerInvariant();

    public Fault Fault(int times) => new(new FaultMatch(Source, Endpoint), Kind, times)
    {
        Status = Status,
        RetryAfter = RetryAfter > 0 ? TimeSpan.FromSeconds(RetryAfter) : null,
    };

    public override string ToString() => $"{SourceName} {Endpoint} {(Kind == FaultKind.Status ? Status : Kind)}{(RetryAfter > 0 ? $" after {RetryAfter} s" : "")}";
}

/// <summary>Which faults can show on which endpoint.</summary>
internal static class FaultCases
{
    // A bad body; a second try gets a good one.
    private static readonly FaultKind[] Passing =
    [
        FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting,
    ];

    private static readonly (UpstreamSource Source, string Endpoint, FaultKind[] Wrong)[] Endpoints =
    [
        (UpstreamSource.PubMed, "esearch", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage, FaultKind.HugeGzip]),
        (UpstreamSource.PubMed, "efetch", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.RepeatedPage, FaultKind.EmptyTotal, FaultKind.HugeGzip]),
        (UpstreamSource.ClinicalTrials, "version", [FaultKind.ErrorObject, FaultKind.HugeGzip]),
        (UpstreamSource.ClinicalTrials, "studies", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage, FaultKind.HugeGzip]),
        (UpstreamSource.ClinicalTrials, "study", [FaultKind.ErrorObject, FaultKind.HugeGzip]),
    ];

    /// <summary>Faults after which a second try of the same request gets the right answer.</summary>
    public static IEnumerable<FaultCase> Tried => Endpoints.SelectMany(endpoint => Passing.Where(kind => Shows(endpoint.Endpoint, kind)).Select(kind => new FaultCase(endpoint.Source, endpoint.Endpoint, kind))
        .Concat(new[] { 429, 500, 502, 503, 504 }.Select(status => new FaultCase(endpoint.Source, endpoint.Endpoint, FaultKind.Status, status)))
        .Append(new(endpoint.Source, endpoint.Endpoint, FaultKind.Status, 429, 1)));

    // A single study is asked for because it is gone: of that 404 the text is not read.
    private static bool Shows(string endpoint, FaultKind kind) => endpoint != "study" || kind is not (FaultKind.CutBody or FaultKind.CutGzip);

    /// <summary>Answers that are whole and wrong.</summary>
    public static IEnumerable<FaultCase> Wrong => Endpoints.SelectMany(endpoint => endpoint.Wrong.Select(kind => new FaultCase(endpoint.Source, endpoint.Endpoint, kind)));

    /// <summary>Answers that do not come in time.</summary>
    public static IEnumerable<FaultCase> Late => Endpoints.SelectMany(endpoint => new[] { FaultKind.Silence, FaultKind.SlowBody }.Select(kind => new FaultCase(endpoint.Source, endpoint.Endpoint, kind)));

    public static IEnumerable<FaultCase> Held => Endpoints.SelectMany(endpoint => new[] { 429, 503 }.Select(status => new FaultCase(endpoint.Source, endpoint.Endpoint, FaultKind.Status, status, 3600)));
}
