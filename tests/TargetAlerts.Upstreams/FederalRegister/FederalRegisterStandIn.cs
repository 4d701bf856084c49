using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.FederalRegister;

/// <summary>/documents.json and /documents/{number}.json.</summary>
internal sealed class FederalRegisterStandIn(FederalModel model) : IStandIn
{
    private const string Json = "application/json";
    private const int Reachable = 10_000;

    private static readonly string[] Known =
        ["conditions[agencies][]", "conditions[publication_date][gte]", "conditions[publication_date][lte]", "order", "per_page", "page", "fields[]", "format", "search_after_cursor"];

    public UpstreamSource Source => UpstreamSource.FederalRegister;

    public string Prefix => "/federalregister/api/v1/";

    public string Endpoint(string rest) => rest.StartsWith("documents/", StringComparison.Ordinal) ? "document" : Path.GetFileNameWithoutExtension(rest);

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"errors\":{\"term\":\"stand-in fault\"}}");
        if (ask.Parameters.All.FirstOrDefault(pair => !Known.Contains(pair.Key)).Key is { } unknown)
            return new Answer(400, Json, new JsonObject { ["errors"] = new JsonObject { [unknown] = "is not a valid field" } }.ToJsonString());
        if (ask.Endpoint == "document")
            return One(Path.GetFileNameWithoutExtension(ask.Rest));
        return ask.Endpoint == "documents" ? Page(ask) : new Answer(404, "text/html", "<html><body>Not Found</body></html>");
    }

    private Answer One(string number) => model.All.FirstOrDefault(paper => paper.Number == number) is { } paper
        ? new Answer(200, Json, Write(paper).ToJsonString(Texts.PlainJson))
        : new Answer(404, Json, "{\"status\":404,\"message\":\"Record Not Found\"}");

    private Answer Page(Ask ask)
    {
        var size = int.Parse(ask.Parameters["per_page"] ?? "20", CultureInfo.InvariantCulture);
        if (size is < 2 or > 2000)
            size = 20;
        var page = int.Parse(ask.Parameters["page"] ?? "1", CultureInfo.InvariantCulture);
        List<FederalPaper> found = ask.Fault == FaultKind.EmptyTotal ? [] : [.. model.All.Where(paper => Fits(paper, ask.Parameters))];
        var count = Math.Min(found.Count, Reachable);
        if (count == 0)
            return new Answer(200, Json, "{\"count\":0,\"description\":\"made-up documents\"}");
        var from = ask.Fault switch
        {
            FaultKind.RepeatedPage => Math.Max(0, page - 2) * size,
            FaultKind.MissingPage => page * size,
            _ => (page - 1) * size,
        };
        var shown = found.Take(Reachable).Skip(from).Take(size).ToList();
        if (ask.Fault == FaultKind.MissingRecords)
            shown = [.. shown.Take(shown.Count / 2)];
        var json = new JsonObject
        {
            ["count"] = count + ask.TotalShift,
            ["total_pages"] = Math.Min(50, (count + size - 1) / size),
        };
        // The link drops ".json" and names the real host.
        if (page * size < count && page < 50)
            json["next_page_url"] = $"https://www.federalregister.gov/api/v1/documents?format=json&{string.Join('&', ask.Parameters.All.Where(pair => pair.Key is not ("page" or "format" or "search_after_cursor")).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"))}&page={page + 1}&search_after_cursor=made-up";
        if (ask.Fault != FaultKind.MissingElement)
            json["results"] = new JsonArray([.. shown.Select(paper => (JsonNode)Write(paper))]);
        return new Answer(200, Json, json.ToJsonString(Texts.PlainJson));
    }

    private static bool Fits(FederalPaper paper, Parameters parameters)
    {
        var agencies = parameters.All.Where(pair => pair.Key == "conditions[agencies][]").Select(pair => pair.Value).ToList();
        return (agencies.Count == 0 || agencies.Contains(paper.Agency))
            && (parameters["conditions[publication_date][gte]"] is not { } from || paper.Published >= Day(from))
            && (parameters["conditions[publication_date][lte]"] is not { } to || paper.Published <= Day(to));
    }

    private static JsonObject Write(FederalPaper paper) => new()
    {
        ["document_number"] = paper.Number,
        ["title"] = paper.Title,
        ["type"] = paper.Type,
        ["abstract"] = paper.Abstract,
        ["publication_date"] = Day(paper.Published),
        ["effective_on"] = paper.Effective is { } effective ? Day(effective) : null,
        ["comments_close_on"] = paper.CommentsClose is { } close ? Day(close) : null,
        ["action"] = paper.Action,
        ["agencies"] = new JsonArray(
            new JsonObject { ["name"] = "Health and Human Services Department", ["slug"] = "health-and-human-services-department" },
            new JsonObject { ["name"] = "Made-up name of the agency", ["slug"] = paper.Agency }),
        ["docket_ids"] = new JsonArray("Docket No. FDA-2026-N-0000"),
        ["correction_of"] = null,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
