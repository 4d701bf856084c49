using System.Text.Json.Serialization;

namespace TargetAlerts.Sources;

public enum FactType { Text, Term, Number, Date, List }

/// <summary>
/// One typed value of a record. <see cref="Values"/> holds one element, several for a list.
/// Numbers are written invariant ("12.5"); dates as far as they are known ("2023", "2023-05", "2023-05-12");
/// terms are the source's own words ("RECRUITING").
/// <see cref="Qualifier"/> is what the source says about the value: "ESTIMATED", a unit such as "nM", or null.
/// </summary>
public sealed record FactValue(
    [property: JsonPropertyName("t")] FactType Type,
    [property: JsonPropertyName("v")] IReadOnlyList<string> Values,
    [property: JsonPropertyName("q")] string? Qualifier = null)
{
    [JsonIgnore]
    public string First => Values.Count > 0 ? Values[0] : "";

    public static FactValue? Text(string? text) => Of(FactType.Text, text);

    public static FactValue? Term(string? term) => Of(FactType.Term, term);

    public static FactValue? Date(string? date, string? qualifier = null) => Of(FactType.Date, date, qualifier);

    public static FactValue Number(decimal number, string? qualifier = null) =>
        new(FactType.Number, [number.ToString(System.Globalization.CultureInfo.InvariantCulture)], qualifier);

    public static FactValue? List(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : new(FactType.List, values);

    public bool Equals(FactValue? other) =>
        other is not null && Type == other.Type && Qualifier == other.Qualifier && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Type, Qualifier, Values.Count, First);

    private static FactValue? Of(FactType type, string? value, string? qualifier = null) =>
        string.IsNullOrWhiteSpace(value) ? null : new(type, [value.Trim()], qualifier);
}
