using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.ClinicalTrials;

internal static class RawStudy
{
    /// <summary>A recorded study; where it states a posting date, the date is the one of the index.</summary>
    public static JsonObject Read(string json, Trial trial)
    {
        var study = JsonNode.Parse(json)!.AsObject();
        if (study["protocolSection"]?["statusModule"]?["lastUpdatePostDateStruct"] is JsonObject posted)
            posted["date"] = trial.LastUpdatePosted.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return study;
    }
}
