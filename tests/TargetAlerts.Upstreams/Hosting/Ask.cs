using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>A request to a stand-in, and the fault that its answer must show.</summary>
internal sealed record Ask(string Endpoint, string Method, string Rest, Parameters Parameters)
{
    /// <summary>Scheme and host, as the client wrote them.</summary>
    public string BasePath { get; init; } = "";

    public string QueryString { get; init; } = "";

    /// <summary>The body, where it is not a form.</summary>
    public string Body { get; init; } = "";

    /// <summary>A header of the request, or null.</summary>
    public Func<string, string?> Header { get; init; } = _ => null;

    public FaultKind? Fault { get; init; }

    /// <summary>How far a stated total is off the truth.</summary>
    public int TotalShift { get; init; }
}

/// <summary>An answer before framing, compression and spoiling.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    public string? Location { get; init; }

    /// <summary>Further headers: "Link", "ETag".</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>Query and form values in the order they came.</summary>
internal sealed class Parameters(IReadOnlyList<KeyValuePair<string, string>> all)
{
    public IReadOnlyList<KeyValuePair<string, string>> All { get; } = all;

    public string? this[string name] => All.FirstOrDefault(pair => pair.Key == name).Value;
}
