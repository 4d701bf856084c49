using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>GET /studies: search, paged.</summary>
internal sealed class StudiesSearch(TrialModel model)
{
    private static readonly HashSet<string> Known =
    [
        .. SearchAreas.Parameters, "filter.overallStatus", "filter.ids", "filter.advanced", "postFilter.overallStatus", "postFilter.ids",
        "postFilter.advanced", "format", "markupFormat", "fields", "sort", "countTotal", "pageSize", "pageToken",
    ];

    // Real parameters that would silently give a wrong result here.
    private static readonly HashSet<string> NotSimulated = ["filter.geo", "filter.synonyms", "postFilter.geo", "postFilter.synonyms", "aggFilters", "geoDecay"];

    public Answer Answer(Ask ask)
    {
        var parameters = ask.Parameters;
        if (parameters.All.FirstOrDefault(pair => NotSimulated.Contains(pair.Key)).Key is { } missing)
            return new Answer(501, "text/plain", $"this stand-in does not evaluate `{missing}`");
        if (parameters.All.FirstOrDefault(pair => !Known.Contains(pair.Key)).Key is { } unknown)
            throw new BadRequest($"`{unknown}` is unknown parameter");
        if (parameters["format"] is not (null or "json"))
            return new Answer(501, "text/plain", "this stand-in serves json only");
        return new Answer(200, "application/json", Page(ask).ToJsonString(Texts.PlainJson));
    }

    private JsonObject Page(Ask ask)
    {
        var parameters = ask.Parameters;
        var fields = FieldSelection.Parse(parameters["fields"]);
        var size = PageSize(parameters["pageSize"]);
        var snapshot = model.DataTimestamp;
        var token = string.IsNullOrEmpty(parameters["pageToken"]) ? null : parameters["pageToken"];
        var start = token is null ? 0 : PageToken.Read(token, snapshot, parameters);
        var all = StudySort.Apply(StudyFilter.Find(model, parameters), parameters["sort"]);
        var shown = Shown(all, start, size, ask.Fault);
        var json = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            json["studies"] = new JsonArray([.. shown.Select(trial => (JsonNode)fields.Of(trial, snapshot))]);
        if (token is null && parameters["countTotal"] == "true")
            json["totalCount"] = ask.Fault == FaultKind.EmptyTotal ? 0 : all.Count + ask.TotalShift;
        if (start + size < all.Count && ask.Fault != FaultKind.EmptyTotal)
            json["nextPageToken"] = PageToken.Write(start + size, snapshot, parameters);
        return json;
    }

    private static IEnumerable<IndexedTrial> Shown(IReadOnlyList<IndexedTrial> all, int start, int size, FaultKind? fault) => fault switch
    {
        FaultKind.EmptyTotal => [],
        FaultKind.RepeatedPage => all.Skip(Math.Max(0, start - size)).Take(size),
        FaultKind.MissingPage => all.Skip(start + size).Take(size),
        FaultKind.MissingRecords => all.Skip(start).Take(Math.Min(size, all.Count - start) / 2),
        _ => all.Skip(start).Take(size),
    };

    private static int PageSize(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 10;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > 1000)
            throw new BadRequest("Invalid value in parameter `pageSize`: it must be between 0 and 1000");
        // 0 is read as "the default".
        return size == 0 ? 10 : size;
    }
}
