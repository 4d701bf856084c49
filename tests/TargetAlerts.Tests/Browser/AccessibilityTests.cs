using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace TargetAlerts.Tests.Browser;

/// <summary>
/// axe-core finds nothing serious or critical on any page, light and dark, on a phone and on a desk; and no page is wider than its
/// window. axe-core comes inside a NuGet package, restored and pinned like every other: neither npm nor a network is needed.
/// </summary>
public sealed class AccessibilityTests
{
    private const string Run = """
        async rules => {
          const found = await axe.run({ resultTypes: ['violations'], ...(rules.length && { runOnly: { type: 'rule', values: rules } }) });
          return found.violations.filter(rule => ['serious', 'critical'].includes(rule.impact))
            .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`));
        }
        """;

    // All rules; and what colours and width touch, where the page is the same.
    private static readonly string[] Every = [], OfLooks = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [Fact]
    public Task Every_page_of_a_reader_can_be_used_by_everybody() => LookAsync(ReaderTour.WalkAsync);

    [Fact]
    public Task Every_page_of_an_admin_can_be_used_by_everybody() => LookAsync(AdminTour.WalkAsync);

    private static async Task LookAsync(Func<Reader, IAsyncEnumerable<string>> tour)
    {
        await using var reader = await MadeUpMonths.StartAsync();
        var found = new List<string>();
        await foreach (var name in tour(reader))
        {
            await reader.Page.EvaluateAsync(Axe);
            foreach (var (width, scheme, rules) in new[] { (1280, ColorScheme.Dark, OfLooks), (1280, ColorScheme.Light, Every), (360, ColorScheme.Light, OfLooks), (360, ColorScheme.Dark, OfLooks) })
            {
                await reader.Page.SetViewportSizeAsync(width, 900);
                await reader.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                if (await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var whole && whole > width) found.Add($"{name} at {width}: {whole} wide");
                found.AddRange((await reader.Page.EvaluateAsync<string[]>(Run, rules)).Select(one => $"{name} at {width}, {scheme}: {one}"));
            }
        }
        Assert.True(found.Count == 0, string.Join("\n\n", found));
        Assert.Empty(reader.Complaints);
        Assert.Empty(reader.Elsewhere);
    }
}
