using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.EuropePmc;

/// <summary>/search and /searchPOST, core answers in JSON.</summary>
internal sealed class EuropePmcStandIn(EuropePmcModel model) : IStandIn
{
    private const string Json = "application/json", EmptyEnvelope = """{"version":"6.9"}""";

    public UpstreamSource Source => UpstreamSource.EuropePmc;

    public string Prefix => "/europepmc/webservices/rest/";

    public string Endpoint(string rest) => rest is "search" or "searchPOST" ? "search" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Endpoint != "search")
            return new Answer(404, "text/html", "<html><body>Not found</body></html>");
        if (ask.QueryString.Length > 12_000)
            return new Answer(414, "text/html", "<html><body>Request-URI Too Large</body></html>");
        var query = ask.Parameters["query"];
        if (ask.Fault == FaultKind.ErrorObject || string.IsNullOrWhiteSpace(query))
            return Error("Missing or empty query parameter");
        if (!int.TryParse(ask.Parameters["pageSize"] ?? "25", NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > 1000)
            return Error("Invalid page size provided. Valid size is between 1 and 1000");
        if (Offset(ask.Parameters["cursorMark"] ?? "*") is not { } start || ask.Parameters["sort"] is { Length: > 0 })
            return new Answer(200, Json, EmptyEnvelope);
        return new Answer(200, Json, Page(query, start, size, ask).ToJsonString(Texts.PlainJson));
    }

    private JsonObject Page(string query, int start, int size, Ask ask)
    {
        var all = model.Rows.Where(PmcQuery.Parse(query)).ToList();
        var shown = ask.Fault switch
        {
            FaultKind.EmptyTotal => [],
            FaultKind.RepeatedPage => all.Skip(Math.Max(0, start - size)).Take(size),
            FaultKind.MissingPage => all.Skip(start + size).Take(size),
            FaultKind.MissingRecords => all.Skip(start).Take(Math.Min(size, all.Count - start) / 2),
            _ => all.Skip(start).Take(size),
        };
        var json = new JsonObject { ["version"] = "6.9", ["hitCount"] = ask.Fault == FaultKind.EmptyTotal ? 0 : all.Count + ask.TotalShift + (all.Count > 0 ? model.Undelivered : 0) };
        var rows = shown.Select(PmcJson.Render).ToList();
        // The page with the last hit still carries a cursor; the empty one after it does not.
        if (rows.Count > 0)
            json["nextCursorMark"] = Mark(start + size);
        json["request"] = new JsonObject { ["queryString"] = query, ["resultType"] = ask.Parameters["resultType"], ["pageSize"] = size, ["synonym"] = false };
        if (ask.Fault != FaultKind.MissingElement)
            json["resultList"] = new JsonObject { ["result"] = new JsonArray([.. rows]) };
        return json;
    }

    private static Answer Error(string message) => new(200, Json, new JsonObject { ["errCode"] = 404, ["errMsg"] = message }.ToJsonString());

    // With the characters that must be escaped.
    private static string Mark(int start) => $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(start.ToString("D7", CultureInfo.InvariantCulture)))}+/==";

    // One that was escaped twice gives the first page again, as the real one does.
    private static int? Offset(string mark)
    {
        if (mark is "*" or "%2A")
            return 0;
        if (!mark.EndsWith("+/==", StringComparison.Ordinal))
            return null;
        var bytes = new byte[16];
        return Convert.TryFromBase64String(mark[..^4], bytes, out var count) && int.TryParse(Encoding.ASCII.GetString(bytes, 0, count), CultureInfo.InvariantCulture, out var start) ? start : null;
    }
}
