using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Tractability and safety of a target: one record.</summary>
internal sealed class OpenTargetsAnnotation(OpenTargetsApi api)
{
    public async Task<FetchPage> ReadAsync(string target, CancellationToken cancellationToken)
    {
        var found = OpenTargetsAnswer.Target(await api.AskAsync(OpenTargetsQueries.Annotation, new { id = target }, cancellationToken)) ?? throw new RefusedQuestionException(RefusedQuestionException.NotKnown);
        var id = OpenTargetsIds.Make(target, OpenTargetsIds.Gene, target, "");
        try
        {
            return new() { Records = [OpenTargetsRecords.Target(target, id, found)] };
        }
        catch (FormatException error)
        {
            return new() { Unreadable = [new(id, error.Message)] };
        }
    }

    /// <summary>"SM: Approved Drug" for each bucket that is true.</summary>
    public static IReadOnlyList<string> Tractability(JsonElement target) =>
        [.. Listed(target, "tractability").Where(bucket => bucket.At("value").ValueKind == JsonValueKind.True)
            .Select(bucket => $"{bucket.At("modality").Text(10)}: {bucket.At("label").Text(80)}").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The events of the safety liabilities, each once, whatever its sources and its case.</summary>
    public static IReadOnlyList<string> Safety(JsonElement target) =>
        [.. Listed(target, "safetyLiabilities").Select(liability => liability.At("event").Text(200).ToLowerInvariant()).Where(said => said.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<JsonElement> Listed(JsonElement target, string member) =>
        target.TryGetProperty(member, out var list) ? list.Items() : throw new SourceUnavailableException($"the answer is not as documented (no {member})");
}
