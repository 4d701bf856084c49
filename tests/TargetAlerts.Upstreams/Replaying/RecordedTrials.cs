using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Upstreams.Replaying;

/// <summary>Takes the studies out of recorded answers; of two recordings of one study, the full one.</summary>
internal static class RecordedTrials
{
    private static readonly DateOnly LongAgo = new(2024, 1, 1);

    public static IReadOnlyList<Trial> Read(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var full = Directory.EnumerateFiles(folder, "study-*.json").Order(StringComparer.Ordinal).Select(Parse);
        var listed = Directory.EnumerateFiles(folder, "search-*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Parse(file)["studies"]!.AsArray().OfType<JsonNode>());
        return [.. full.Concat(listed).Select(Make).DistinctBy(trial => trial.NctId)];
    }

    private static JsonNode Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    private static Trial Make(JsonNode study)
    {
        var protocol = study["protocolSection"]!;
        var status = protocol["statusModule"];
        var posted = Date(status?["lastUpdatePostDateStruct"]?["date"]) ?? LongAgo;
        return new Trial
        {
            NctId = protocol["identificationModule"]!["nctId"]!.GetValue<string>(),
            BriefTitle = protocol["identificationModule"]!["briefTitle"]?.GetValue<string>() ?? "",
            OverallStatus = status?["overallStatus"]?.GetValue<string>() ?? "UNKNOWN",
            FirstPosted = Date(status?["studyFirstPostDateStruct"]?["date"]) ?? posted,
            LastUpdatePosted = posted,
            RawJson = study.ToJsonString(),
        };
    }

    private static DateOnly? Date(JsonNode? node) =>
        DateOnly.TryParseExact(node?.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
