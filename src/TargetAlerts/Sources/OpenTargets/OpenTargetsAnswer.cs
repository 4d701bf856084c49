using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Rows of a section, with the count the source states.</summary>
internal sealed record OpenTargetsRows(IReadOnlyList<JsonElement> Rows, int Count);

/// <summary>Reads GraphQL answers.</summary>
internal static partial class OpenTargetsAnswer
{
    /// <exception cref="SourceUnavailableException">No data, or errors beside partial data.</exception>
    public static JsonElement Data(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (Complaint(body) is { } complaint) throw new SourceUnavailableException($"it answered with an error: “{complaint}”");
        if (document.RootElement.At("data") is not { ValueKind: JsonValueKind.Object } data) throw new SourceUnavailableException("the answer is not as documented (no data)");
        return data.Clone();
    }

    /// <summary>What an answer complains of, in either of its two shapes; null where it does not.</summary>
    public static string? Complaint(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            if (root.TryGetProperty("syntaxError", out var syntax)) return PlainText.Shorten(PlainText.Clean(syntax.ToString()), 200);
            if (!root.TryGetProperty("errors", out var errors) || errors.ValueKind == JsonValueKind.Null || errors is { ValueKind: JsonValueKind.Array } && errors.GetArrayLength() == 0) return null;
            var first = errors.ValueKind == JsonValueKind.Array ? errors[0] : errors;
            var said = first.ValueKind == JsonValueKind.Object && first.TryGetProperty("message", out var message) ? message.ToString() : first.ToString();
            return PlainText.Shorten(PlainText.Clean(said), 200);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>"26.06", or "26.06.2" for a patch: all three parts are compared.</summary>
    public static string Release(JsonElement data)
    {
        var version = data.At("meta", "dataVersion");
        var (year, month, iteration) = (version.At("year").Text(10), version.At("month").Text(10), version.At("iteration").Text(10));
        if (!Digits().IsMatch(year) || !Digits().IsMatch(month)) throw new SourceUnavailableException("its data version cannot be read");
        return iteration.Length == 0 ? $"{year}.{month}" : $"{year}.{month}.{iteration}";
    }

    /// <summary>The rows of a section of the target; null where the target is not known.</summary>
    /// <param name="counted">The question asked for the count, and all rows come at once.</param>
    public static OpenTargetsRows? Rows(JsonElement data, string section, bool counted)
    {
        if (Target(data) is not { } target) return null;
        // A target without any may have null in place of the section.
        var part = target.TryGetProperty(section, out var found) ? found : throw new SourceUnavailableException($"the answer is not as documented (no {section})");
        if (part.ValueKind == JsonValueKind.Null) return new([], 0);
        if (part.At("rows") is not { ValueKind: JsonValueKind.Array } list) throw new SourceUnavailableException($"the answer is not as documented (no rows of {section})");
        var rows = list.EnumerateArray().ToList();
        if (part.At("count") is not { ValueKind: JsonValueKind.Number } stated || !stated.TryGetInt32(out var count)) throw new SourceUnavailableException($"{section} tells no count");
        if (counted && count != rows.Count) throw new SourceUnavailableException($"{section} is not whole ({count} said, {rows.Count} given)");
        return new(rows, count);
    }

    /// <summary>The target's object; null where the source does not know it.</summary>
    public static JsonElement? Target(JsonElement data)
    {
        if (!data.TryGetProperty("target", out var target)) throw new SourceUnavailableException("the answer is not as documented (no target)");
        return target.ValueKind == JsonValueKind.Null ? null : target.ValueKind == JsonValueKind.Object ? target : throw new SourceUnavailableException("the answer is not as documented (no target)");
    }

    [GeneratedRegex("^[0-9]{1,4}$")]
    private static partial Regex Digits();
}
