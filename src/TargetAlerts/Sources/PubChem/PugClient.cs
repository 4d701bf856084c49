using System.Net;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.PubChem;

internal sealed record AssayPage(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, IReadOnlyList<string> Absent);

/// <summary>PUG REST, at the pace its own header asks for.</summary>
internal sealed class PugClient(SourceClient client, TimeProvider time)
{
    public const int Batch = 100;

    private static readonly TimeSpan AtYellow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtRed = TimeSpan.FromSeconds(15);

    /// <summary>All assay numbers of a target. "None" is a fault of its own, not an empty list.</summary>
    public async Task<IReadOnlyList<int>> AssaysAsync(string space, string id, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"assay/target/{space}/{id}/aids/JSON", cancellationToken);
        if (IsNone(answer)) return [];
        return answer.Ok ? ParseAssays(answer.Body) : throw Refused(answer);
    }

    /// <summary>The summaries of these assays. Those that did not come are asked for once more.</summary>
    public async Task<AssayPage> SummariesAsync(IReadOnlyList<int> assays, CancellationToken cancellationToken)
    {
        var first = await OnceAsync(assays, cancellationToken);
        if (first.Absent.Count == 0 || assays.Count == 1) return first;
        var (records, unreadable, absent) = (first.Records.ToList(), first.Unreadable.ToList(), new List<string>());
        foreach (var id in first.Absent)
        {
            var again = await OnceAsync([int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)], cancellationToken);
            records.AddRange(again.Records);
            unreadable.AddRange(again.Unreadable);
            absent.AddRange(again.Absent);
        }
        return new(records, unreadable, absent);
    }

    public static IReadOnlyList<int> ParseAssays(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        Demand(document.RootElement);
        if (document.RootElement.At("IdentifierList", "AID") is not { ValueKind: JsonValueKind.Array } list) throw new SourceUnavailableException("the answer is not as documented (no AID list)");
        List<int> assays = [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var assay) && assay > 0 ? assay : throw new SourceUnavailableException("an assay without a readable number"))];
        if (assays.Count == 0) throw new SourceUnavailableException("an empty list, where “none” is said by a fault");
        return [.. assays.Distinct()];
    }

    public static AssayPage ParseSummaries(byte[] body, IReadOnlyList<int> asked)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        Demand(document.RootElement);
        if (document.RootElement.At("AssaySummaries", "AssaySummary") is not { ValueKind: JsonValueKind.Array } list) throw new SourceUnavailableException("the answer is not as documented (no AssaySummary)");
        var open = asked.ToHashSet();
        var (records, unreadable) = (new List<SourceRecord>(), new List<UnreadableRecord>());
        foreach (var summary in list.EnumerateArray())
        {
            if (summary.At("AID") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var assay) || !open.Remove(assay)) throw new SourceUnavailableException("a summary that was not asked for, or came twice");
            try
            {
                records.Add(AssaySummary.Record(assay, summary));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                unreadable.Add(new(AssaySummary.Id(assay), error.Message));
            }
        }
        return new(records, unreadable, [.. asked.Where(open.Contains).Select(AssaySummary.Id)]);
    }

    private async Task<AssayPage> OnceAsync(IReadOnlyList<int> assays, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"assay/aid/{string.Join(',', assays)}/summary/JSON", cancellationToken);
        if (IsNone(answer)) return new([], [], [.. assays.Select(AssaySummary.Id)]);
        return answer.Ok ? ParseSummaries(answer.Body, assays) : throw Refused(answer);
    }

    // "Request Count status: Yellow (60%), …": slow down at yellow, pause at red, stop at black.
    private async Task<SourceAnswer> AskAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(path, BodyForm.Json, cancellationToken);
        var light = answer.Header("X-Throttling-Control") ?? "";
        if (light.Contains("Black", StringComparison.OrdinalIgnoreCase)) throw new SourceUnavailableException("PubChem has blocked further requests for a time") { NotBefore = time.GetUtcNow() + TimeSpan.FromHours(1) };
        if (light.Contains("Red", StringComparison.OrdinalIgnoreCase)) await Task.Delay(AtRed, time, cancellationToken);
        else if (light.Contains("Yellow", StringComparison.OrdinalIgnoreCase)) await Task.Delay(AtYellow, time, cancellationToken);
        return answer;
    }

    private static bool IsNone(SourceAnswer answer) => answer.Status == HttpStatusCode.NotFound && BodyForms.Fault(answer.Body, BodyForm.Json) is null && Code(answer.Body) == "PUGREST.NotFound";

    private static string Code(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.At("Fault", "Code").Text(60) : "";
    }

    private static void Demand(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (root.TryGetProperty("Fault", out var fault)) throw new SourceUnavailableException($"PubChem answered with a fault: “{PlainText.Shorten(PlainText.Clean(fault.ToString()), 160)}”");
    }

    private static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
