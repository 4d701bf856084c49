using Microsoft.Playwright;
using TargetAlerts.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace TargetAlerts.Tests.Browser;

/// <summary>The system's Chromium, driven by Playwright: one for all tests, a context of its own for each. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static Chromium? s_shared;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Chromium() => s_shared ??= this;

    /// <summary>A window without cookies or history; skips the test, and says so, where Chromium is not installed.</summary>
    public static Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options) => (s_shared ?? throw new InvalidOperationException("The fixture was not made.")).OpenWindowAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowserContext> OpenWindowAsync(BrowserNewContextOptions options)
    {
        Assert.SkipUnless(File.Exists(Program), "Chromium is not installed");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_browser is null)
            {
                // A machine that runs the whole suite is slow at times; a page that does not come at all still fails.
                Assertions.SetDefaultExpectTimeout(20_000);
                _playwright = await Playwright.CreateAsync();
                // Chromium's sandbox refuses to run as root, as a container's tests do.
                _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] });
            }
        }
        finally
        {
            _starting.Release();
        }
        return await _browser.NewContextAsync(options);
    }
}
