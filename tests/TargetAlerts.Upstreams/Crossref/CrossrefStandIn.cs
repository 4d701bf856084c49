using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Crossref;

/// <summary>/works?filter=doi:… and /works/{doi}.</summary>
internal sealed class CrossrefStandIn(CrossrefModel model) : IStandIn
{
    private const string Json = "application/json";

    private static readonly string[] Known = ["filter", "rows", "select", "mailto", "offset", "cursor", "sort", "order", "query"];

    private static readonly string[] Selectable = ["DOI", "title", "type", "updated-by", "update-to", "relation", "deposited", "indexed", "created", "issued", "container-title", "author"];

    public UpstreamSource Source => UpstreamSource.Crossref;

    public string Prefix => "/crossref/";

    public string Endpoint(string rest) => rest.StartsWith("works/", StringComparison.Ordinal) ? "work" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, Failed("internal", "made up"));
        return ask.Endpoint switch
        {
            "work" => Work(Uri.UnescapeDataString(ask.Rest["works/".Length..])),
            "works" => Works(ask),
            _ => NotFound(),
        };
    }

    private Answer Work(string doi) => model.Find(doi) is { } work
        ? new Answer(200, Json, Message("work", Render(work, null)))
        : NotFound();

    private Answer Works(Ask ask)
    {
        if (ask.Parameters.All.FirstOrDefault(pair => !Known.Contains(pair.Key)).Key is { } unknown)
            return Refusal("parameter-not-allowed", unknown, "This route does not support " + unknown);
        if (!int.TryParse(ask.Parameters["rows"] ?? "20", NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || rows > 1000)
            return Refusal("integer-not-valid", ask.Parameters["rows"]!, "Integer specified as but must be a positive integer less than or equal to 1000.");
        var select = ask.Parameters["select"]?.Split(',');
        if (select?.FirstOrDefault(field => !Selectable.Contains(field) || (field == "updated-by" && !model.SelectsUpdatedBy)) is { } field)
            return Refusal("parameter-not-found", field, $"Select element specified as {field} but there is no such element.");
        var found = new List<CrossrefRecord>();
        foreach (var filter in (ask.Parameters["filter"] ?? "").Split(','))
        {
            if (!filter.StartsWith("doi:", StringComparison.Ordinal))
                return Refusal("filter-not-available", filter, $"Filter {filter} specified but there is no such filter for this route.");
            if (model.Find(filter["doi:".Length..]) is { } work && !found.Contains(work))
                found.Add(work);
        }
        return new Answer(200, Json, Message("work-list", List(found, rows, select, ask)));
    }

    private static JsonObject List(List<CrossrefRecord> found, int rows, string[]? select, Ask ask)
    {
        IEnumerable<CrossrefRecord> shown = ask.Fault switch
        {
            FaultKind.EmptyTotal => [],
            FaultKind.MissingPage => [],
            FaultKind.MissingRecords => found.Take(found.Count / 2),
            FaultKind.RepeatedPage => found.Select(_ => found[0]),
            _ => found.Take(rows),
        };
        var message = new JsonObject { ["facets"] = new JsonObject(), ["total-results"] = ask.Fault == FaultKind.EmptyTotal ? 0 : found.Count + ask.TotalShift, ["items-per-page"] = rows };
        if (ask.Fault != FaultKind.MissingElement)
            message["items"] = new JsonArray([.. shown.Select(work => Render(work, select))]);
        return message;
    }

    private static JsonObject Render(CrossrefRecord work, string[]? select)
    {
        var json = new JsonObject
        {
            // Answers have it in lower case, however it was registered.
            ["DOI"] = work.Doi.ToLowerInvariant(),
            ["type"] = work.Type,
            ["title"] = work.Title is null ? new JsonArray() : new JsonArray(work.Title),
            ["relation"] = new JsonObject(work.Relations.GroupBy(relation => relation.Name).Select(group => KeyValuePair.Create(group.Key,
                (JsonNode?)new JsonArray([.. group.Select(relation => new JsonObject { ["id-type"] = "doi", ["id"] = relation.Doi, ["asserted-by"] = "subject" })])))),
            ["is-referenced-by-count"] = 3,
        };
        if (work.UpdatedBy.Count > 0)
            json["updated-by"] = Updates(work.UpdatedBy);
        if (work.UpdateTo.Count > 0)
            json["update-to"] = Updates(work.UpdateTo);
        foreach (var name in json.Select(member => member.Key).Where(name => select?.Contains(name) == false).ToList())
            json.Remove(name);
        return json;
    }

    private static JsonArray Updates(IReadOnlyList<CrossrefUpdate> updates) => new([.. updates.Select(JsonNode (update) =>
    {
        var json = new JsonObject { ["DOI"] = update.Doi, ["type"] = update.Type, ["label"] = update.Type, ["source"] = update.Source };
        if (update.Updated is { } day)
            json["updated"] = new JsonObject { ["date-time"] = day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture) };
        return json;
    })]);

    private static string Message(string type, JsonObject message) =>
        new JsonObject { ["status"] = "ok", ["message-type"] = type, ["message-version"] = "1.0.0", ["message"] = message }.ToJsonString(Texts.PlainJson);

    // The message is a list where something failed.
    private static string Failed(string type, string message, string value = "") =>
        $$"""{"status":"failed","message-type":"validation-failure","message":[{"type":"{{type}}","value":"{{value}}","message":"{{message}}"}]}""";

    private static Answer Refusal(string type, string value, string message) => new(400, Json, Failed(type, message, value));

    // Plain text that is labelled otherwise.
    private static Answer NotFound() => new(404, Json, "Resource not found.");
}
