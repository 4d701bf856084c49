using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Targets;

namespace TargetAlerts.Operations.Examinations;

/// <summary>What is allowed and yet will not do: nothing to follow, nobody to be reached, links that lead nowhere.</summary>
internal sealed class ConfigurationExamination(ServiceOptions options, TargetCatalog targets, SourceRegistry sources) : IExamination
{
    private const string Part = "configuration";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        List<Finding> faults = [.. Faults()];
        if (faults.Count > 0) return Task.FromResult<IReadOnlyList<Finding>>(faults);
        var hint = options.Contact is null ? "set Contact, so that the sources can reach you" : options.Mail is { Host.Length: > 0, OperatorAddress: null } ? "set Mail:OperatorAddress, to be told when something is wrong" : null;
        return Task.FromResult<IReadOnlyList<Finding>>([new(Part, true, $"{targets.All.Count} target(s), {sources.All.Count} source(s), pages on {options.Web.PublicUrl ?? options.Web.Listen}", hint)]);
    }

    private IEnumerable<Finding> Faults()
    {
        if (targets.All.Count == 0) yield return new(Part, false, "there is no target", "put a profile into config/targets, or \"targetalerts targets add SYMBOL\".");
        if (sources.All.Count == 0) yield return new(Part, false, "every source is switched off", "take Enabled: false away from those in Sources that are to be asked.");
        if (string.IsNullOrEmpty(options.Mail.Host)) yield break;
        if (options.Web.PublicUrl is not { } url) yield return new(Part, false, $"links in mails lead to {options.Web.Listen}, which only this machine can open", "set Web:PublicUrl to the address readers have, such as https://alerts.example.org.");
        else if (new Uri(url) is { Scheme: "http", IsLoopback: false }) yield return new(Part, false, $"Web:PublicUrl is {url}: mail programs unsubscribe with one click by https alone (RFC 8058)", "put a proxy with TLS in front and set Web:PublicUrl to its https address.");
        if (options.Mail.From == new MailOptions().From) yield return new(Part, false, $"mails come from {options.Mail.From}, which no relay takes", "set Mail:From to an address of your own domain.");
        if (options.Contact is null) yield return new(Part, false, "Contact is not set", "set Contact to an address at which the sources, and readers, reach you.");
    }
}
