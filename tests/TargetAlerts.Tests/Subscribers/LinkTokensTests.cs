using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

public sealed class LinkTokensTests
{
    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("confirm", 72)]
    [InlineData("manage", 24)]
    public void A_link_ends_on_time(string name, int hours)
    {
        var (tokens, purpose) = (New("secret"), Enum.Parse<LinkPurpose>(name, ignoreCase: true));
        var token = tokens.New(purpose, "alert1");
        Assert.Equal(_time.GetUtcNow().AddHours(hours), tokens.EndOf(token));

        _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal("alert1", tokens.AlertOf(purpose, token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(tokens.AlertOf(purpose, token));
        Assert.Null(tokens.EndOf(token));
    }

    [Fact]
    public void An_unsubscribe_link_does_not_end()
    {
        var tokens = New("secret");
        var token = tokens.New(LinkPurpose.Unsubscribe, "alert1");

        _time.Advance(TimeSpan.FromDays(10_000));

        Assert.Equal("alert1", tokens.AlertOf(LinkPurpose.Unsubscribe, token));
        Assert.Null(tokens.EndOf(token));
    }

    [Fact]
    public void A_thousand_mutations_are_all_refused()
    {
        var tokens = New("secret");
        var random = new Random(20261124);
        for (var round = 0; round < 1_000; round++)
        {
            var purpose = Enum.GetValues<LinkPurpose>()[round / 9 % 6];
            var token = tokens.New(purpose, "alert1");
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
            var mutant = (round % 9) switch
            {
                0 or 1 => Encode(bytes, at: random.Next(bytes.Length), bit: random.Next(8)),
                2 => token[..random.Next(token.Length)],
                3 => token + Signs[random.Next(64)],
                4 => Spelled(token, random.Next(token.Length), random),
                5 => Encode(Set(bytes, 0, 0)),
                6 => Encode(Set(bytes, 1, (byte)(1 + (int)purpose % 6))),
                7 => New("a key that is no longer one").New(purpose, "alert1"),
                _ => Encode([.. bytes[..10], .. "alert2"u8, .. bytes[16..]]),
            };

            foreach (var asked in Enum.GetValues<LinkPurpose>()) Assert.Null(tokens.AlertOf(asked, mutant));
            foreach (var asked in Enum.GetValues<LinkPurpose>()) Assert.Equal(asked == purpose ? "alert1" : null, tokens.AlertOf(asked, token));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("ä")]
    public void Nonsense_is_refused(string text) => Assert.Null(New("secret").AlertOf(LinkPurpose.Unsubscribe, text));

    [Fact]
    public void Every_last_sign_but_the_right_one_is_refused()
    {
        var tokens = New("secret");
        foreach (var id in new[] { "a", "ab", "abc" })
        {
            var token = tokens.New(LinkPurpose.Unsubscribe, id);
            Assert.Equal(1, Signs.Count(sign => tokens.AlertOf(LinkPurpose.Unsubscribe, token[..^1] + sign) is not null));
            Assert.Null(tokens.AlertOf(LinkPurpose.Unsubscribe, token + "\n"));
            Assert.Null(tokens.AlertOf(LinkPurpose.Unsubscribe, token + "="));
        }
    }

    [Fact]
    public void A_new_key_signs_and_the_old_one_still_verifies()
    {
        var old = New("old").New(LinkPurpose.Unsubscribe, "alert1");
        var both = New("new", "old");

        Assert.Equal("alert1", both.AlertOf(LinkPurpose.Unsubscribe, old));
        Assert.Equal("alert1", New("new").AlertOf(LinkPurpose.Unsubscribe, both.New(LinkPurpose.Unsubscribe, "alert1")));
        Assert.Null(New("new").AlertOf(LinkPurpose.Unsubscribe, old));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5070", null, "http://127.0.0.1:5070/help")]
    [InlineData("http://*:5070;https://*:5071", null, "http://localhost:5070/help")]
    [InlineData("http://127.0.0.1:5070", "https://alerts.example.org/ta/", "https://alerts.example.org/ta/help")]
    public void Links_come_from_the_settings(string listen, string? publicUrl, string help) =>
        Assert.Equal(help, new Links(new WebOptions { Listen = listen, PublicUrl = publicUrl }, New("secret")).Help);

    private LinkTokens New(params string[] secrets) => new(new LinkKey(secrets[0], secrets[1..]), _time);

    private static string Spelled(string token, int at, Random random)
    {
        var sign = Signs[(Signs.IndexOf(token[at], StringComparison.Ordinal) + 1 + random.Next(63)) % 64];
        return token[..at] + sign + token[(at + 1)..];
    }

    private static byte[] Set(byte[] bytes, int at, byte value) => [.. bytes[..at], value, .. bytes[(at + 1)..]];

    private static string Encode(byte[] bytes, int at, int bit) => Encode(Set(bytes, at, (byte)(bytes[at] ^ (1 << bit))));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
