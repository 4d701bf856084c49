using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Reporter;

/// <summary>One page of /projects/search.</summary>
internal sealed record ReporterPage(int Total, IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable)
{
    public IEnumerable<string> Ids => Records.Select(record => record.Id).Concat(Unreadable.Select(record => record.Id));

    /// <exception cref="SourceUnavailableException">An error inside a 200, no list, no total, a project without a readable number.</exception>
    public static ReporterPage Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Odd("no object");
        if (!root.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array) throw Odd("no results");
        if (!root.TryGetProperty("meta", out var meta) || meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty("total", out var number)
            || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var total) || total < 0) throw Odd("no total");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var project in results.EnumerateArray())
        {
            var id = ReporterProject.Id(project) ?? throw new SourceUnavailableException("a project without a readable number");
            try
            {
                records.Add(ReporterProject.Record(id, project));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new(total, records, unreadable);
    }

    private static SourceUnavailableException Odd(string what) => new($"the answer is not as documented ({what})");
}
