using System.CommandLine;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Commands;

/// <summary>subscribers: what is stored about an address, and its erasure.</summary>
internal static class SubscribersCommand
{
    public static Command Create() => new("subscribers", "What is stored about somebody; forget somebody.") { Export(), Erase() };

    private static Command Export()
    {
        var email = Email();
        var command = new Command("export", "All that is stored about an address, as JSON.") { email };
        command.Act(async (parsed, services, _, cancellationToken) =>
        {
            var data = await services.GetRequiredService<SubscriberExport>().ReadAsync(await FindAsync(services, parsed.GetValue(email)!, cancellationToken), cancellationToken);
            // A document either way: it has no shorter form.
            await using var stdout = Console.OpenStandardOutput();
            await stdout.WriteAsync((byte[])[.. data!.ToBytes(), (byte)'\n'], cancellationToken);
            return Cli.Done;
        });
        return command;
    }

    private static Command Erase()
    {
        var email = Email();
        var yes = new Option<bool>("--yes") { Description = "Do it. It cannot be undone." };
        var command = new Command("erase", "Forget an address with its alerts and all that is theirs.") { email, yes };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var erasure = services.GetRequiredService<Erasure>();
            var subscriber = await FindAsync(services, parsed.GetValue(email)!, cancellationToken);
            var scope = (await erasure.ScopeAsync(subscriber, cancellationToken))!;
            var what = new { alerts = scope.Alerts.Count, digests = scope.Digests, messages = scope.Messages, ledger = scope.Ledger };
            var words = $"{what.alerts} alerts, {what.digests} digests, {what.messages} messages and {what.ledger} ledger rows of {MailAddress.Mask(scope.Address)}";
            if (!parsed.GetValue(yes))
            {
                output.Write(new { state = "refused", what.alerts, what.digests, what.messages, what.ledger }, []);
                Output.Fault($"Not erased: this would remove {words}, for good. Say --yes to do it.");
                return Cli.Failed;
            }
            var done = await erasure.EraseAsync(subscriber, Actor.Admin, cancellationToken);
            output.Write(new { state = done ? "erased" : "waiting", what.alerts, what.digests, what.messages, what.ledger },
                [done ? $"Erased: {words}." : $"A message is being sent. Nothing else leaves; {words} are erased when it is through, by the running service or by this command, within 24 hours."]);
            return Cli.Done;
        });
        return command;
    }

    private static Option<string> Email() => new("--email") { Description = "The address.", HelpName = "ADDRESS", Required = true };

    private static async Task<string> FindAsync(IServiceProvider services, string email, CancellationToken cancellationToken) =>
        await services.GetRequiredService<Erasure>().SubscriberAsync(EmailAddress.Parse(email), cancellationToken) ?? throw new UsageException("Nothing is stored about this address.");
}
