using TargetAlerts.Changes;
using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

/// <summary>A made-up digest in which every field tries to be more than text.</summary>
internal static class HostileDigest
{
    private const string Markup = "</td></table></style><script>alert('x')</script><img src=x onerror=\"alert(1)\"> & <b>made up</b>";
    private const string Controls = "made\r\nup\0 \u202Etxet\u202C \u2066\uFEFFline\u0007\tend";

    private static readonly string s_longWord = "Madeup" + new string('x', 200);
    private static readonly string s_longTitle = string.Concat(Enumerable.Repeat("A made-up title that never ends, ", 122))[..4000];

    public static DigestView View { get; } = SampleDigests.Digest(17,
        [
            new("Bad news <b>", "bad", true, [Item(1, Markup), Item(2, s_longWord)]),
            new("Trials", "trials", false, [Item(3, s_longTitle), Item(4, Controls), Item(5, string.Concat(Enumerable.Repeat("e\u0301\u0323\u035B", 60)))]),
        ]) with
    {
        Subject = Markup,
        Targets = "SERT<script>alert('x')</script>",
        TargetLine = Markup,
        Lead = Markup,
        Summary = s_longTitle,
        LastNews = Markup,
        Warnings = [Markup, Controls, s_longWord],
        Highlight = ["script", "", "<b>", "made"],
        Coverage = new Coverage
        {
            Zone = "<i>UTC</i>",
            Lines = [new(Markup, true, Markup, [Markup]), new(s_longWord, false, s_longWord, [Controls])],
        },
        AlertSentence = Markup,
        ManageLink = "https://alerts.example.org/a/sample/manage?x=\"><script>alert(1)</script>",
        UnsubscribeLink = "javascript:alert(1)",
        Credits = [Markup, "Sample data, made up."],
    };

    private static DigestItem Item(int number, string text) => new()
    {
        Number = number,
        Kind = ChangeKind.Updated,
        Severity = number < 3 ? Severity.High : Severity.Normal,
        Event = text,
        Badges = [text, "  ", Markup],
        Title = text,
        Link = $"https://clinicaltrials.gov/study/NCT9900000{number}?q=\"><b>&x=1",
        Byline = text,
        Notes = [text],
        Context = text,
        Facts = [new(text, text, text, text, true), new("Start", text, null, null, false), new("", null, text, null, false)],
        Links =
        [
            new("Script", "javascript:alert(1)"),
            new("Clear text", "http://clinicaltrials.gov/"),
            new("User", "https://clinicaltrials.gov@evil.example/"),
            new("Lines", "https://clinicaltrials.gov/\r\nBcc: someone@evil.example"),
            new(text, "https://clinicaltrials.gov/study/" + new string('9', 120)),
            new("Relative", "/study/NCT99000001"),
        ],
        Mute = number % 2 == 0 ? new(text, $"https://alerts.example.org/a/sample/mute?source=x&record=\"><script>{number}") : new(text, "javascript:alert(1)"),
        Page = new(text, number % 2 == 0 ? "https://alerts.example.org/targets/\"><script>" : "javascript:alert(1)"),
        Why = text,
    };
}
