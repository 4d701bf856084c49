using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Checks;

/// <summary>What a check will ask, from what its watch remembers.</summary>
internal sealed record CheckPlan
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The first complete check of the watch: stored, not told.</summary>
    public required bool Baseline { get; init; }

    /// <summary>The profile or the connector asks otherwise than last time.</summary>
    public required bool NewQuery { get; init; }

    /// <summary>Where to go on; null reads everything.</summary>
    public required string? Cursor { get; init; }

    public required string? Gate { get; init; }

    /// <summary>The source says that nothing changed since the last complete check: nothing is fetched.</summary>
    public required bool Unchanged { get; init; }

    public required Arrivals Arrivals { get; init; }

    /// <summary>What an unchanged check leaves: the cursor as it was.</summary>
    public FetchCompleted Standing => new(Cursor!, Listing: false);

    public static CheckPlan For(Watch watch, CheckOrder order, string? gate, DateTimeOffset now)
    {
        // A watch that nobody asked for in two months starts again with a baseline; one that could not be read does not.
        var baseline = watch.BaselineAt is null || now - watch.LastAttemptAt > TimeSpan.FromDays(60);
        var newQuery = !baseline && watch.Query != order.Source.Query(order.Target);
        var reread = order.Source.Description.RereadEvery is { } every && !(now - watch.LastListingAt < every);
        var everything = baseline || newQuery || reread || order.Full || watch.QuarantinedCheck is not null || watch.Cursor is null
            || watch.FingerprintVersion != order.Source.Description.FingerprintVersion;
        return new()
        {
            At = now,
            Baseline = baseline,
            NewQuery = newQuery,
            Cursor = everything ? null : watch.Cursor,
            Gate = gate,
            Unchanged = !everything && gate is not null && gate == watch.Gate,
            Arrivals = new(baseline, newQuery && watch.LastCompleteAt is { } last ? DateOnly.FromDateTime(last.UtcDateTime) : null),
        };
    }

    public Completion Complete(FetchCompleted completed, string query, int version) => new()
    {
        Cursor = completed.Cursor,
        Gate = Gate,
        Query = query,
        FingerprintVersion = version,
        At = At,
        Listing = completed.Listing,
        Baseline = Baseline,
        Notes = completed.Notes.Count == 0 ? null : string.Join("; ", completed.Notes),
    };
}
