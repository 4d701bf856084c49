using System.Data.Common;
using System.Security.Cryptography;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery.Returns;

/// <summary>
/// What follows from a message that came back, in one transaction with the note that it did: read twice, by whomever, it counts
/// once. It concerns whom the token was made for, never whom the report names.
/// </summary>
internal sealed class ReturnEffects(Database database, Bounces bounces, AlertLife life, TimeProvider time)
{
    /// <returns>As it was taken: about a message that is not known it is ignored.</returns>
    public Task<(ReturnedMail Mail, bool IsNew)> TakeAsync(ReturnedMail mail, byte[] bytes, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Return, async connection =>
    {
        var about = mail.MessageId is { } id ? await ReturnStore.HoldAsync(connection, id) : null;
        if (mail.MessageId is not null && about is null) mail = mail.AlertId is null ? new(ReturnKind.Ignored, "about a message that did not leave here, or is forgotten") : mail with { MessageId = null };
        var kind = mail.Kind.ToString().ToLowerInvariant();
        var key = mail.IsIgnored ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : $"{mail.MessageId ?? mail.AlertId}:{kind}";
        var isNew = await ReturnStore.AddAsync(connection, key, kind, about?.Id, time.GetUtcNow());
        if (isNew && !mail.IsIgnored) await FollowAsync(connection, mail, about, cancellationToken);
        return (mail, isNew);
    }, cancellationToken);

    private async Task FollowAsync(DbConnection connection, ReturnedMail mail, ReturnedMessage? about, CancellationToken cancellationToken)
    {
        if (about is not null) await ReturnStore.NoteAsync(connection, about.Id, mail.Said);
        switch (mail.Kind)
        {
            case ReturnKind.Hard:
                await bounces.SuppressAsync(connection, about!.Recipient, "came back: " + mail.Said);
                break;
            case ReturnKind.Soft:
                await bounces.CountAsync(connection, about!.Recipient, "came back: " + mail.Said);
                break;
            case ReturnKind.Policy:
                await AlarmStore.AddAsync(connection, about!.DigestId is { } digest ? "digest:" + digest : "message:" + about.Id, $"A mail to {MailAddress.Mask(about.Recipient)} came back, refused for what it is or whom it is from: {mail.Said}", time.GetUtcNow());
                break;
            case ReturnKind.Complaint:
                // Who has the mail may leave the alert; only who was written to speaks for the address.
                if (about is not null) await bounces.SuppressAsync(connection, about.Recipient, mail.Said);
                foreach (var alert in new[] { about?.AlertId, mail.AlertId }.Distinct().OfType<string>()) await life.LeaveAsync(connection, alert, Actor.Complaint, cancellationToken);
                break;
        }
    }
}
