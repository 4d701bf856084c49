using System.Globalization;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>Refuses PubMed requests that come faster than a number a second; off when that number is null.</summary>
internal sealed class RateLimit(UpstreamModel model)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _recent = new();

    public int? PerSecond { get; set; }

    public Answer? Refusal(UpstreamSource source, IHeaderDictionary headers)
    {
        if (source != UpstreamSource.PubMed || PerSecond is not { } allowed)
            return null;
        lock (_gate)
        {
            var now = model.Clock.GetUtcNow();
            while (_recent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
                _recent.Dequeue();
            _recent.Enqueue(now);
            headers["X-RateLimit-Limit"] = Text(allowed);
            headers["X-RateLimit-Remaining"] = Text(Math.Max(0, allowed - _recent.Count));
            // JSON, whatever format was asked for.
            return _recent.Count <= allowed ? null : new Answer(429, "application/json",
                $$"""{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"{{_recent.Count}}","limit":"{{allowed}}"}""");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
