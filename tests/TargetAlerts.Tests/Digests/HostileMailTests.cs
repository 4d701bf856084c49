using System.Text;
using TargetAlerts.Changes;
using TargetAlerts.Digests;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Digests;

/// <summary>
/// Messages of which every field tries to be more than text, and every sample, read by Python's e-mail package under its strict policy:
/// no defects, 7-bit, short lines, and both parts with the same items in the same order.
/// </summary>
public sealed class HostileMailTests
{
    // A length before each message; answers one line for each that is not as it should be.
    private const string Reader =
        """
        import sys, re, email, email.policy, unicodedata
        from html.parser import HTMLParser
        class Titles(HTMLParser):
            def __init__(self):
                super().__init__(); self.titles = []; self.inside = False
            def handle_starttag(self, tag, attributes):
                if tag == 'h3': self.inside = True; self.titles.append('')
            def handle_endtag(self, tag):
                if tag == 'h3': self.inside = False
            def handle_data(self, data):
                if self.inside: self.titles[-1] += data
        # Joined emoji are one character to a reader.
        def width(line): return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ('Mn', 'Me', 'Cf') else 2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in re.sub('\u200d.', '', line))
        def squeezed(text): return ''.join(c for c in text if not c.isspace() and unicodedata.category(c) != 'Cf')
        source = sys.stdin.buffer; number = 0
        while True:
            head = source.readline()
            if not head: break
            raw = source.read(int(head)); number += 1; faults = []
            if any(octet > 127 for octet in raw): faults.append('8-bit')
            if b'\0' in raw: faults.append('NUL')
            lines = raw.split(b'\r\n')
            if any(b'\n' in line or b'\r' in line for line in lines): faults.append('bare CR or LF')
            if max(map(len, lines)) > 998: faults.append('long line')
            try:
                message = email.message_from_bytes(raw, policy=email.policy.SMTP.clone(raise_on_defect=True))
                faults += [str(d) for part in message.walk() for d in list(part.defects) + [d for v in part.values() for d in v.defects]]
                if message['subject'].count('\n') or len(str(message['subject'])) > 150: faults.append('subject')
                text = message.get_body(('plain',)).get_content(); html = message.get_body(('html',)).get_content()
                for line in text.split('\n'):
                    if width(line.rstrip('\r')) > 78 and not re.fullmatch(r'\s*https?://\S+', line.strip()): faults.append('wide text: ' + ascii(line))
                reader = Titles(); reader.feed(html); at = 0; plain = squeezed(text)
                for title in reader.titles:
                    found = plain.find(squeezed(title), at)
                    if found < 0: faults.append('title not in text: ' + ascii(title)); break
                    at = found + len(squeezed(title))
                if not reader.titles and '  1 ' in text: faults.append('no titles')
            except Exception as fault: faults.append(repr(fault))
            for fault in faults: print(number, fault)
        print('read', number)
        """;

    private static readonly string[] Nasty =
    [
        "\r\nBcc: someone@evil.example\r\n\r\n", "</td></table><script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "=?utf-8?q?=41?=", "\0", "\u202Etxet\u202C", "\u2066x\u2069", "\uFEFF", "\u200B\u200D", "\uD800", "\uDFFF",
        "\u0007\u001B[31m", "\u2028\u2029", ".\r\n.", "--=_boundary--", "\u0065\u0301\u0323\u035B", "漢字かな交じりの長い題名", "عنوان طويل باللغة العربية", "👩‍🔬🧬", "a".PadRight(300, 'a'), "%0d%0aX: y", "\t\v\f", "&amp;&lt;&#0;", "<!--[if mso]>", "]]>", "url(https://evil.example/x)",
        "{{7*7}} ${x} @Model", "https://evil.example/path?with=query", "ﷺﷺﷺ", "Ａｌｐｈａ", "ß‑İıſ", "\u0000\uFFFF\uFFFE",
    ];

    [Fact]
    public Task A_hundred_hostile_messages_and_every_sample_are_read_without_a_defect() => ReadAsync(100, seed: 1);

    [Fact(Explicit = true), Trait("Long", "mails")]
    public Task Two_thousand_hostile_messages_are_read_without_a_defect() => ReadAsync(2_000, seed: 2);

    private static async Task ReadAsync(int count, int seed)
    {
        var python = Python.Find("email");
        Assert.SkipWhen(python is null, "python3 is not installed");
        var dice = new Random(seed);
        var views = Enumerable.Range(0, count).Select(_ => Hostile(dice)).Concat(SampleDigests.All.Values);
        using var all = new MemoryStream();
        var made = 0;
        foreach (var view in views)
        {
            var mail = await SampleMails.ComposeAsync(view, TestContext.Current.CancellationToken);
            await all.WriteAsync(Encoding.ASCII.GetBytes($"{mail.Bytes.Length}\n"), TestContext.Current.CancellationToken);
            await all.WriteAsync(mail.Bytes, TestContext.Current.CancellationToken);
            made++;
        }

        var said = await Python.RunAsync(python!, Reader, all.ToArray(), TestContext.Current.CancellationToken);

        Assert.True(said.Trim() == $"read {made}", said);
    }

    private static DigestView Hostile(Random dice)
    {
        var number = 0;
        string Text() => string.Concat(Enumerable.Range(0, dice.Next(1, 6)).Select(_ => dice.Next(4) == 0 ? "plain made-up words " : Nasty[dice.Next(Nasty.Length)]));
        DigestLink Link() => new(Text(), dice.Next(2) == 0 ? "https://pubmed.ncbi.nlm.nih.gov/1/?" + Text() : Text());
        DigestItem Item() => new()
        {
            Number = ++number,
            Changes = [number],
            Kind = (ChangeKind)dice.Next(3),
            Severity = (Severity)dice.Next(3),
            Event = dice.Next(3) == 0 ? "" : Text(),
            Badges = [Text(), Text()],
            Terms = new Dictionary<string, string> { [Text()] = Text(), ["plain made-up words"] = Text() },
            Title = Text(),
            Link = Link().Address,
            Byline = Text(),
            Noun = Text(),
            Received = dice.Next(2) == 0 ? Link() : null,
            Notes = [Text()],
            Context = Text(),
            Facts = [new(Text(), Text(), Text(), Text(), true), new(Text(), null, Text(), null, false)],
            Links = [Link(), Link()],
            Related = [Link()],
            Mute = Link(),
            Page = Link(),
            Why = Text(),
        };
        var view = SampleDigests.Digest(dice.Next(1, 99),
            [
                new("Bad news", "bad", true, [.. Enumerable.Range(0, dice.Next(0, 3)).Select(_ => Item())]),
                new("Papers and preprints", "papers", false, [.. Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Item())]) { Omitted = dice.Next(3) },
            ]);
        return view with
        {
            Subject = Text().ReplaceLineEndings(" ").Replace('\0', ' '),
            Targets = Text(),
            TargetLine = Text(),
            Lead = Text(),
            Summary = Text(),
            Warnings = [Text()],
            Highlight = [Text(), "plain"],
            AlertSentence = Text(),
            ManageLink = Link().Address,
            UnsubscribeLink = Link().Address,
            WholeLink = Link().Address,
            Credits = [Text()],
        };
    }
}
