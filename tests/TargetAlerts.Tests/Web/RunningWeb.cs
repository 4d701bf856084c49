using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;
using TargetAlerts.Storage;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Tests.Subscribers;
using TargetAlerts.Web;

namespace TargetAlerts.Tests.Web;

/// <summary>The pages on a real Kestrel. <see cref="Browser"/> keeps cookies, <see cref="Robot"/> does not; neither follows redirects.</summary>
internal sealed partial class RunningWeb : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly WebApplication _app;

    private RunningWeb(string? publicUrl)
    {
        House = new AlertHouse(publicUrl);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(House.Options.Listen);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(this);
        House.Register(builder.Services);
        builder.Services.AddSingleton<DigestStore>().AddSingleton<WorkStore>().AddSingleton<TimelineStore>().AddSingleton<WatchStore>().AddSingleton<BaselineStore>().AddSingleton<BackTest>().AddSingleton(new ServiceOptions()).AddSingleton<SourceRegistry>().AddSingleton(new TargetCatalog([TestTargets.Sert]))
            .AddSources().AddSingleton<IPace, LeaseStore>().AddResolving().AddWeb();
        _app = builder.Build();
        WebEndpoints.Map(_app);
    }

    public AlertHouse House { get; }

    public ConcurrentQueue<string> Logs { get; } = new();

    public HttpClient Browser { get; private set; } = null!;

    public HttpClient Robot { get; private set; } = null!;

    public static async Task<RunningWeb> StartAsync(CancellationToken cancellationToken, string? publicUrl = null)
    {
        var web = new RunningWeb(publicUrl);
        await web._app.StartAsync(cancellationToken);
        var address = new Uri(web._app.Urls.Single());
        web.Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        web.Browser.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        web.Robot = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        return web;
    }

    /// <summary>The part of a link that does not depend on where the service listens.</summary>
    public static string PathOf(string link) => new Uri(link).AbsolutePath;

    /// <summary>Opens a page and presses its button with the given label, as a browser would.</summary>
    public async Task<(HttpStatusCode Status, string Page)> PressAsync(string path, string label, CancellationToken cancellationToken)
    {
        var page = await Browser.GetStringAsync(path, cancellationToken);
        var form = FormPattern().Matches(page).Single(match => match.Value.Contains($">{label}</button>", StringComparison.Ordinal)).Value;
        var action = ActionPattern().Match(form) is { Success: true } found ? found.Groups[1].Value : path;
        var fields = FieldPattern().Matches(form).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await Browser.PostAsync(new Uri(new Uri(Browser.BaseAddress!, path), action), content, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logs.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Robot.Dispose();
        await _app.DisposeAsync();
        await House.DisposeAsync();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex ActionPattern();

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex FieldPattern();
}
