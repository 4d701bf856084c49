using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.OpenFda;

/// <summary>/drug/{drugsfda|enforcement|shortages}.json.</summary>
internal sealed class OpenFdaStandIn(FdaModel model) : IStandIn
{
    private const string Json = "application/json";

    private const string Allowed = " &@%/\\',._:()\"[]{}-+><=*";

    private static readonly string[] Known = ["search", "sort", "count", "limit", "skip", "search_after", "api_key"];

    public UpstreamSource Source => UpstreamSource.OpenFda;

    public string Prefix => "/openfda/";

    public string Endpoint(string rest) => Path.GetFileNameWithoutExtension(rest);

    public Answer Answer(Ask ask)
    {
        if (model.Read(ask.Endpoint) is not var (rows, loaded) || ask.Rest != $"drug/{ask.Endpoint}.json")
            return new Answer(404, "text/html", "<html><body>Not Found</body></html>");
        if (ask.Fault == FaultKind.ErrorObject)
            return Error(200, "SERVER_ERROR", "stand-in fault");
        if (ask.Parameters.All.FirstOrDefault(pair => !Known.Contains(pair.Key)).Key is { } unknown)
            return Error(400, "BAD_REQUEST", $"Invalid parameter: {unknown}");
        if (ask.Parameters["sort"] is not null || ask.Parameters["count"] is not null)
            return new Answer(501, "text/plain", "this stand-in evaluates neither sort nor count");
        var limit = int.Parse(ask.Parameters["limit"] ?? "1", CultureInfo.InvariantCulture);
        if (limit > 1000)
            return Error(400, "BAD_REQUEST", "Limit cannot exceed 1000 results for search requests.");
        var search = ask.Parameters["search"] ?? "";
        if (search.Any(c => !char.IsAsciiLetterOrDigit(c) && !Allowed.Contains(c, StringComparison.Ordinal)))
            return Error(400, "BAD_REQUEST", "Search not supported");
        try
        {
            var fits = search.Length == 0 ? _ => true : FdaSearch.Parse(search);
            return Page(ask, [.. rows.Where(fits)], loaded, limit);
        }
        catch (FormatException problem)
        {
            return Error(500, "SERVER_ERROR", problem.Message);
        }
    }

    private static Answer Page(Ask ask, List<JsonObject> found, string loaded, int limit)
    {
        var start = ask.Parameters["search_after"] is { } after ? int.Parse(after.Split('=')[^1], CultureInfo.InvariantCulture) : 0;
        if (found.Count <= start || ask.Fault == FaultKind.EmptyTotal)
            return Error(404, "NOT_FOUND", "No matches found!");
        var shown = ask.Fault switch
        {
            FaultKind.RepeatedPage => found.Skip(Math.Max(0, start - limit)).Take(limit),
            FaultKind.MissingPage when start > 0 => found.Skip(start + limit).Take(limit),
            FaultKind.MissingRecords => found.Skip(start).Take(Math.Min(limit, found.Count - start) / 2),
            _ => found.Skip(start).Take(limit),
        };
        var json = new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["disclaimer"] = "These records are made up.",
                ["last_updated"] = loaded,
                ["results"] = new JsonObject { ["skip"] = 0, ["limit"] = limit, ["total"] = found.Count + ask.TotalShift },
            },
        };
        if (ask.Fault != FaultKind.MissingElement)
            json["results"] = new JsonArray([.. shown.Select(row => row.DeepClone())]);
        var next = start + limit;
        // The link is there where the page is full, even if it is the last; it names the real host.
        var link = next > found.Count ? "" : $"<https://api.fda.gov/drug/{ask.Endpoint}.json?search={Uri.EscapeDataString(ask.Parameters["search"] ?? "")}&limit={limit}&skip=0&search_after=0%3D{next}>; rel=\"next\"";
        return new Answer(200, Json, json.ToJsonString(Texts.PlainJson)) { Headers = link.Length == 0 ? new Dictionary<string, string>() : new() { ["Link"] = link } };
    }

    private static Answer Error(int status, string code, string message) =>
        new(status, Json, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());
}
