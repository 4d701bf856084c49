using MimeKit;
using MimeKit.Cryptography;
using TargetAlerts.Settings;

namespace TargetAlerts.Delivery;

/// <summary>Signs a message that is ready for the wire (RFC 6376). The same message gets the same signature: its time is the mail's own.</summary>
internal sealed class DkimSeal(DkimOptions options, DkimKey key)
{
    // RFC 8058 section 4 demands the last two; what says whom a mail is from, what it is and how to leave goes with it.
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ReplyTo, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.AutoSubmitted, HeaderId.ListId, HeaderId.ListHelp, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    /// <summary>Null where nothing is set: then the relay signs, or nobody.</summary>
    public static DkimSeal? Of(DkimOptions options) => options is { Domain: not null, Selector: not null, Key: { } pem } && DkimKey.Parse(pem) is { } key ? new(options, key) : null;

    /// <summary>Where the public key is looked for, and what must stand there.</summary>
    public (string Name, string Record) Published => ($"{options.Selector}._domainkey.{options.Domain}", key.Record);

    public void Sign(MimeMessage message, FormatOptions format)
    {
        var signer = new Signer(key, options, message.Date)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        // Named once more than it is there, a header cannot be added by others (RFC 6376 section 5.4.2).
        signer.Sign(format, message, [.. Signed.SelectMany(id => Enumerable.Repeat(id, 1 + message.Headers.Concat(message.Body!.Headers).Count(header => header.Id == id)))]);
    }

    private sealed class Signer(DkimKey key, DkimOptions options, DateTimeOffset at) : DkimSigner(key.Private, options.Domain!, options.Selector!, key.Algorithm)
    {
        protected override long GetTimestamp() => at.ToUnixTimeSeconds();
    }
}
