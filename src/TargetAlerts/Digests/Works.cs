using TargetAlerts.Sources;
using RecordKey = (TargetAlerts.Sources.SourceName Source, string Id);

namespace TargetAlerts.Digests;

/// <summary>A record of the same work as one that changed, and what the alert was told of it.</summary>
/// <param name="Memberships">Those of the alert's targets.</param>
internal sealed record Twin(SourceRecord Record, IReadOnlyList<Membership> Memberships);

/// <summary>The digest in which a reader got an item.</summary>
internal sealed record ToldBefore(int Number, string DigestId);

/// <summary>
/// Which records are one work (DESIGN.md section 4, "One work"), and what an alert knows of each: what the building of
/// items needs beside the changes themselves.
/// </summary>
internal sealed record Works
{
    /// <summary>The work of a record, by the smallest of its records; a record that is not here is a work of its own.</summary>
    public IReadOnlyDictionary<RecordKey, RecordKey> Of { get; init; } = new Dictionary<RecordKey, RecordKey>();

    /// <summary>All records of the works, those that changed among them.</summary>
    public IReadOnlyList<Twin> Twins { get; init; } = [];

    /// <summary>Records an earlier digest told as added.</summary>
    public IReadOnlySet<RecordKey> ToldAdded { get; init; } = new HashSet<RecordKey>();

    /// <summary>Records whose arrival a mute of their source kept back: their twins are news all the same.</summary>
    public IReadOnlySet<RecordKey> KeptBack { get; init; } = new HashSet<RecordKey>();

    /// <summary>Records an earlier digest told as withdrawn, with the reason.</summary>
    public IReadOnlySet<(RecordKey Record, string Reason)> ToldWithdrawn { get; init; } = new HashSet<(RecordKey, string)>();

    /// <summary>The last digest that told of a record.</summary>
    public IReadOnlyDictionary<RecordKey, ToldBefore> ToldIn { get; init; } = new Dictionary<RecordKey, ToldBefore>();

    /// <summary>Records that others name, by the key they are named with: "nct:nct06604689".</summary>
    public ILookup<string, SourceRecord> Named { get; init; } = Enumerable.Empty<SourceRecord>().ToLookup(_ => "");

    public RecordKey WorkOf(SourceRecord record) => WorkOf((record.Source, record.Id));

    public RecordKey WorkOf(RecordKey record) => Of.GetValueOrDefault(record, record);

    /// <summary>Joins records that share a key, directly or through others.</summary>
    public static Dictionary<RecordKey, RecordKey> Join(IReadOnlyCollection<(string Key, RecordKey Record)> keys)
    {
        var above = keys.Select(one => one.Record).Distinct().ToDictionary(record => record);
        foreach (var group in TrialNumbers.Certain(keys).GroupBy(one => one.Key))
        {
            RecordKey? first = null;
            foreach (var (_, record) in group)
            {
                if (first is { } known) Unite(Top(known), Top(record));
                first ??= record;
            }
        }
        return above.Keys.ToList().ToDictionary(record => record, Top);

        RecordKey Top(RecordKey record)
        {
            while (above[record] != record) record = above[record];
            return record;
        }

        void Unite(RecordKey one, RecordKey other)
        {
            if (Compare(one, other) <= 0) above[other] = one;
            else above[one] = other;
        }
    }

    public static int Compare(RecordKey one, RecordKey other) =>
        string.CompareOrdinal(one.Source.Value, other.Source.Value) is not 0 and var source ? source : string.CompareOrdinal(one.Id, other.Id);
}
