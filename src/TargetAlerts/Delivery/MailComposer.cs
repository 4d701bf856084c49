using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>A message ready to be stored and sent: these bytes, again and again until one attempt is accepted.</summary>
internal sealed record ComposedMail(byte[] Bytes, string MessageId, string EnvelopeFrom);

/// <summary>
/// Turns what is to be said into finished bytes: 7-bit, CRLF, with all headers. Everything that could differ on a
/// second composing (Message-ID, boundary, envelope sender) follows from the mail's id.
/// </summary>
internal sealed partial class MailComposer(MailOptions options, LinkKey key)
{
    private const int SubjectLength = 150;
    private const int Largest = 10 * 1024 * 1024;

    private readonly BounceToken _token = new(key);

    /// <summary>What signs the mails; null: nothing is set.</summary>
    public DkimSeal? Seal { get; } = DkimSeal.Of(options.Dkim);

    public ComposedMail Compose(OutgoingMail mail)
    {
        if ((mail.Kind is MailKind.Digest or MailKind.State) != (mail.List is not null)) throw new ArgumentException("What an alert sends, and nothing else, carries list headers.", nameof(mail));
        var from = MailboxAddress.Parse(options.From);
        var domain = options.ListDomain ?? MailAddress.Domain(from.Address);
        var envelope = Sender(mail.Id);
        // Refuses an id that could not stand in a Message-ID, too.
        var messageId = MailAddress.Demand($"{mail.DigestId ?? mail.Kind.ToString().ToLowerInvariant()}.{mail.Id}@{domain}");

        var message = new MimeMessage
        {
            Date = mail.Date.ToUniversalTime(),
            Subject = Subject(mail.Subject),
            MessageId = messageId,
            Body = Body(mail),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress("", MailAddress.Demand(mail.Recipient)));
        if (options.ReplyTo is { } replyTo) message.ReplyTo.Add(MailboxAddress.Parse(replyTo));
        if (mail.List is { } list) AddList(message, list, domain);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return new ComposedMail(Write(message), $"<{messageId}>", envelope);
    }

    /// <summary>The envelope sender of a message.</summary>
    public string Sender(string id) => MailAddress.Demand(_token.LocalPart(id) + "@" + (options.BounceDomain ?? MailAddress.Domain(MailboxAddress.Parse(options.From).Address)));

    private static void AddList(MimeMessage message, MailingList list, string domain)
    {
        if (!Label().IsMatch(list.Label)) throw new ArgumentException("A list label is one DNS label.", nameof(list));
        AddRaw(message, HeaderId.ListId, $"<{list.Label}.{domain}>");
        AddRaw(message, HeaderId.ListUnsubscribe, $"<{Link(list.UnsubscribeLink)}>");
        AddRaw(message, HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        AddRaw(message, HeaderId.ListHelp, $"<{Link(list.HelpLink)}>");
    }

    // MimeKit folds or encodes a long value; a URI here may be neither (RFC 2369 section 2, RFC 8058 section 3.1).
    private static void AddRaw(MimeMessage message, HeaderId id, string value)
    {
        var header = new Header(id, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        message.Headers.Add(header);
    }

    private static string Link(string link) => link.Length <= 900 && PlainLink().IsMatch(link)
        ? link
        : throw new ArgumentException("A link in a header is a plain http(s) URI of at most 900 characters.", nameof(link));

    private static string Subject(string subject)
    {
        if (subject.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0) throw new ArgumentException("A header value holds no line break and no NUL.", nameof(subject));
        // A word that looks like an encoded one would be decoded into something else (RFC 2047 section 7).
        return PlainText.Shorten(PlainText.Clean(subject).Replace("=?", "= ?", StringComparison.Ordinal), SubjectLength);
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var text = Part("plain", mail.Text);
        if (mail.Html is null) return text;
        var both = new MultipartAlternative { Boundary = "=_" + mail.Id };
        both.Add(text);
        both.Add(WithPictures(Part("html", mail.Html), mail));
        return both;
    }

    private static MimeEntity WithPictures(MimeEntity html, OutgoingMail mail)
    {
        if (mail.Pictures.Count == 0) return html;
        var related = new MultipartRelated { Boundary = "=_r" + mail.Id, Root = html };
        foreach (var picture in mail.Pictures)
        {
            related.Add(new MimePart("image", "png")
            {
                Content = new MimeContent(new MemoryStream(picture.Png)),
                ContentTransferEncoding = ContentEncoding.Base64,
                ContentId = picture.ContentId,
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
            });
        }
        return related;
    }

    private static TextPart Part(string subtype, string text)
    {
        var content = Encoding.UTF8.GetBytes(Lines(text));
        var part = new TextPart(subtype)
        {
            Content = new MimeContent(new MemoryStream(content)),
            // Never 7bit or 8bit: a relay may rewrap those. Base64 where quoted-printable would be the longer.
            ContentTransferEncoding = content.Count(octet => octet > 126) * 6 > content.Length ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable,
        };
        part.ContentType.Charset = "utf-8";
        return part;
    }

    /// <summary>CRLF only (RFC 5321 section 2.3.8); no controls, no lone surrogates.</summary>
    private static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length + 256);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n') lines.Append("\r\n");
            else if (rune.Value == '\r') lines.Append("\r\n");
            else if (rune.Value == '\t' || !Rune.IsControl(rune) && !IsBidi(rune) && !IsNoCharacter(rune)) lines.AppendRune(rune);
        }
        return lines.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsBidi(Rune rune) => rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // They cannot be normalised (Unicode, section 23.7).
    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private byte[] Write(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        message.Prepare(EncodingConstraint.SevenBit);
        Seal?.Sign(message, format);
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        if (stream.Length > Largest)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The message has {stream.Length} bytes; more than {Largest} no relay should be asked to take."));
        }
        return Transportable(stream.ToArray());
    }

    /// <summary>What is stored is sent as it is, so a breach of RFC 5321 section 2.3.8 or RFC 5322 section 2.1.1 stops here.</summary>
    private static byte[] Transportable(byte[] bytes)
    {
        var start = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lineEnd = bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n';
            if (bytes[i] is 0 or > 127 || bytes[i] == '\n' || bytes[i] == '\r' && !lineEnd || i - start > 998)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The composed message cannot be transported as it is (byte {i})."));
            }
            if (!lineEnd) continue;
            start = i + 2;
            i++;
        }
        return bytes;
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"\Ahttps?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\z")]
    private static partial Regex PlainLink();
}
