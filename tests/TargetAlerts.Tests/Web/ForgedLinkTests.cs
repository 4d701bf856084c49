using System.Buffers.Text;
using System.Net;
using System.Text;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web;

/// <summary>A thousand links that are almost right, opened and pressed on a real Kestrel with a good form: none is let in, nothing changes.</summary>
public sealed class ForgedLinkTests
{
    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly (LinkPurpose Purpose, string Page, bool Pressed)[] Pages =
    [
        (LinkPurpose.Confirm, "confirm", true),
        (LinkPurpose.Manage, "manage", true), (LinkPurpose.Manage, "change", true), (LinkPurpose.Manage, "archive", true), (LinkPurpose.Manage, "export", false), (LinkPurpose.Manage, "erase", true),
        (LinkPurpose.Unsubscribe, "unsubscribe", true), (LinkPurpose.Unsubscribe, "return", true), (LinkPurpose.Unsubscribe, "manage-link", true),
        (LinkPurpose.Mute, "mute?source=pubmed&record=95000001", true),
        (LinkPurpose.Feed, "feed.atom", false), (LinkPurpose.Feed, "feed.json", false), (LinkPurpose.Feed, "calendar.ics", false),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_forged_links_are_neither_opened_nor_obeyed()
    {
        await using var service = await ArchiveStage.StartAsync();
        var (alert, other) = (await service.AddAlertAsync(), await service.AddAlertAsync(email: "ben@example.org"));
        await service.NewsAsync(1);
        await using var pages = await service.ServeAsync();
        using var shown = await pages.Client.GetAsync("/alert", Stop);
        var cookie = shown.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        var ticket = System.Text.RegularExpressions.Regex.Match(await shown.Content.ReadAsStringAsync(Stop), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var tokens = service.Get<LinkTokens>();
        foreach (var (purpose, page, _) in Pages) Assert.Equal(HttpStatusCode.OK, (await pages.Client.GetAsync($"/a/{tokens.New(purpose, alert)}/{page}", Stop)).StatusCode);
        var before = await service.EverythingAsync();
        var forger = new Forger(service, alert, other);
        var answers = new Dictionary<string, int>();

        for (var round = 0; round < 1_000; round++)
        {
            var (purpose, page, pressed) = Pages[round % Pages.Length];
            var path = $"/a/{forger.Make(round / Pages.Length, purpose)}/{page}";
            Count("GET", (await pages.Client.GetAsync(path, Stop)).StatusCode);
            if (!pressed) continue;
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = ticket, ["do"] = "pause", ["List-Unsubscribe"] = "One-Click", ["what"] = "record", ["target"] = "SERT" }),
            };
            request.Headers.Add("Cookie", cookie);
            using var answer = await pages.Client.SendAsync(request, Stop);
            Count("POST", answer.StatusCode);
        }

        Assert.Equal(["GET NotFound", "POST NotFound"], answers.Keys.Order());
        Assert.Equal(1_000, answers["GET NotFound"]);
        Assert.Equal(before, await service.EverythingAsync());

        void Count(string method, HttpStatusCode status) => answers[$"{method} {status}"] = answers.GetValueOrDefault($"{method} {status}") + 1;
    }

    /// <summary>Ten ways of being almost right, with dice of a fixed seed.</summary>
    private sealed class Forger(TestService service, string alert, string other)
    {
        private readonly Random _dice = new(20261128);
        private readonly LinkTokens _tokens = service.Get<LinkTokens>();

        public string Make(int way, LinkPurpose purpose)
        {
            var token = _tokens.New(purpose, alert);
            var bytes = Base64Url.DecodeFromChars(token);
            return (way % 10) switch
            {
                0 or 1 => Encode(bytes, _dice.Next(bytes.Length), (byte)(1 << _dice.Next(8))),
                2 => token[..(1 + _dice.Next(token.Length - 1))],
                3 => token + Signs[_dice.Next(64)],
                4 => Spelled(token, _dice.Next(token.Length)),
                5 => Encode(bytes, 0, bytes[0]),
                // A good link of another purpose, and the same relabelled.
                6 => _tokens.New(Another(purpose), alert),
                7 => Base64Url.EncodeToString([bytes[0], (byte)Another(purpose), .. bytes[2..]]),
                // The other's id over this one's signature.
                8 => Base64Url.EncodeToString([.. bytes[..10], .. Encoding.UTF8.GetBytes(other), .. bytes[(10 + alert.Length)..]]),
                _ => new LinkTokens(new LinkKey("a key that is no longer one of the service's"), service.Clock).New(purpose, alert),
            };
        }

        // Of those an alert's id stands in.
        private LinkPurpose Another(LinkPurpose purpose)
        {
            LinkPurpose[] others = [.. Pages.Select(page => page.Purpose).Distinct().Where(one => one != purpose)];
            return others[_dice.Next(others.Length)];
        }

        private string Spelled(string token, int at) => token[..at] + Signs[(Signs.IndexOf(token[at], StringComparison.Ordinal) + 1 + _dice.Next(63)) % 64] + token[(at + 1)..];

        private static string Encode(byte[] bytes, int at, byte flipped)
        {
            var changed = bytes.ToArray();
            changed[at] ^= flipped;
            return Base64Url.EncodeToString(changed);
        }
    }
}
