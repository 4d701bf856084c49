namespace TargetAlerts.Upstreams;

/// <summary>A request as it arrived, and what it got.</summary>
public sealed record LoggedRequest(
    DateTimeOffset Time,
    UpstreamSource Source,
    string Endpoint,
    string Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The User-Agent header.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The From header.</summary>
    public string? From { get; init; }

    /// <summary>The Accept-Encoding header.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>The body, where it is not a form.</summary>
    public string Body { get; init; } = "";

    /// <summary>The status sent; 0 while, or when, there is none.</summary>
    public int Status { get; init; }

    /// <summary>The fault met, if any.</summary>
    public string? Fault { get; init; }

    /// <summary>The value of a query or form parameter, or null.</summary>
    public string? this[string name] => Parameters.FirstOrDefault(pair => pair.Key == name).Value;
}

/// <summary>Every request that reached a source, in the order of their arrival.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];

    /// <summary>A copy of the log.</summary>
    public IReadOnlyList<LoggedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>The requests to a source, or to one of its endpoints.</summary>
    public IReadOnlyList<LoggedRequest> Of(UpstreamSource source, string? endpoint = null) =>
        [.. Requests.Where(request => request.Source == source && (endpoint is null || request.Endpoint == endpoint))];

    /// <summary>Empties the log.</summary>
    public void Clear()
    {
        lock (_gate)
            _requests.Clear();
    }

    internal LoggedRequest Add(LoggedRequest request)
    {
        lock (_gate)
            _requests.Add(request);
        return request;
    }

    internal void Close(LoggedRequest request, int status, string? fault)
    {
        lock (_gate)
        {
            var at = _requests.FindLastIndex(known => ReferenceEquals(known, request));
            if (at >= 0)
                _requests[at] = request with { Status = status, Fault = fault };
        }
    }
}
