using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.DailyMed;

/// <summary>/spls.json and /spls/{setid}.xml of DailyMed's web services.</summary>
internal sealed class DailyMedStandIn(LabelModel model) : IStandIn
{
    private static readonly HashSet<string> Known = ["drug_name", "name_type", "published_date", "published_date_comparison", "marketing_category_code", "setid", "pagesize", "page"];

    public UpstreamSource Source => UpstreamSource.DailyMed;

    public string Prefix => "/dailymed/services/v2/";

    public string Endpoint(string rest) => rest.StartsWith("spls/", StringComparison.Ordinal) ? "spl" : Path.GetFileNameWithoutExtension(rest);

    public Answer Answer(Ask ask)
    {
        if (ask.Method != "GET")
            return new Answer(405, "text/plain", "Method Not Allowed");
        if (ask.Parameters.All.FirstOrDefault(pair => !Known.Contains(pair.Key)).Key is { } unknown)
            return new Answer(501, "text/plain", $"this stand-in does not evaluate {unknown}");
        return ask.Endpoint switch
        {
            "spls" => List(ask),
            "spl" => Document(ask),
            _ => new Answer(404, "text/plain", "Not Found"),
        };
    }

    private Answer Document(Ask ask)
    {
        var file = ask.Rest["spls/".Length..];
        if (!file.EndsWith(".xml", StringComparison.Ordinal))
            return new Answer(415, "application/json", "{\"error\":\"unsupported media type\"}");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, "application/xml", "<error>stand-in fault</error>");
        if (model.Find(file[..^4]) is not { } label)
            return new Answer(404, "application/xml", "<error>Not Found</error>");
        if (ask.Fault == FaultKind.RepeatedPage)
            label = model.All.First(other => other.SetId != label.SetId);
        return new Answer(200, "application/xml", label.RawXml ?? LabelXml.Write(label, withSetId: ask.Fault != FaultKind.MissingElement));
    }

    private Answer List(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, "application/json", "{\"error\":\"stand-in fault\"}");
        var size = Math.Min(100, int.Parse(ask.Parameters["pagesize"] ?? "100", CultureInfo.InvariantCulture));
        var page = int.Parse(ask.Parameters["page"] ?? "1", CultureInfo.InvariantCulture);
        List<Label> found = ask.Fault == FaultKind.EmptyTotal ? [] : [.. model.All.Where(label => Fits(label, ask.Parameters))];
        var from = ask.Fault switch
        {
            FaultKind.RepeatedPage => Math.Max(0, page - 2) * size,
            FaultKind.MissingPage => page * size,
            _ => (page - 1) * size,
        };
        var shown = found.Skip(from).Take(size).ToList();
        if (ask.Fault == FaultKind.MissingRecords)
            shown = [.. shown.Take(shown.Count / 2)];
        var json = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            json["data"] = new JsonArray([.. shown.Select(Row)]);
        json["metadata"] = new JsonObject
        {
            ["db_published_date"] = model.Built.ToString("MMM dd, yyyy hh:mm:sstt 'EST'", CultureInfo.InvariantCulture),
            ["elements_per_page"] = size,
            ["total_elements"] = found.Count + ask.TotalShift,
            ["total_pages"] = (found.Count + size - 1) / size,
            ["current_page"] = page,
            ["next_page_url"] = "null",
        };
        return new Answer(200, "application/json", json.ToJsonString(Texts.PlainJson));
    }

    private static JsonNode Row(Label label) => new JsonObject
    {
        ["spl_version"] = label.Version,
        ["published_date"] = label.Published.ToString("MMM dd, yyyy", CultureInfo.InvariantCulture),
        ["title"] = label.Title,
        ["setid"] = label.SetId,
    };

    // The real one finds a name inside words too.
    private static bool Fits(Label label, Parameters parameters) =>
        (parameters["drug_name"] is not { } name || label.Title.Contains(name, StringComparison.OrdinalIgnoreCase))
        && (parameters["setid"] is not { } id || label.SetId == id)
        && (parameters["marketing_category_code"] is not { } code || label.Category.Code == code)
        && (parameters["published_date"] is not { } text || Compared(label.Published.CompareTo(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)), parameters["published_date_comparison"]));

    private static bool Compared(int sign, string? comparison) => comparison switch
    {
        "lt" => sign < 0,
        "lte" => sign <= 0,
        "gt" => sign > 0,
        "gte" => sign >= 0,
        _ => sign == 0,
    };
}
