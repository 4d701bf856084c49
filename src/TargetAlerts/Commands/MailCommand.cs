using System.CommandLine;
using TargetAlerts.Delivery;

namespace TargetAlerts.Commands;

/// <summary>mail: a test message, and the same bytes of a digest once more.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "Test the relay, send a digest again.") { Test(), Again() };

    private static Command Test()
    {
        var to = new Option<string>("--to") { Description = "Where to.", HelpName = "ADDRESS", Required = true };
        var command = new Command("test", "Send one test message.") { to };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var result = await services.GetRequiredService<MailTest>().SendAsync(parsed.GetValue(to)!, cancellationToken);
            output.Write(result, [result.Line]);
            if (result.Accepted) return Cli.Done;
            Output.Fault(result.Line);
            return Cli.Failed;
        });
        return command;
    }

    private static Command Again()
    {
        var digest = new Option<string>("--digest") { Description = "The digest.", HelpName = "ID", Required = true };
        var command = new Command("resend", "Send a digest again, byte for byte.") { digest };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var message = await services.GetRequiredService<Resend>().ResendAsync(parsed.GetValue(digest)!, cancellationToken);
            output.Write(new { message, state = "ready" }, [$"Message {message} is ready; it leaves with the next delivery."]);
            return Cli.Done;
        });
        return command;
    }
}
