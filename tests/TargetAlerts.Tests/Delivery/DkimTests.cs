using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Tests.EndToEnd;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Signatures, as Debian's python3-dkim judges them: not the library that made them.</summary>
public sealed class DkimTests
{
    private const string Verifier = """
        import sys, json, base64, dkim
        given = json.load(sys.stdin)
        def answer(name, timeout=5):
            return given['record'].encode() if name.decode() == given['name'] + '.' else None
        def verify(message):
            try: return dkim.verify(message, dnsfunc=answer)
            except dkim.DKIMException as error: return False
        print(json.dumps([verify(base64.b64decode(message)) for message in given['messages']]))
        """;

    private static readonly string RsaKey = Rsa(2048);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MailKind.Digest)]
    [InlineData(MailKind.Confirmation)]
    [InlineData(MailKind.Operator)]
    [InlineData(MailKind.Notice)]
    internal async Task Every_kind_of_mail_is_signed_and_what_is_on_the_wire_stays_as_plain_as_ever(MailKind kind)
    {
        var composer = Composer(RsaKey);
        var mail = kind == MailKind.Digest ? Mails.Digest() : Mails.Digest() with { Kind = kind, List = null, DigestId = null };

        var composed = composer.Compose(mail);

        Assert.Equal([true], await VerifyAsync(composer, composed.Bytes));
        Assert.Equal(composed.Bytes, Composer(RsaKey).Compose(mail).Bytes);
        Assert.All(Encoding.Latin1.GetString(composed.Bytes).Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(sign => sign is >= ' ' and <= '~' or '\t'), line));
    }

    [Fact]
    public async Task The_signature_names_what_unsubscribes_and_breaks_when_a_header_or_the_body_is_altered_added_or_taken_away()
    {
        var composer = Composer(RsaKey);
        var whole = Encoding.ASCII.GetString(composer.Compose(Mails.Digest()).Bytes);
        var signed = Unfolded(whole).Single(header => header.StartsWith("DKIM-Signature:", StringComparison.Ordinal)).Split("h=")[1].Split(';')[0].Split(':').Select(name => name.Trim().ToLowerInvariant()).ToList();
        string[] there = ["from", "to", "subject", "date", "message-id", "reply-to", "mime-version", "content-type", "auto-submitted", "list-id", "list-help", "list-unsubscribe", "list-unsubscribe-post"];

        var altered = there.Select(name => Altered(whole, name, value => " x" + value)).ToList();
        altered.AddRange(there.Select(name => Altered(whole, name, _ => null)));
        altered.AddRange(there.Append("cc").Select(name => $"{name}: other@example.org\r\n{whole}"));
        altered.Add(whole.Replace("4 items</p>", "5 items</p>", StringComparison.Ordinal).Replace("4 items\r\n", "5 items\r\n", StringComparison.Ordinal));
        altered.Add(whole + "one more line\r\n");

        Assert.All(altered, message => Assert.NotEqual(whole, message));
        Assert.Empty(there.Except(signed));
        var judged = await VerifyAsync(composer, [Encoding.ASCII.GetBytes(whole), .. altered.Select(Encoding.ASCII.GetBytes)]);
        Assert.True(judged[0]);
        Assert.All(judged.Skip(1).Zip(altered), pair => Assert.False(pair.First, pair.Second[..200]));
    }

    [Fact]
    public async Task It_holds_after_a_real_server_passed_the_message_on()
    {
        await using var postfix = await PostfixServer.StartAsync();
        var options = Options(RsaKey, "k1");
        options.Host = "127.0.0.1";
        options.Port = postfix.Port;
        await using var outboxes = new Outboxes(options);
        await outboxes.AddDigestAsync(address: "ada@example.org");

        Assert.Equal(1, (await outboxes.DeliverAsync()).Sent);

        await postfix.UntilDeliveredAsync(1);
        var arrived = await File.ReadAllBytesAsync(Assert.Single(postfix.Delivered), Stop);
        Assert.StartsWith("Return-Path:", Encoding.ASCII.GetString(arrived), StringComparison.Ordinal);
        Assert.Equal([true], await VerifyAsync(outboxes.Get<MailComposer>(), arrived));
    }

    [Fact]
    public async Task Another_key_signs_what_is_new_under_its_own_selector()
    {
        var (before, after) = (Composer(Rsa(2048)), Composer(Rsa(1024, pkcs1: true), "k2"));
        byte[][] mails = [before.Compose(Mails.Digest()).Bytes, after.Compose(Mails.Digest()).Bytes];

        Assert.Equal([true, false], await VerifyAsync(before, mails));
        Assert.Equal([false, true], await VerifyAsync(after, mails));
    }

    [Fact]
    public async Task An_Ed25519_key_signs_too()
    {
        Assert.SkipWhen(Python.Find("nacl.signing") is null, "python3-nacl is not installed");
        var composer = Composer(Pem("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(new Ed25519PrivateKeyParameters(new SecureRandom())).GetEncoded()));

        Assert.StartsWith("v=DKIM1; k=ed25519; p=", composer.Seal!.Published.Record, StringComparison.Ordinal);
        Assert.Equal([true], await VerifyAsync(composer, composer.Compose(Mails.Digest()).Bytes));
    }

    internal static string Rsa(int bits, bool pkcs1 = false)
    {
        using var rsa = RSA.Create(bits);
        return pkcs1 ? rsa.ExportRSAPrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem();
    }

    private static MailComposer Composer(string key, string selector = "k1") => new(Options(key, selector), Mails.Key);

    private static MailOptions Options(string key, string selector)
    {
        var options = Mails.Options();
        options.Dkim = new() { Domain = "example.org", Selector = selector, Key = key };
        return options;
    }

    private static string Pem(string label, byte[] der) => PemEncoding.WriteString(label, der);

    private static async Task<List<bool>> VerifyAsync(MailComposer composer, params byte[][] messages)
    {
        var python = Python.Find("dkim");
        Assert.SkipWhen(python is null, "python3-dkim is not installed");
        var (name, record) = composer.Seal!.Published;
        var input = JsonSerializer.SerializeToUtf8Bytes(new { name, record, messages });
        return JsonSerializer.Deserialize<List<bool>>(await Python.RunAsync(python!, Verifier, input, Stop))!;
    }

    private static IEnumerable<string> Unfolded(string message) => message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n\t", " ", StringComparison.Ordinal).Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

    // With another value, or without the header.
    private static string Altered(string message, string name, Func<string, string?> change)
    {
        var head = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = Unfolded(message).Select(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase) ? change(line[(name.Length + 1)..]) is { } value ? $"{name}:{value}" : null : line);
        return string.Join("\r\n", lines.Where(line => line is not null)) + message[head..];
    }
}
