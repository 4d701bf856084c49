using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Feeds;

/// <summary>
/// Any RSS or Atom feeds an admin names, each kept apart: one that cannot be read is said in the coverage and keeps its
/// place, the others go on. A feed cannot be searched: its last items are matched here, by the target's words.
/// </summary>
internal sealed class FeedsSource : ITargetSource
{
    public static readonly SourceName SourceName = new("feeds");

    /// <summary>Each feed has an address of its own; this one is not asked.</summary>
    public const string PublicUrl = "https://www.fda.gov/about-fda/contact-fda/stay-informed/rss-feeds/";

    private const string None = "no feed is set (Sources:feeds:Feeds)";

    private readonly IReadOnlyList<Feed> _feeds;
    private readonly FeedReader _reader;

    public FeedsSource(SourceClient client, TimeProvider time)
    {
        _feeds = [.. client.Access.Options.Feeds.OrderBy(feed => feed.Key, StringComparer.Ordinal).Select(feed => new Feed(feed.Key, feed.Value))];
        _reader = new(client, new AddressGuard(client.Access.Options.AllowPrivateAddresses), time);
    }

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Feeds",
        Kinds = [RecordKind.News],
        Facts = FeedFacts.Table,
        Removal = RemovalProof.None,
        Words = FeedFacts.Words,
    };

    public string Query(DrugTarget target) => string.Join(" | ", [.. _feeds.Select(feed => $"{feed.Name}={feed.Address}"),
        $"words: {string.Join(", ", target.SafeNames.Select(name => name.Text).Concat(target.MeshHeadings).Concat(target.MeshSubstances).Concat(target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name))))}",
        $"beside {string.Join(", ", target.Context)}: {string.Join(", ", target.AmbiguousNames.Select(name => name.Text))}"]);

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = FeedState.Read(question.Cursor);
        var after = new Dictionary<string, FeedState>();
        var failures = new List<(Feed Feed, SourceUnavailableException Error)>();
        var notes = new List<string>();
        foreach (var feed in _feeds)
        {
            var known = before.GetValueOrDefault(feed.Name);
            if (known is { Gone: true })
            {
                after[feed.Name] = known;
                notes.Add(Gone(feed));
                continue;
            }
            var (reading, error) = await TryReadAsync(feed, known, cancellationToken);
            if (reading is null)
            {
                after[feed.Name] = await FailedAsync(feed, known, error!, question, cancellationToken);
                if (!after[feed.Name].Gone) failures.Add((feed, error!));
                notes.Add(after[feed.Name].Gone ? Gone(feed) : string.Create(CultureInfo.InvariantCulture, $"{feed.Name} could not be read since {after[feed.Name].Failing:d MMM yyyy}: {error!.Message}"));
                continue;
            }
            var traces = reading.Document is { } document ? FeedIdentities.Traces(document, known?.Items ?? []) : known?.Items ?? [];
            after[feed.Name] = new() { ETag = reading.ETag, Modified = reading.Modified, Hash = reading.Hash, Items = traces };
            if (reading.Document is not null) yield return new() { Records = [.. Matching(question, feed, reading.Document, traces, known is { Pending: true })] };
        }
        if (failures.Count > 0 && after.Values.All(state => state.Gone || state.Failing is not null)) throw AllFailed(failures);
        if (_feeds.Count == 0) notes.Add(None);
        yield return new() { Completed = new(FeedState.Write(after), Listing: false) { Notes = notes } };
    }

    /// <summary>A feed forgets: that an item is no longer in it says nothing, and it can be asked for nothing else.</summary>
    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => Task.FromResult(new LookupResult());

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (_feeds.Count == 0) return None;
        var said = new List<string>();
        foreach (var feed in _feeds)
        {
            var document = (await _reader.ReadAsync(feed, null, cancellationToken)).Document!;
            var named = document.Items.Count(item => TargetMatcher.Matches(target, FeedRecord.Of(feed, document, item, "", DateOnly.MaxValue)).Count > 0);
            said.Add($"{feed.Name}: {document.Items.Count} items, {named} of them about {target.Symbol}");
        }
        return string.Join("; ", said);
    }

    private static IEnumerable<FetchedRecord> Matching(SourceQuestion question, Feed feed, FeedDocument document, IReadOnlyList<FeedTrace> traces, bool pending)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        foreach (var (item, trace) in document.Items.Zip(traces).DistinctBy(pair => pair.Second.Id ?? pair.Second.Key))
        {
            var record = FeedRecord.Of(feed, document, item, feed.IdPrefix + (trace.Id ?? trace.Key), today);
            if (TargetMatcher.Matches(question.Target, record) is { Count: > 0 } matches) yield return new(record, matches) { Backlog = pending };
        }
    }

    private async Task<(FeedReading? Reading, SourceUnavailableException? Error)> TryReadAsync(Feed feed, FeedState? known, CancellationToken cancellationToken)
    {
        try
        {
            return (await _reader.ReadAsync(feed, known, cancellationToken), null);
        }
        catch (SourceUnavailableException error)
        {
            return (null, error);
        }
    }

    // A feed that was never read has its baseline still before it; one whose items are known has not.
    private static async Task<FeedState> FailedAsync(Feed feed, FeedState? known, SourceUnavailableException error, SourceQuestion question, CancellationToken cancellationToken)
    {
        var state = known ?? new FeedState { Pending = !await HoldsAsync(question.Known, feed, cancellationToken) };
        return state with { Failing = state.Failing ?? DateOnly.FromDateTime(question.Now.UtcDateTime), Gone = error.Status == HttpStatusCode.Gone };
    }

    private static async Task<bool> HoldsAsync(IKnownRecords known, Feed feed, CancellationToken cancellationToken)
    {
        await foreach (var id in known.AllAsync(cancellationToken))
        {
            if (id.StartsWith(feed.IdPrefix, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string Gone(Feed feed) => $"{feed.Name} is gone for good (410) and not asked any more: take it out of Sources:feeds:Feeds";

    private static SourceUnavailableException AllFailed(List<(Feed Feed, SourceUnavailableException Error)> failures) => new(
        string.Join("; ", failures.Select(failure => $"{failure.Feed.Name}: {failure.Error.Message}")), failures[0].Error)
    {
        NotBefore = failures.TrueForAll(failure => failure.Error.NotBefore is not null) ? failures.Min(failure => failure.Error.NotBefore) : null,
    };
}
