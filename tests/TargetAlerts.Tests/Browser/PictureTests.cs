using Microsoft.Playwright;

namespace TargetAlerts.Tests.Browser;

/// <summary>
/// Not a proof but a means to look: every page as a picture, on a phone and on a desk, light and dark, and as it is printed.
/// See tests/pictures.sh.
/// </summary>
public sealed class PictureTests
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PICTURES") ?? "pictures";

    [Fact(Explicit = true)]
    [Trait("Long", "pictures")]
    public Task Every_page_of_a_reader() => TakeAsync(ReaderTour.WalkAsync);

    [Fact(Explicit = true)]
    [Trait("Long", "pictures")]
    public Task Every_page_of_an_admin() => TakeAsync(AdminTour.WalkAsync);

    private static async Task TakeAsync(Func<Reader, IAsyncEnumerable<string>> tour)
    {
        await using var reader = await MadeUpMonths.StartAsync();
        await foreach (var name in tour(reader))
        {
            foreach (var width in new[] { 1280, 360 })
            {
                await reader.Page.SetViewportSizeAsync(width, 900);
                foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
                {
                    await reader.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await reader.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png") });
                }
            }
            await reader.Page.PdfAsync(new() { Path = Path.Combine(Folder, $"{name}.pdf"), Format = "A4" });
        }
    }
}
