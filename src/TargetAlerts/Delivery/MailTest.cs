using TargetAlerts.Settings;

namespace TargetAlerts.Delivery;

/// <param name="Line">One line for the operator, with the remedy.</param>
internal sealed record MailTestResult(bool Accepted, string Line);

/// <summary>"mail test": one message straight through the relay, past the outbox.</summary>
internal sealed class MailTest(MailComposer composer, IMailRoute route, TimeProvider clock)
{
    public async Task<MailTestResult> SendAsync(string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mail = new OutgoingMail
        {
            Id = OutgoingMail.NewId(),
            Kind = MailKind.Operator,
            Recipient = Demand(address),
            Subject = "TargetAlerts: test message",
            Text = "This is a test message of TargetAlerts, asked for by its operator.\n\nIf you can read it, mail leaves as it should.\n",
            Date = now,
        };
        var composed = composer.Compose(mail);
        await using var line = route.Open();
        var outcome = await line.SendAsync(new Parcel(composed.EnvelopeFrom, mail.Recipient, composed.Bytes, composed.MessageId, now), _ => Task.FromResult(true), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome is { Class: SmtpClass.Sent }
            ? new MailTestResult(true, $"Accepted by {route.Name} ({outcome.Code} {outcome.Text}).")
            : new MailTestResult(false, $"Not sent through {route.Name}: {outcome}. {(outcome is null ? "" : Remedy.For(outcome))}".TrimEnd());
    }

    private static string Demand(string address)
    {
        try
        {
            return MailAddress.Demand(address);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"\"{Sources.PlainText.Clean(address, 100)}\" is not one plain e-mail address.");
        }
    }
}
