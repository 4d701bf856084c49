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
        // Together: a source that is not there is waited for, and on a bad day none is.
        var asked = await Task.WhenAll(sources.All.Select(source => AskAsync(source, target, cancellationToken)));
        var apart = asked.Where(one => one.Apart is not null).Select(one => one.Apart!.Value).ToList();
        return [.. asked.Select(one => one.Finding), .. apart.Count > 0 ? [Clocks.Of(apart)] : Array.Empty<Finding>()];
    }

    private async Task<(Finding Finding, TimeSpan? Apart)> AskAsync(ITargetSource source, DrugTarget target, CancellationToken cancellationToken)
    {
        var name = source.Description.Name.Value;
        var client = services.GetKeyedService<SourceClient>(name);
        Finding finding;
        try
        {
            finding = new(name, true, await source.TestAsync(target, cancellationToken));
        }
        catch (SourceUnavailableException error)
        {
            finding = new(name, false, error.Message, Way(client?.Access.BaseUrl, name));
        }
        return (finding, client?.ClockApart);
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
