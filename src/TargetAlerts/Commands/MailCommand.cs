using System.CommandLine;
using TargetAlerts.Delivery;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Storage;

namespace TargetAlerts.Commands;

/// <summary>mail: a test message, what is to be published of our signature, what came back, the same bytes of a digest once more, and the hold on sending.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "Test the relay, show what to publish for DKIM, read what came back, send a digest again, hold and release sending.") { Test(), Dkim(), Bounces(), Again(), Hold(), Release() };

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

    private static Command Dkim()
    {
        var command = new Command("dkim", "The TXT record to publish for the key that signs (Mail:Dkim).");
        command.Act((_, services, output, _) =>
        {
            if (services.GetRequiredService<MailComposer>().Seal is not { } seal)
            {
                Output.Fault("Mails are not signed here: set Mail:Dkim:Domain, Mail:Dkim:Selector and Mail:Dkim:Key.");
                return Task.FromResult(Cli.Failed);
            }
            var (name, record) = seal.Published;
            // One string of a TXT record has at most 255 octets (RFC 1035 section 3.3.14); readers join them.
            output.Write(new { name, record }, [$"{name}. IN TXT ( {string.Join(' ', record.Chunk(250).Select(part => $"\"{new string(part)}\""))} )"]);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    private static Command Bounces()
    {
        var command = new Command("bounces", "Read what came back (Mail:Bounces) now.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var returns = services.GetRequiredService<ReturnRound>();
            if (returns.Box is not { } box)
            {
                Output.Fault("Bounces are not read here: set Mail:Bounces:Folder or Mail:Bounces:Imap.");
                return Cli.Failed;
            }
            var report = await returns.ReadAsync(cancellationToken);
            var read = Enum.GetValues<ReturnKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), kind => report.Read.GetValueOrDefault(kind));
            output.Write(new { read }, [$"{box.Name}: {string.Join(", ", read.Select(pair => $"{pair.Key} {pair.Value}"))}"]);
            if (report.Fault is null) return Cli.Done;
            Output.Fault($"{report.Fault}. {Remedy.Bounces}");
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

    private static Command Hold()
    {
        var why = new Option<string?>("--why") { Description = "Said wherever the hold is shown.", HelpName = "TEXT" };
        var command = new Command("hold", "Send nothing until \"mail release\": before a database is restored by other means.") { why };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var hold = await services.GetRequiredService<SendingHold>().HoldAsync(parsed.GetValue(why) ?? "an operator asked for it", cancellationToken);
            output.Write(new { held = true, hold.Since, hold.Why }, [SendingHold.Words(hold)]);
            return Cli.Done;
        });
        return command;
    }

    private static Command Release()
    {
        var force = new Option<bool>("--force") { Description = "Although this database was copied to another." };
        var command = new Command("release", "Let sending go on that is held after a restore.") { force };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var sending = services.GetRequiredService<SendingHold>();
            if (await sending.ReadAsync(cancellationToken) is { Moved: true } moved && !parsed.GetValue(force))
            {
                Output.Fault($"{SendingHold.Words(moved)} The copy sends in its place: if both send, everybody is written to twice. To go on with this one instead, say --force.");
                return Cli.Failed;
            }
            var released = await sending.ReleaseAsync("operator", cancellationToken);
            var waiting = await services.GetRequiredService<OutboxStore>().WaitingAsync(cancellationToken);
            output.Write(new { released = released is not null, waiting },
                [released is null ? "Nothing was held." : $"Released. {waiting} message(s) wait and leave with the next delivery; what came due meanwhile is made now, one digest an alert."]);
            return Cli.Done;
        });
        return command;
    }
}
