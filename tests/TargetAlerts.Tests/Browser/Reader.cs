using Microsoft.Playwright;
using TargetAlerts.Settings;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Browser;

/// <summary>
/// Somebody at a screen: the service's pages on a real Kestrel, and the mails it put into its pickup folder, opened in the same
/// window as a mail program does. What the browser complained about and whom it asked is kept.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly HashSet<string> _read = [];
    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("targetalerts-mails-");
    private readonly string _origin;
    private readonly ServedPages _pages;
    private readonly IBrowserContext _window;

    private Reader(TestService service, ServedPages pages, IBrowserContext window, IPage page)
    {
        (Service, _pages, _window, Page) = (service, pages, window, page);
        _origin = pages.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        // An answer of 400 or 404 is an error to the console, and what some tests look for; a script's or the policy's is not.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_origin + "/", StringComparison.Ordinal) && !request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Elsewhere.Add(request.Url);
        };
    }

    public TestService Service { get; }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the pages' own content policy refused.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Requests to anything but the service: there should be none, of a page or of a mail.</summary>
    public List<string> Elsewhere { get; } = [];

    public static async Task<Reader> StartAsync(BrowserNewContextOptions? window = null, Action<UpstreamModel>? fill = null, Action<ServiceOptions>? configure = null, IReadOnlyList<UpstreamSource>? sources = null, Func<string, TargetCatalog>? catalog = null)
    {
        var opened = await Chromium.OpenAsync(window ?? new());
        // Links in mails are made from settings: they must lead to where the pages are.
        var listen = $"http://127.0.0.1:{FreePort.Find()}";
        var service = await TestService.StartAsync(fill, options =>
        {
            options.Web.Listen = listen;
            configure?.Invoke(options);
        }, sources: sources, catalog: catalog);
        return new(service, await service.ServeAsync(listen: listen), opened, await opened.NewPageAsync());
    }

    public Task OpenAsync(string path, WaitUntilState until = WaitUntilState.Load) => Page.GotoAsync(_origin + path, new() { WaitUntil = until });

    public ILocator Button(string label) => Page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    public ILocator Link(string label) => Page.GetByRole(AriaRole.Link, new() { Name = label, Exact = true });

    /// <summary>Each page has one heading of the first rank; it says where one is.</summary>
    public Task IsAtAsync(string heading) => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Delivers, and opens the one mail that came by it.</summary>
    public async Task<ParsedMail> OpenMailAsync()
    {
        _read.UnionWith(Mails());
        await Service.DeliverAsync();
        var file = Assert.Single(Mails(), mail => !_read.Contains(mail));
        var mail = ParsedMail.Read(file);
        var opened = Path.Combine(_mails.FullName, Path.GetFileNameWithoutExtension(file) + ".html");
        await File.WriteAllTextAsync(opened, mail.Html, TestContext.Current.CancellationToken);
        await Page.GotoAsync(new Uri(opened).AbsoluteUri);
        return mail;
    }

    private string[] Mails() => Directory.Exists(Service.Outbox) ? Directory.GetFiles(Service.Outbox, "*.eml") : [];

    public async ValueTask DisposeAsync()
    {
        await _window.DisposeAsync();
        await _pages.DisposeAsync();
        await Service.DisposeAsync();
        _mails.Delete(recursive: true);
    }
}
