using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

/// <summary>What holds for both parts of every sample, the hostile one included.</summary>
public sealed partial class DigestPartsTests
{
    public static TheoryData<string> Names => [.. SampleDigests.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_lines_fit_the_width_unless_they_are_a_link_alone(string name)
    {
        var text = DigestText.Render(SampleDigests.All[name]);

        Assert.All(text.Split('\n'), line => Assert.True(TextWidth.Of(line) <= TextPage.Width || LoneLink().IsMatch(line), line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_has_LF_line_ends_no_trailing_spaces_and_no_control_characters(string name)
    {
        var text = DigestText.Render(SampleDigests.All[name]);

        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain(text, letter => letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');
        Assert.DoesNotContain("\n\n\n\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_carry_the_same_links_in_the_same_order(string name)
    {
        var text = DigestText.Render(SampleDigests.All[name]);
        var mail = await Html(name);

        List<string> inText = [.. TextLink().Matches(text).Select(match => match.Value).Distinct()];
        List<string> inHtml = [.. mail.Descendants("a").Select(link => link.Attribute("href")!.Value).Where(link => link[0] != '#').Distinct()];

        Assert.Equal(inText.Order(StringComparer.Ordinal), inHtml.Order(StringComparer.Ordinal));
        // Where an item was received before stands right under its title, which only in the HTML part is a link itself.
        Assert.Equal(inText.Where(link => !link.EndsWith("/digest", StringComparison.Ordinal)), inHtml.Where(link => !link.EndsWith("/digest", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_carry_the_same_titles_in_the_same_order(string name)
    {
        var text = Joined(DigestText.Render(SampleDigests.All[name]));
        var titles = (await Html(name)).Descendants("h3").Select(title => Joined(title.Value)).ToArray();

        Assert.Equal(SampleDigests.All[name].Sections.Sum(section => section.Items.Count), titles.Length);
        var at = 0;
        foreach (var title in titles)
        {
            at = text.IndexOf(title, at, StringComparison.Ordinal);
            Assert.True(at >= 0, title);
            at += title.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HTML_loads_runs_and_submits_nothing(string name)
    {
        var mail = await Html(name);

        var allowed = new[]
        {
            "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "p", "span", "a", "br", "b", "h1", "h2", "h3", "del", "th", "img",
        };
        Assert.All(mail.Descendants(), element => Assert.Contains(element.Name.LocalName, allowed));
        var attributes = mail.Descendants().Attributes().ToArray();
        Assert.All(mail.Descendants("img"), picture => Assert.Matches(@"^cid:[\w.-]+@targetalerts$", picture.Attribute("src")!.Value));
        Assert.DoesNotContain(attributes, attribute => attribute.Name.LocalName is "background" || (attribute.Name.LocalName == "src" && attribute.Parent!.Name != "img") || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(attributes.Where(attribute => attribute.Name == "style"), style => Assert.DoesNotContain("url(", style.Value, StringComparison.OrdinalIgnoreCase));
        Assert.All(attributes.Where(attribute => attribute.Name == "href"), link => Assert.Matches("^(https://|#)", link.Value));
        Assert.DoesNotContain("url(", mail.Descendants("style").Single().Value, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Links_within_the_HTML_lead_somewhere(string name)
    {
        var mail = await Html(name);

        var ids = mail.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        var targets = mail.Descendants("a").Select(link => link.Attribute("href")!.Value).Where(link => link[0] == '#');

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(targets, target => Assert.Contains(target[1..], ids));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HTML_as_sent_holds_no_raw_script_image_or_form(string name)
    {
        using var html = new DigestHtml(NullLoggerFactory.Instance);

        var raw = await html.RenderAsync(SampleDigests.All[name], TestContext.Current.CancellationToken);

        Assert.All(["<script", "<form", "<link", "<iframe", "=\"http:", " src=\"http", " src=\"data"], bad => Assert.DoesNotContain(bad, Visible(raw), StringComparison.OrdinalIgnoreCase));
    }

    // Between the tags everything is encoded; only what stands inside one can load or run.
    private static string Visible(string raw) => string.Concat(Tag().Matches(raw).Select(match => match.Value));

    private static async Task<XElement> Html(string name)
    {
        using var html = new DigestHtml(NullLoggerFactory.Instance);
        var raw = await html.RenderAsync(SampleDigests.All[name], TestContext.Current.CancellationToken);
        using var reader = XmlReader.Create(
            new StringReader(VoidElement().Replace(raw, "<$1$2/>")), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    private static string Joined(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^ *https://\S+$")]
    private static partial Regex LoneLink();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex TextLink();

    [GeneratedRegex("<(meta|br|img)([^>]*?)/?>")]
    private static partial Regex VoidElement();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
