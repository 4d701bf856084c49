using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Crossref;

/// <summary>A list of works, or a single one. "message" is a list where something failed (SPEC.md section 8).</summary>
internal sealed record CrossrefAnswer(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable)
{
    public IEnumerable<string> Ids => Records.Select(record => record.Id).Concat(Unreadable.Select(record => record.Id));

    /// <exception cref="SourceUnavailableException">A failure inside a 200, a part that must be there is missing, a total that is not what came.</exception>
    public static CrossrefAnswer Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Odd("no object");
        if (Word(root, "status") != "ok") throw new SourceUnavailableException($"the request failed: “{PlainText.Shorten(PlainText.Clean(root.ToString()), 160)}”");
        if (!root.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object) throw Odd("no message");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        if (Word(root, "message-type") == "work")
        {
            Add(message, records, unreadable);
            return new(records, unreadable);
        }
        if (!message.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array) throw Odd("no items");
        if (!message.TryGetProperty("total-results", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var total)) throw Odd("no total-results");
        foreach (var work in items.EnumerateArray()) Add(work, records, unreadable);
        // All DOIs of a batch fit on one page.
        if (total != items.GetArrayLength()) throw new SourceUnavailableException($"the answer is not whole ({total} said, {items.GetArrayLength()} given)");
        return new(records, unreadable);
    }

    private static void Add(JsonElement work, List<SourceRecord> records, List<UnreadableRecord> unreadable)
    {
        if (work.ValueKind != JsonValueKind.Object || Dois.Read(Word(work, "DOI")) is not { } doi) throw new SourceUnavailableException("a work without a readable DOI");
        try
        {
            records.Add(CrossrefWork.Record(doi, work));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            unreadable.Add(new(doi, error.Message));
        }
    }

    private static string Word(JsonElement element, string name) => element.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";

    private static SourceUnavailableException Odd(string what) => new($"the answer is not as documented ({what})");
}
