namespace TargetAlerts.Upstreams.Feeds;

/// <summary>How a feed is written.</summary>
public enum FeedFormat
{
    /// <summary>RSS 2.0.</summary>
    Rss,

    /// <summary>RSS 1.0: the items stand beside the channel.</summary>
    Rdf,

    /// <summary>Atom 1.0.</summary>
    Atom,
}

/// <summary>An item; a null leaves its element out.</summary>
public sealed record FeedEntry(string? Key, string Title, string Text)
{
    /// <summary>Where it leads.</summary>
    public string? Link { get; init; }

    /// <summary>As the feed writes it.</summary>
    public string? Date { get; init; }
}

/// <summary>A feed on the stand-in's host.</summary>
public sealed record FeedPage
{
    /// <summary>Its items, the newest first.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>How it is written.</summary>
    public FeedFormat Format { get; init; }

    /// <summary>False for a server that says 200 whatever conditions are set.</summary>
    public bool Conditional { get; init; } = true;

    /// <summary>Minutes.</summary>
    public int? Ttl { get; init; }

    /// <summary>Its new address; it then answers 301.</summary>
    public string? MovedTo { get; init; }

    /// <summary>It then answers 410.</summary>
    public bool Gone { get; init; }

    /// <summary>Its body as it is, in place of the items.</summary>
    public string? Raw { get; init; }
}

/// <summary>The feeds of the stand-in host, by path.</summary>
public sealed class FeedModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, (FeedPage Page, DateTimeOffset Changed)> _pages = new(StringComparer.Ordinal);

    internal FeedModel(UpstreamModel model) => _model = model;

    /// <summary>Puts a feed in place of what was at the path.</summary>
    public void Put(string path, FeedPage page)
    {
        lock (_gate)
            _pages[path] = (page, _model.Clock.GetUtcNow());
    }

    /// <summary>Changes a feed.</summary>
    public void Change(string path, Func<FeedPage, FeedPage> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            Put(path, change(_pages[path].Page));
    }

    /// <summary>Adds an item at the top; a feed keeps its last fifty.</summary>
    public void Add(string path, FeedEntry entry) => Change(path, page => page with { Entries = [.. page.Entries.Prepend(entry).Take(50)] });

    /// <summary>Changes the item with that key.</summary>
    public void Edit(string path, string key, Func<FeedEntry, FeedEntry> edit) =>
        Change(path, page => page with { Entries = [.. page.Entries.Select(entry => entry.Key == key ? edit(entry) : entry)] });

    internal (FeedPage Page, DateTimeOffset Changed)? Find(string path)
    {
        lock (_gate)
            return _pages.TryGetValue(path, out var page) ? page : null;
    }
}
