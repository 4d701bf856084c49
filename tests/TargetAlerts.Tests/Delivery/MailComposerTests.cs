using System.Text;
using System.Text.Json;
using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Delivery;

public sealed class MailComposerTests
{
    private const string Reader =
        """
        import sys, json, email, email.policy
        raw = sys.stdin.buffer.read()
        message = email.message_from_bytes(raw, policy=email.policy.SMTP.clone(raise_on_defect=True))
        def walk(part):
            yield part
            if part.is_multipart():
                for inner in part.iter_parts(): yield from walk(inner)
        print(json.dumps({
            "headers": [[name, str(value)] for name, value in message.items()],
            "defects": [str(d) for part in walk(message) for d in list(part.defects) + [d for v in part.values() for d in v.defects]],
            "types": [part.get_content_type() for part in walk(message)],
            "charsets": [part.get_content_charset() for part in walk(message) if not part.is_multipart()],
            "encodings": [part["Content-Transfer-Encoding"] for part in walk(message) if not part.is_multipart()],
            "contents": [part.get_content() for part in walk(message) if not part.is_multipart()]}))
        """;

    private static readonly MailComposer Composer = new(Mails.Options(), Mails.Key);

    [Fact]
    public async Task A_digest_has_every_header_once_and_both_parts()
    {
        var mail = Mails.Digest();
        var composed = Composer.Compose(mail);

        var read = await ReadAsync(composed.Bytes);

        Assert.Empty(read.Defects);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], read.Types);
        Assert.Equal(["utf-8", "utf-8"], read.Charsets);
        Assert.All(read.Encodings, encoding => Assert.Equal("quoted-printable", encoding));
        Assert.Equal(mail.Text, read.Contents[0].ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, read.Contents[1].TrimEnd());
        var headers = read.Headers.ToDictionary(header => header[0], header => header[1]);
        Assert.Equal("TargetAlerts <alerts@alerts.example.org>", headers["From"]);
        Assert.Equal("jane@lab.example.edu", headers["To"]);
        Assert.Equal("Mon, 23 Nov 2026 12:00:00 +0000", headers["Date"]);
        Assert.Equal($"<d1.{mail.Id}@alerts.example.org>", headers["Message-Id"]);
        Assert.Equal(composed.MessageId, headers["Message-Id"]);
        Assert.Equal(mail.Subject, headers["Subject"]);
        Assert.Equal("<a1.alerts.example.org>", headers["List-Id"]);
        Assert.Equal($"<{mail.List!.UnsubscribeLink}>", headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        Assert.Equal("<https://alerts.example.org/help>", headers["List-Help"]);
        Assert.Equal("auto-generated", headers["Auto-Submitted"]);
        Assert.Equal("help@example.org", headers["Reply-To"]);
        Assert.Equal("1.0", headers["MIME-Version"]);
        Assert.Empty(headers.Keys.Intersect(["Cc", "Bcc", "Return-Path", "Received", "Precedence", "Sender"]));
    }

    [Fact]
    public void The_unsubscribe_header_is_one_raw_line_neither_encoded_nor_folded()
    {
        var mail = Mails.Digest();
        mail = mail with { List = mail.List! with { UnsubscribeLink = "https://alerts.example.org/a/" + new string('x', 400) + "/unsubscribe" } };

        var raw = Encoding.ASCII.GetString(Composer.Compose(mail).Bytes);

        Assert.Contains($"\r\nList-Unsubscribe: <{mail.List!.UnsubscribeLink}>\r\n", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Confirmation")]
    [InlineData("Operator")]
    public async Task A_mail_that_is_no_digest_has_no_list_headers_and_needs_no_html(string kind)
    {
        var composed = Composer.Compose(Mails.Digest() with { Kind = Enum.Parse<MailKind>(kind), List = null, Html = null, DigestId = null });

        var read = await ReadAsync(composed.Bytes);

        Assert.Equal(["text/plain"], read.Types);
        Assert.DoesNotContain(read.Headers, header => header[0].StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(read.Headers, header => header is ["Auto-Submitted", "auto-generated"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a bare\rreturn, a bare\nfeed, both\r\nand\n\r")]
    [InlineData(".\r\n.\r\nRSET\r\n..\r\nFrom me\r\n")]
    [InlineData("nul \0 bell \a escape \u001b[31m c1 \u0085 \u009b bidi \u202e\u2066 end")]
    [InlineData("lone \ud800 surrogate \udc00")]
    [InlineData("trailing blanks   \n\ttab\t\n-- \nsignature")]
    [InlineData("五羟色胺转运体的结构与功能研究,抗抑郁药作用机制")]
    public async Task Hostile_text_becomes_a_transportable_message(string text)
    {
        var composed = Composer.Compose(Mails.Digest() with { Text = text, Html = text });

        var read = await ReadAsync(composed.Bytes);

        DemandTransportable(composed.Bytes);
        Assert.Empty(read.Defects);
        Assert.DoesNotContain(read.Contents, content => content.Any(c => char.IsControl(c) && c is not ('\n' or '\t' or '\r') || c is '\u202e' or '\u2066' || char.IsSurrogate(c)));
    }

    [Fact]
    public async Task A_line_of_a_megabyte_is_broken_for_the_wire_and_whole_for_the_reader()
    {
        var text = new string('ß', 500_000) + "\n" + new string('x', 500_000);

        var composed = Composer.Compose(Mails.Digest() with { Text = text, Html = null });

        DemandTransportable(composed.Bytes);
        Assert.Equal(text, (await ReadAsync(composed.Bytes)).Contents[0].ReplaceLineEndings("\n").TrimEnd());
    }

    [Theory]
    [InlineData("SERT: \ud83e\uddec 5-HT₂A \"quoted\" <x@example.org>, (comment) =?utf-8?q?x?=")]
    [InlineData("lone \ud800 and bidi \u202e")]
    public async Task An_odd_subject_is_kept_readable_and_safe(string subject)
    {
        var composed = Composer.Compose(Mails.Digest() with { Subject = subject });

        var read = await ReadAsync(composed.Bytes);

        Assert.Empty(read.Defects);
        Assert.Equal(TargetAlerts.Sources.PlainText.Clean(subject).Replace("=?", "= ?", StringComparison.Ordinal), read.Headers.Single(header => header[0] == "Subject")[1]);
    }

    [Fact]
    public async Task A_long_subject_is_cut_to_150_characters()
    {
        var composed = Composer.Compose(Mails.Digest() with { Subject = string.Concat(Enumerable.Repeat("Sérotonine ", 40)) });

        var subject = (await ReadAsync(composed.Bytes)).Headers.Single(header => header[0] == "Subject")[1];

        Assert.InRange(subject.Length, 100, 150);
        DemandTransportable(composed.Bytes);
    }

    [Theory]
    [InlineData("x\r\nBcc: all@example.org")]
    [InlineData("x\ny")]
    [InlineData("x\0y")]
    public void A_header_value_with_a_line_break_or_NUL_is_refused(string value)
    {
        Assert.Throws<ArgumentException>(() => Composer.Compose(Mails.Digest() with { Subject = value }));
        Assert.Throws<ArgumentException>(() => Composer.Compose(Mails.Digest(recipient: value + "@example.org")));
        Assert.Throws<ArgumentException>(() => Composer.Compose(Mails.Digest() with { List = new MailingList("a1", "https://example.org/" + value, "https://example.org/") }));
        Assert.Throws<ArgumentException>(() => Composer.Compose(Mails.Digest() with { DigestId = value }));
    }

    [Fact]
    public void More_than_ten_mebibytes_are_refused_with_a_clear_error()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Composer.Compose(Mails.Digest() with { Text = new string('x', 11 * 1024 * 1024) }));
        Assert.Contains("10485760", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Composing_twice_gives_the_same_bytes_identity_and_envelope()
    {
        var mail = Mails.Digest();

        var (first, second) = (Composer.Compose(mail), Composer.Compose(mail));

        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal((first.MessageId, first.EnvelopeFrom), (second.MessageId, second.EnvelopeFrom));
    }

    [Fact]
    public void The_envelope_sender_names_the_message_only_when_its_MAC_verifies()
    {
        var mail = Mails.Digest();
        var local = Composer.Compose(mail).EnvelopeFrom.Split('@')[0];
        var token = new BounceToken(Mails.Key);

        Assert.True(local.Length <= 64);
        Assert.True(token.TryRead(local, out var id));
        Assert.Equal(mail.Id, id);
        Assert.True(token.TryRead(local.ToUpperInvariant(), out _));
        Assert.False(token.TryRead(local[..^1] + (local[^1] == 'a' ? 'b' : 'a'), out _));
    }

    private static void DemandTransportable(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        Assert.All(text.Split("\r\n"), line =>
        {
            Assert.True(line.Length <= 998);
            Assert.DoesNotContain(line, c => c is '\r' or '\n' or '\0' or > '\x7f');
        });
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
    }

    private static async Task<Reading> ReadAsync(byte[] bytes)
    {
        var python = Python.Find("email");
        Assert.SkipWhen(python is null, "python3 is not installed; its e-mail parser is the second opinion here.");
        var json = await Python.RunAsync(python!, Reader, bytes, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<Reading>(json, JsonSerializerOptions.Web)!;
    }

    private sealed record Reading(string[][] Headers, string[] Defects, string[] Types, string[] Charsets, string[] Encodings, string[] Contents);
}
