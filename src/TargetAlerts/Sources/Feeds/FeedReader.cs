using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Feeds;

/// <summary>What a feed answered.</summary>
/// <param name="Document">Null where nothing differs from what the asker read before.</param>
internal sealed record FeedReading(string? ETag, string? Modified, string Hash, FeedDocument? Document);

/// <summary>
/// Asks for feeds under the rules for addresses that people give: each hop is looked at, conditions spare the body, and a
/// feed is asked at most once an hour, for all targets together.
/// </summary>
internal sealed class FeedReader(SourceClient client, AddressGuard guard, TimeProvider time)
{
    private const int Redirects = 5;

    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1), Longest = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<Feed, (DateTimeOffset Until, FeedReading Reading)> _fresh = new();

    /// <param name="known">What the asker remembers; null asks for everything.</param>
    public async Task<FeedReading> ReadAsync(Feed feed, FeedState? known, CancellationToken cancellationToken)
    {
        if (_fresh.TryGetValue(feed, out var fresh) && time.GetUtcNow() < fresh.Until)
        {
            if (fresh.Reading.Hash == known?.Hash) return fresh.Reading with { Document = null };
            if (fresh.Reading.Document is not null) return fresh.Reading;
        }
        var answer = await AskAsync(feed.Address, known, cancellationToken);
        var reading = answer.Status switch
        {
            HttpStatusCode.OK => Read(feed, answer),
            HttpStatusCode.NotModified when known is { Hash: { } hash } => new FeedReading(known.ETag, known.Modified, hash, null),
            _ => throw new SourceUnavailableException($"the feed answered {(int)answer.Status}{(answer.ContentType == "text/html" || answer.Body.Length == 0 ? "" : $" “{answer.Excerpt}”")}") { Status = answer.Status },
        };
        if (reading.Document is null && fresh.Reading?.Hash == reading.Hash) reading = reading with { Document = fresh.Reading.Document };
        var wait = reading.Document?.Ttl is { } ttl && ttl > Shortest ? ttl < Longest ? ttl : Longest : Shortest;
        _fresh[feed] = (time.GetUtcNow() + wait, reading);
        return reading.Hash == known?.Hash ? reading with { Document = null } : reading;
    }

    private async Task<SourceAnswer> AskAsync(Uri address, FeedState? known, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= Redirects; hop++)
        {
            if (guard.Fault(address) is { } fault) throw new SourceUnavailableException($"{(hop == 0 ? "its address" : "the address it redirects to")} is not asked: {fault}");
            using var request = Request(address, known);
            var answer = await client.SendAsync(request, BodyForm.Any, cancellationToken);
            if (answer.Status is HttpStatusCode.NotModified || (int)answer.Status is < 300 or >= 400) return answer;
            if (answer.Location is not { } location || !Uri.TryCreate(address, location, out var next)) throw new SourceUnavailableException("a redirect that leads nowhere");
            address = next;
        }
        throw new SourceUnavailableException($"it redirects more than {Redirects} times");
    }

    private HttpRequestMessage Request(Uri address, FeedState? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        // fda.gov lets requests without a browser's first words hang (SPEC.md).
        request.Headers.TryAddWithoutValidation("User-Agent", client.Access.CompatibleAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8");
        if (known?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (known?.Modified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        if (client.Access.Options.RateGroup is null) request.Options.Set(PacingHandler.Group, $"{client.Access.Name} {address.Host}");
        request.Options.Set(BodyHandler.Look, body => Fault(body, address));
        return request;
    }

    private static string? Fault(byte[] body, Uri address)
    {
        try
        {
            FeedDocument.Parse(body, null, address);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private static FeedReading Read(Feed feed, SourceAnswer answer)
    {
        try
        {
            var charset = MediaTypeHeaderValue.TryParse(answer.Header("Content-Type"), out var type) ? type.CharSet : null;
            return new(answer.Header("ETag"), answer.Header("Last-Modified"), Convert.ToHexStringLower(SHA256.HashData(answer.Body).AsSpan(0, 12)), FeedDocument.Parse(answer.Body, charset, feed.Address));
        }
        catch (FormatException error)
        {
            throw new SourceUnavailableException(error.Message, error);
        }
    }
}
