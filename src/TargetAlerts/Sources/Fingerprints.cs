using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TargetAlerts.Sources;

/// <summary>Short hashes by which a record is known to be the same without reading it again.</summary>
internal static class Fingerprints
{
    /// <summary>Of everything stored: decides whether a row is written.</summary>
    public static string Content(SourceRecord record) => Of(record with { Facts = Sorted(record.Facts), Texts = Sorted(record.Texts), Identifiers = Sorted(record.Identifiers) });

    /// <summary>Of the facts a difference in which could be told: names the version of a record a change led to.</summary>
    public static string Facts(IReadOnlyDictionary<string, FactValue> facts, IReadOnlyList<FactDefinition> table) =>
        Of(table.Where(definition => facts.ContainsKey(definition.Name) && definition.Judge != Judges.Never).Select(definition => (object)new { definition.Name, Value = facts[definition.Name] }));

    public static string OfText(string text) => Of(Encoding.UTF8.GetBytes(text));

    private static string Of<T>(T value) => Of(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));

    private static OrderedDictionary<string, TValue> Sorted<TValue>(IReadOnlyDictionary<string, TValue> map) => new(map.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
