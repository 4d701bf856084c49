using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TargetAlerts.Digests.Html;
using TargetAlerts.Digests.State;

namespace TargetAlerts.Digests;

/// <summary>The HTML part of a digest, rendered from Razor components: whatever comes from a view is encoded by them.</summary>
internal sealed class DigestHtml(ILoggerFactory loggers) : IDisposable
{
    // The default encoder writes every letter beyond ASCII as a reference: six times the size of a Chinese title.
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public Task<string> RenderAsync(DigestView view, CancellationToken cancellationToken) =>
        RenderAsync<DigestMail>(nameof(DigestMail.View), PrintableView.Of(view), cancellationToken);

    public Task<string> RenderAsync(StateView view, CancellationToken cancellationToken) => RenderAsync<StateMail>(nameof(StateMail.View), view, cancellationToken);

    private async Task<string> RenderAsync<TMail>(string parameter, object view, CancellationToken cancellationToken) where TMail : IComponent
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var renderer = new HtmlRenderer(_services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TMail>(ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = view }))).ToHtmlString());
        return InLines(html);
    }

    public void Dispose() => _services.Dispose();

    // Razor drops most line ends and keeps some indents; a line for each block is kinder to whoever reads the source.
    // No text of a view can be hit: it holds no line ends, and its brackets are encoded.
    private static string InLines(string html)
    {
        foreach (var end in new[] { "</p>", "</tr>", "</table>" })
        {
            html = html.Replace(end, end + '\n', StringComparison.Ordinal);
        }
        return string.Join('\n', html.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) + '\n';
    }
}
