using System.CommandLine;
using System.Net.Sockets;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>doctor: one line each for configuration, storage, relay and sources, with the remedy.</summary>
internal static class DoctorCommand
{
    private sealed record Finding(string Part, bool Well, string Said);

    public static Command Create()
    {
        var command = new Command("doctor", "Configuration, storage, relay, sources: one line each, with the remedy.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var findings = new List<Finding>
            {
                Configuration(services.GetRequiredService<ServiceOptions>(), services.GetRequiredService<TargetCatalog>()),
                await StorageAsync(services.GetRequiredService<SettingsStore>(), cancellationToken),
                await RelayAsync(services.GetRequiredService<MailOptions>(), cancellationToken),
            };
            if (await services.GetRequiredService<SendingHold>().ReadAsync(cancellationToken) is { } hold) findings.Add(new("sending", false, SendingHold.Words(hold)));
            if (services.GetRequiredService<TargetCatalog>().All.FirstOrDefault() is { } target)
            {
                foreach (var source in services.GetRequiredService<SourceRegistry>().All)
                {
                    var test = await SourcesCommand.TryAsync(source, target, cancellationToken);
                    findings.Add(new(source.Description.Name.Value, test.Ok, test.Ok ? test.Said : $"{test.Said}. Remedy: see that this machine reaches it (proxy, firewall), or set Sources:{test.Name}:BaseUrl or :Enabled."));
                }
            }
            output.Write(new { findings }, findings.Select(finding => $"{(finding.Well ? "✓" : "×")} {finding.Part,-16} {finding.Said}"));
            foreach (var finding in findings.Where(finding => !finding.Well)) Output.Fault($"{finding.Part}: {finding.Said}");
            return findings.All(finding => finding.Well) ? Cli.Done : Cli.Failed;
        });
        return command;
    }

    private static Finding Configuration(ServiceOptions options, TargetCatalog targets)
    {
        if (targets.All.Count == 0) return new("configuration", false, "there is no target. Remedy: put a profile into config/targets.");
        var hint = options.Contact is null ? " Contact is not set: set it, so that the sources can reach you." : "";
        return new("configuration", true, $"{targets.All.Count} target(s), pages on {options.Web.PublicUrl ?? options.Web.Listen}.{hint}");
    }

    private static async Task<Finding> StorageAsync(SettingsStore settings, CancellationToken cancellationToken)
    {
        try
        {
            await settings.WriteAsync("doctor", "was here", cancellationToken);
            return new("storage", true, "can be read and written");
        }
        catch (System.Data.Common.DbException error)
        {
            return new("storage", false, $"{error.Message}. Remedy: see that the data directory can be written and the disk is not full.");
        }
    }

    private static async Task<Finding> RelayAsync(MailOptions mail, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(mail.Host)) return new("relay", true, "none is set; messages are written as .eml files. Set Mail:Host to send them.");
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(mail.Timeouts.Connect);
            await socket.ConnectAsync(mail.Host, mail.Port, timeout.Token);
            return new("relay", true, $"{mail.Host}:{mail.Port} can be reached; targetalerts mail test --to ADDRESS tries the rest");
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new("relay", false, $"{mail.Host}:{mail.Port} cannot be reached ({error.Message}). Remedy: check Mail:Host, Mail:Port and the firewall.");
        }
    }
}
