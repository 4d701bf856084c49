using System.Security.Cryptography;
using TargetAlerts.Digests;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>A state is the first mail of an alert, where its targets stand; a notice tells an alert's owner what an admin did with it.</summary>
internal enum MailKind { Digest, State, Confirmation, Operator, Notice }

/// <summary>What a caller hands over to be mailed: one message to one address.</summary>
internal sealed record OutgoingMail
{
    /// <summary>From <see cref="NewId"/>. The Message-ID and the envelope sender follow from it, so that they stay the same on every attempt.</summary>
    public required string Id { get; init; }

    public required MailKind Kind { get; init; }

    public string? AlertId { get; init; }

    public string? DigestId { get; init; }

    /// <summary>One ASCII addr-spec.</summary>
    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Null: text only.</summary>
    public string? Html { get; init; }

    /// <summary>What the HTML part shows by "cid:".</summary>
    public IReadOnlyList<MailPicture> Pictures { get; init; } = [];

    /// <summary>Demanded of what an alert sends, refused for anything else.</summary>
    public MailingList? List { get; init; }

    /// <summary>When the digest was made.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>A mail that an alert sends to its reader, with the headers of its list.</summary>
    /// <param name="html">Null: text only.</param>
    public static OutgoingMail Of(Alert alert, Links links, MailKind kind, string id, string subject, string text, string? html, IReadOnlyList<DigestPicture> pictures, DateTimeOffset date) => new()
    {
        Id = id,
        Kind = kind,
        AlertId = alert.Id,
        Recipient = alert.Address,
        Subject = subject,
        Text = text,
        Html = html,
        Pictures = [.. pictures.Select(picture => new MailPicture(picture.ContentId, picture.Png))],
        List = new(alert.Id, links.Unsubscribe(alert.Id), links.Help),
        Date = date,
    };

    /// <summary>The id of a digest's message: one digest, one message.</summary>
    public static string IdFor(string digestId) => Base32.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(digestId)).AsSpan(0, 16).ToArray());

    /// <summary>128 random bits in 26 lower-case base32 characters: short enough to stand in an envelope sender beside its MAC.</summary>
    public static string NewId() => Base32.Encode(RandomNumberGenerator.GetBytes(16));
}

/// <param name="ContentId">Without brackets.</param>
internal sealed record MailPicture(string ContentId, byte[] Png);

/// <param name="Label">One DNS label, the same for every digest of an alert: its id.</param>
/// <param name="UnsubscribeLink">HTTPS; answers the one-click POST of RFC 8058.</param>
/// <param name="HelpLink">The page that explains the subscription.</param>
internal sealed record MailingList(string Label, string UnsubscribeLink, string HelpLink);
