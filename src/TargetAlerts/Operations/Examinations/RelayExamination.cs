using System.Globalization;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Operations.Examinations;

/// <summary>Connects, secures, logs in and offers our sender, as a delivery does; nothing is sent.</summary>
internal sealed class RelayExamination(MailOptions mail, IMailRoute route, MailComposer composer) : IExamination
{
    private const string Part = "relay";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (route is not SmtpRelay relay) return [new(Part, true, "none is set; messages are written as .eml files", "set Mail:Host to send them.")];
        var refused = await relay.GreetAsync(composer.Sender(OutgoingMail.NewId()), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var signed = composer.Seal is { } seal ? $", and mails are signed as {seal.Published.Name} (targetalerts mail dkim prints its record)" : "";
        var name = string.Create(CultureInfo.InvariantCulture, $"{mail.Host}:{mail.Port}");
        return refused is null
            ? [new(Part, true, $"{name} takes our {(mail.UserName is null ? "" : "login and ")}sender{signed}; targetalerts mail test --to ADDRESS tries the rest")]
            : [new(Part, false, $"{name}: {refused}", Remedy.For(refused))];
    }
}
