using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Tests.Digests;

namespace TargetAlerts.Tests.Browser;

/// <summary>
/// Each sample digest in a browser as wide as a phone, a mail program and a desk, light and dark, with pictures and without: nothing
/// is wider than its window, no colour fades into another, every title is seen. TARGETALERTS_GALLERY=folder keeps pictures to look at.
/// </summary>
public sealed class MailLooksTests
{
    private const string Faint = "async () => (await axe.run({ runOnly: { type: 'rule', values: ['color-contrast', 'image-alt', 'heading-order', 'th-has-data-cells'] } })).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`))";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Names => [.. SampleDigests.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mail_reads_well_everywhere(string name)
    {
        await using var window = await Chromium.OpenAsync(new() { DeviceScaleFactor = 1 });
        var page = await window.NewPageAsync();
        var view = SampleDigests.All[name];
        var mail = await SampleMails.ComposeAsync(view, TestContext.Current.CancellationToken);
        var with = MailedHtml.Of(mail.Bytes)!;
        using var html = new DigestHtml(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        // "cid:" is nothing to a browser: what a mail program shows that blocks pictures.
        var without = await html.RenderAsync(view, TestContext.Current.CancellationToken);
        foreach (var (pictures, content) in new[] { ("pictures", with), ("none", without) })
        {
            await page.SetContentAsync(content);
            await page.EvaluateAsync(Axe);
            Assert.Equal(view.Sections.Sum(section => section.Items.Count), await page.Locator("h3:visible").CountAsync());
            Assert.Equal(pictures == "pictures" ? view.Pictures.Count : 0, await page.EvaluateAsync<int>("[...document.images].filter(image => image.complete && image.naturalWidth > 0).length"));
            foreach (var (width, scheme) in new[] { (320, ColorScheme.Light), (600, ColorScheme.Light), (1280, ColorScheme.Light), (320, ColorScheme.Dark), (600, ColorScheme.Dark), (1280, ColorScheme.Dark) })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                if (width == 600) Assert.Empty(await page.EvaluateAsync<string[]>(Faint));
                if (Environment.GetEnvironmentVariable("TARGETALERTS_GALLERY") is { Length: > 0 } folder)
                {
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}-{pictures}.png"), FullPage = true });
                }
            }
        }
    }
}
