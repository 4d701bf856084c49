using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Mails and settings to start from.</summary>
internal static class Mails
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly LinkKey Key = new("a secret of at least thirty-two characters");

    public static MailOptions Options(int port = 0) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Security = MailSecurity.None,
        From = "TargetAlerts <alerts@alerts.example.org>",
        ReplyTo = "help@example.org",
        PerSecond = 1000,
        Connections = 1,
        Timeouts = new MailTimeouts { Connect = TimeSpan.FromSeconds(5), Command = TimeSpan.FromSeconds(5), FinalDot = TimeSpan.FromSeconds(5) },
    };

    /// <summary>As <see cref="Options"/>, for relays that fall silent.</summary>
    public static MailOptions Impatient(int port) => WithTimeouts(Options(port), TimeSpan.FromMilliseconds(250));

    public static MailOptions WithTimeouts(MailOptions options, TimeSpan timeout)
    {
        options.Timeouts = new MailTimeouts { Connect = TimeSpan.FromSeconds(5), Command = timeout, FinalDot = timeout };
        return options;
    }

    public static OutgoingMail Digest(string recipient = "jane@lab.example.edu", string? digest = null, string? alert = "a1") => new()
    {
        Id = OutgoingMail.NewId(),
        Kind = MailKind.Digest,
        AlertId = alert,
        DigestId = digest ?? "d1",
        Recipient = recipient,
        Subject = "SERT: 4 items, 16–22 Nov 2026",
        Text = "SERT – 4 items\n\n.a line that starts with a dot\nA 5-HT₂A β-blocker\n",
        Html = "<!doctype html><html><body><p>SERT – 4 items</p></body></html>",
        List = new MailingList("a1", "https://alerts.example.org/a/" + new string('t', 90) + "/unsubscribe", "https://alerts.example.org/help"),
        Date = Noon,
    };

    public static Parcel Parcel(OutgoingMail? mail = null)
    {
        mail ??= Digest();
        var composed = new MailComposer(Options(), Key).Compose(mail);
        return new Parcel(composed.EnvelopeFrom, mail.Recipient, composed.Bytes, composed.MessageId, mail.Date);
    }

    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
