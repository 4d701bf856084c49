using TargetAlerts.Sources;
using RecordKey = (TargetAlerts.Sources.SourceName Source, string Id);

namespace TargetAlerts.Digests;

/// <summary>
/// Which numbers of trial registries say that two records are one trial. An extension names its parent's number, and two
/// trials of one registry may share the protocol's number in another: a number that several records of a registry, or
/// several of which one record, names tells nothing, but for the record that bears it.
/// </summary>
internal static class TrialNumbers
{
    public static IEnumerable<(string Key, RecordKey Record)> Certain(IReadOnlyCollection<(string Key, RecordKey Record)> keys)
    {
        var naming = keys.Where(one => Space(one.Key) is not null).ToList();
        var manyNumbers = naming.CountBy(one => (one.Record, Space(one.Key))).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        var manyRecords = naming.CountBy(one => (one.Key, one.Record.Source)).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        return keys.Where(one => IsOwn(one) || !(manyNumbers.Contains((one.Record, Space(one.Key))) || manyRecords.Contains((one.Key, one.Record.Source))));
    }

    private static string? Space(string key) => RegistryNumbers.Spaces.FirstOrDefault(space => key.StartsWith(space + ":", StringComparison.Ordinal));

    private static bool IsOwn((string Key, RecordKey Record) one) => one.Key.EndsWith(":" + one.Record.Id, StringComparison.OrdinalIgnoreCase);
}
