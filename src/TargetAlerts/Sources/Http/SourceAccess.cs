using TargetAlerts.Settings;

namespace TargetAlerts.Sources.Http;

/// <summary>A registered source and its public address.</summary>
internal sealed record SourceAddress(SourceName Name, string PublicUrl);

/// <summary>How one source is reached: the connector's published defaults under the admin's settings.</summary>
public sealed record SourceAccess
{
    /// <summary>The longest a run waits for one slot or Retry-After; a longer one is kept and ends the run.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public required SourceName Name { get; init; }

    /// <summary>Ends with a slash.</summary>
    public required Uri BaseUrl { get; init; }

    public required double RequestsPerSecond { get; init; }

    public required string RateGroup { get; init; }

    public required SourceOptions Options { get; init; }

    /// <summary>Told to the source with every request; null when the admin gave none.</summary>
    public string? Contact { get; init; }

    /// <summary>The User-Agent for hosts that turn away what does not begin like a browser's.</summary>
    public string CompatibleAgent => $"Mozilla/5.0 (compatible; TargetAlerts/{typeof(SourceAccess).Assembly.GetName().Version!.ToString(3)}{(Contact is null ? "" : $"; +mailto:{Contact}")})";

    public TimeSpan Interval => TimeSpan.FromSeconds(1 / RequestsPerSecond);

    /// <param name="baseUrl">The public address of the source, as its documentation has it.</param>
    /// <param name="requestsPerSecond">What the source asks its clients to keep to, without and with a key.</param>
    public static SourceAccess From(SourceName name, ServiceOptions service, string baseUrl, double requestsPerSecond, double? withKey = null)
    {
        var options = service.Sources.GetValueOrDefault(name.Value) ?? new SourceOptions();
        var address = options.BaseUrl?.ToString() ?? baseUrl;
        return new()
        {
            Name = name,
            BaseUrl = new Uri(address.EndsWith('/') ? address : address + "/"),
            RequestsPerSecond = options.RequestsPerSecond ?? (options.ApiKey is null ? requestsPerSecond : withKey ?? requestsPerSecond),
            RateGroup = options.RateGroup ?? name.Value,
            Options = options,
            Contact = service.Contact,
        };
    }
}
