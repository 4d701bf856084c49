using System.Net;
using System.Text.RegularExpressions;
using MimeKit;

namespace TargetAlerts.Tests.Web;

/// <summary>Opens what mails and pages lead to, as the scanners of a mail program and a search engine do.</summary>
internal sealed partial class LinkCrawl(HttpClient client, string origin)
{
    private const int Most = 1_000;

    private readonly Queue<string> _waiting = new();

    /// <summary>Path and query of what was opened, and what came.</summary>
    public Dictionary<string, HttpStatusCode> Opened { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every address of ours in both parts and in the headers of each mail.</summary>
    public IReadOnlyList<string> Mailed(string folder)
    {
        var found = new HashSet<string>();
        foreach (var file in Directory.GetFiles(folder, "*.eml"))
        {
            using var message = MimeMessage.Load(file, Stop);
            foreach (var text in new[] { message.TextBody, message.HtmlBody, message.Headers["List-Unsubscribe"], message.Headers["List-Help"] }.OfType<string>())
            {
                foreach (var address in Addresses().Matches(WebUtility.HtmlDecode(text)).Select(match => match.Value).Where(address => address.StartsWith(origin, StringComparison.Ordinal))) found.Add(PathOf(new Uri(address)));
            }
        }
        return [.. found];
    }

    /// <summary>GET and HEAD, three times each, of these and of all that their pages link or send forms to.</summary>
    public async Task OpenAsync(IEnumerable<string> paths)
    {
        foreach (var path in paths) Wait(path);
        while (_waiting.TryDequeue(out var path))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                for (var time = 0; time < 3; time++)
                {
                    using var request = new HttpRequestMessage(method, path);
                    using var answer = await client.SendAsync(request, Stop);
                    if (method == HttpMethod.Head || time > 0) continue;
                    Opened[path] = answer.StatusCode;
                    if (answer.Headers.Location is { } to) Wait(PathOf(new(new Uri(client.BaseAddress!, path), to)));
                    if (answer.Content.Headers.ContentType?.MediaType == "text/html") Read(path, await answer.Content.ReadAsStringAsync(Stop));
                }
        }
    }

    private void Read(string path, string page)
    {
        foreach (Match link in PageLinks().Matches(page))
        {
            var address = new Uri(new Uri(client.BaseAddress!, path), WebUtility.HtmlDecode(link.Groups[1].Value));
            var here = address.GetLeftPart(UriPartial.Authority) is var authority && (authority == origin || authority == client.BaseAddress!.GetLeftPart(UriPartial.Authority));
            if (here) Wait(PathOf(address));
        }
    }

    private void Wait(string path)
    {
        Assert.True(Opened.Count < Most, "The pages lead on and on.");
        if (Opened.TryAdd(path, default)) _waiting.Enqueue(path);
    }

    private static string PathOf(Uri address) => address.PathAndQuery;

    [GeneratedRegex("""https?://[^\s"'<>]+""")]
    private static partial Regex Addresses();

    [GeneratedRegex("""(?:href|src|action)="([^"#]+)""")]
    private static partial Regex PageLinks();
}
