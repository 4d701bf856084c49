using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Operations.Examinations;

/// <summary>One small live request to each source; what they answer tells of our clock, too.</summary>
internal sealed class SourceExamination(SourceRegistry sources, TargetCatalog targets, IServiceProvider services) : IExamination
{
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (targets.All.FirstOrDefault() is not { } target) return [];
        var findings = new List<Finding>();
        var apart = new List<TimeSpan>();
        foreach (var source in sources.All)
        {
            var name = source.Description.Name.Value;
            try
            {
                findings.Add(new(name, true, await source.TestAsync(target, cancellationToken)));
            }
            catch (SourceUnavailableException error)
            {
                findings.Add(new(name, false, error.Message, Way(services.GetKeyedService<SourceClient>(name)?.Access.BaseUrl, name)));
            }
            if (services.GetKeyedService<SourceClient>(name)?.ClockApart is { } difference) apart.Add(difference);
        }
        if (apart.Count > 0) findings.Add(Clocks.Of(apart));
        return findings;
    }

    // The proxy's name and password stand in its address.
    private static string Way(Uri? address, string name)
    {
        var proxy = address is null ? null : HttpClient.DefaultProxy.GetProxy(address);
        return proxy is null || proxy == address
            ? $"see that this machine reaches {address?.Host ?? "it"} (firewall; behind a proxy set HTTPS_PROXY); for a mirror set Sources:{name}:BaseUrl; if it is not wanted, Sources:{name}:Enabled=false."
            : $"it was asked through the proxy {proxy.Host}:{proxy.Port}: see that this lets {address!.Host} through, or name it in NO_PROXY; if the source is not wanted, Sources:{name}:Enabled=false.";
    }
}
