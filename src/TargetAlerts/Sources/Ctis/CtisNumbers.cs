using System.Text.Json;
using System.Text.RegularExpressions;

namespace TargetAlerts.Sources.Ctis;

/// <summary>
/// The numbers a trial has in other registries, wherever in its details they stand: under a member named after the registry.
/// A number in a text is only mentioned.
/// </summary>
internal static partial class CtisNumbers
{
    public static IReadOnlyList<string> Of(JsonElement details)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Walk(details, "", found);
        return [.. found];
    }

    // The answer's depth is capped before it is read.
    private static void Walk(JsonElement element, string space, SortedSet<string> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                // What lies below another trial's entry is that trial's.
                foreach (var member in element.EnumerateObject().Where(member => !member.NameEquals("associatedClinicalTrials"))) Walk(member.Value, Space(member.Name) ?? space, found);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Walk(item, space, found);
                break;
            case JsonValueKind.String when space.Length > 0:
                var text = element.GetString()!.Trim().ToUpperInvariant();
                if (space == "nct" && Nct().IsMatch(text)) found.Add($"nct:{text}");
                else if (space == "isrctn" && Isrctn().Match(text) is { Success: true } isrctn) found.Add($"isrctn:ISRCTN{isrctn.Groups[1].Value}");
                else if (space == "eudract" && Eudract().IsMatch(text)) found.Add($"eudract:{text}");
                break;
        }
    }

    private static string? Space(string member) => member.ToLowerInvariant() switch
    {
        "nctnumber" => "nct",
        "isrctnnumber" => "isrctn",
        "eudractcode" or "eudractnumber" => "eudract",
        _ => null,
    };

    [GeneratedRegex("^NCT[0-9]{8}$")]
    private static partial Regex Nct();

    [GeneratedRegex("^(?:ISRCTN)?([0-9]{8})$")]
    private static partial Regex Isrctn();

    [GeneratedRegex("^20[0-9]{2}-[0-9]{6}-[0-9]{2}$")]
    private static partial Regex Eudract();
}
