using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>A record, or what is wrong with one whose id could be read.</summary>
internal sealed record Reading(string Id, SourceRecord? Record, string Fault)
{
    public static Reading Of(string id, Func<SourceRecord> read)
    {
        try
        {
            return new(id, read(), "");
        }
        catch (FormatException error)
        {
            return new(id, null, error.Message);
        }
    }

    /// <summary>"20260114", "2026-01-14" or "01/14/2026" as a day; null for anything else.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Date(string text) => Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Names of openFDA's own block, which may be empty for days without news.</summary>
    public static List<string> Names(JsonElement row, string name) => row.At("openfda", name).Texts();

    public static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static Dictionary<string, FactValue> Facts(params (string Name, FactValue? Value)[] facts) =>
        facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!);

    public static Dictionary<string, IReadOnlyList<string>> Texts(params (string Field, IReadOnlyList<string> Texts)[] texts) =>
        texts.Where(one => one.Texts.Count > 0).ToDictionary(one => one.Field, one => one.Texts);
}
