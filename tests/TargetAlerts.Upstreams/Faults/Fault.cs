namespace TargetAlerts.Upstreams.Faults;

/// <summary>Which requests a fault hits: of any source or one, of any endpoint or one, from the n-th matching request on.</summary>
public sealed record FaultMatch(UpstreamSource? Source = null, string? Endpoint = null, int FromRequest = 1)
{
    /// <summary>Narrows the match by the request itself.</summary>
    public Func<LoggedRequest, bool>? When { get; init; }

    internal bool Fits(LoggedRequest request) =>
        (Source is null || Source == request.Source)
        && (Endpoint is null || string.Equals(Endpoint, request.Endpoint, StringComparison.OrdinalIgnoreCase))
        && (When is null || When(request));
}

/// <summary>Something that goes wrong a number of times.</summary>
public sealed record Fault(FaultMatch Match, FaultKind Kind, int Times = 1)
{
    /// <summary>For <see cref="Times"/>: until the fault is removed.</summary>
    public const int Always = int.MaxValue;

    /// <summary>The status of <see cref="FaultKind.Status"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The Retry-After of <see cref="FaultKind.Status"/>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The pause between pieces of <see cref="FaultKind.SlowBody"/>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What <see cref="FaultKind.Rewritten"/> makes of a right body, and <see cref="FaultKind.Status"/> of its own.</summary>
    public Func<byte[], byte[]>? Rewrite { get; init; }
}
