using TargetAlerts.Settings;

namespace TargetAlerts.Subscribers;

/// <summary>Absolute addresses of our pages, from settings alone: a Host header is whatever the asker wrote.</summary>
internal sealed class Links
{
    private readonly LinkTokens _tokens;
    private readonly string _base;

    public Links(WebOptions options, LinkTokens tokens)
    {
        _tokens = tokens;
        _base = (options.PublicUrl ?? Reachable(options.Listen)).TrimEnd('/');
        var address = new Uri(_base);
        Origin = address.GetLeftPart(UriPartial.Authority);
        PathBase = address.AbsolutePath.TrimEnd('/');
        IsPublic = options.PublicUrl is not null;
        IsHttps = address.Scheme == Uri.UriSchemeHttps;
    }

    /// <summary>Scheme, host and port, as a browser's Origin header has them.</summary>
    public string Origin { get; }

    /// <summary>What stands before our routes: "" or "/alerts".</summary>
    public string PathBase { get; }

    /// <summary>Whether the address was configured rather than derived from where the service listens.</summary>
    public bool IsPublic { get; }

    public bool IsHttps { get; }

    public string Help => _base + "/help";

    public string Confirm(string alertId) => Of(LinkPurpose.Confirm, alertId);

    public string Manage(string alertId) => Of(LinkPurpose.Manage, alertId);

    /// <summary>Where a link to manage an alert is asked for: it is good for a day, a mail's links are for ever.</summary>
    public string AskToManage(string alertId) => Unsubscribe(alertId) + "#u-manage";

    public string Unsubscribe(string alertId) => Of(LinkPurpose.Unsubscribe, alertId);

    /// <summary>Followed by the query that names the record.</summary>
    public string Mute(string alertId) => Of(LinkPurpose.Mute, alertId);

    public string Digest(string digestId) => Of(LinkPurpose.Digest, digestId);

    /// <param name="file">"feed.atom", "feed.json" or "calendar.ics".</param>
    public string Feed(string alertId, string file) => $"{_base}/a/{_tokens.New(LinkPurpose.Feed, alertId)}/{file}";

    /// <summary>A target's timeline from one of its changes on.</summary>
    public string Change(string symbol, long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Target(symbol)}?period=all&before={number + 1}#c{number}");

    public string Target(string symbol) => $"{_base}/targets/{Uri.EscapeDataString(symbol)}";

    private string Of(LinkPurpose purpose, string alertId) =>
        $"{_base}/a/{_tokens.New(purpose, alertId)}/{AlertView.Word(purpose)}";

    // "Every interface" is somewhere to listen, not somewhere to go.
    private static string Reachable(string listen) => listen.Split(';')[0]
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://[::]", "://localhost", StringComparison.Ordinal);
}
