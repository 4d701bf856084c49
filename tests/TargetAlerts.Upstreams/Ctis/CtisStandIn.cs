using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Ctis;

/// <summary>The portal's search (POST) and the details of one trial; any other path is the portal's own page, with status 200.</summary>
internal sealed class CtisStandIn(CtisModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Ctis;

    public string Prefix => "/ctis/ctis-public-api/";

    public string Endpoint(string rest) => rest.StartsWith("retrieve/", StringComparison.Ordinal) ? "retrieve" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Endpoint == "retrieve" && ask.Method == "GET")
            return new Answer(200, Json, ask.Fault == FaultKind.ErrorObject ? "{\"error\":\"stand-in fault\"}" : CtisJson.Details(model.Find(ask.Rest["retrieve/".Length..])).ToJsonString(Texts.PlainJson));
        if (ask.Endpoint != "search")
            return new Answer(200, "text/html", "<!doctype html><html><body><app-root></app-root></body></html>");
        if (ask.Method != "POST")
            return new Answer(403, "text/html", "<html><body>Forbidden</body></html>");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"error\":\"stand-in fault\"}");
        return Search(ask);
    }

    private Answer Search(Ask ask)
    {
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(ask.Body);
        }
        catch (JsonException)
        {
            return new Answer(400, Json, "{}");
        }
        // Without sort or criteria the answer is broken.
        if (body?["sort"]?["property"] is null || body["searchCriteria"] is not JsonObject criteria || body["pagination"] is not JsonObject pages)
            return new Answer(200, Json, "{\"data\":null}");
        var (page, size) = (pages["page"]!.GetValue<int>(), pages["size"]!.GetValue<int>());
        if (criteria.Any(criterion => criterion.Key is not ("containAll" or "containAny" or "number")))
            return new Answer(501, "text/plain", "this stand-in does not evaluate the criterion");
        List<CtisEntry> all = ask.Fault == FaultKind.EmptyTotal || page < 1 ? [] : [.. model.All().Where(trial => criteria.All(criterion => Fits(trial, criterion.Key, criterion.Value!.GetValue<string>())))];
        var shown = ask.Fault switch
        {
            FaultKind.RepeatedPage => all.Skip(Math.Max(0, page - 2) * size).Take(size),
            FaultKind.MissingPage => all.Skip(page * size).Take(size),
            FaultKind.MissingRecords => all.Skip((page - 1) * size).Take(Math.Min(size, all.Count) / 2),
            _ => all.Skip((page - 1) * size).Take(size),
        };
        return new Answer(200, Json, CtisJson.Page(shown, page, size, all.Count + ask.TotalShift, ask.Fault == FaultKind.MissingElement).ToJsonString(Texts.PlainJson));
    }

    private static bool Fits(CtisEntry trial, string criterion, string words)
    {
        if (criterion == "number")
            return trial.Number.StartsWith(words, StringComparison.Ordinal);
        var text = Texts.Normalise(string.Join(' ', trial.Title, trial.Product, trial.Conditions, trial.PrimaryEndPoint));
        var parts = words.Split(' ').Select(Texts.Normalise);
        return criterion == "containAll" ? parts.All(part => Texts.Holds(text, part)) : parts.Any(part => Texts.Holds(text, part));
    }
}

internal static class CtisJson
{
    public static JsonObject Page(IEnumerable<CtisEntry> trials, int page, int size, int total, bool bare)
    {
        var pages = (total + size - 1) / size;
        var answer = new JsonObject
        {
            ["showWarning"] = false,
            ["pagination"] = new JsonObject { ["totalRecords"] = total, ["currentPage"] = page, ["totalPages"] = pages, ["nextPage"] = page < pages, ["prevPage"] = page > 1 },
        };
        if (!bare)
            answer["data"] = new JsonArray([.. trials.Select(Row)]);
        return answer;
    }

    public static JsonObject Details(CtisEntry? trial) => trial is null ? [] : new JsonObject
    {
        ["ctNumber"] = trial.Number,
        ["ctStatus"] = "Authorised",
        ["ctPublicStatusCode"] = trial.Status,
        ["decisionDate"] = trial.Decided.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["authorizedApplication"] = new JsonObject
        {
            ["authorizedPartI"] = new JsonObject
            {
                ["trialDetails"] = new JsonObject
                {
                    ["clinicalTrialIdentifiers"] = new JsonObject
                    {
                        ["fullTitle"] = trial.Title,
                        ["secondaryIdentifyingNumbers"] = new JsonObject { ["nctNumber"] = trial.NctNumber is null ? null : new JsonObject { ["id"] = 1, ["number"] = trial.NctNumber } },
                    },
                    ["associatedClinicalTrials"] = new JsonArray(new JsonObject { ["nctNumber"] = "NCT99999999" }),
                },
            },
        },
    };

    private static JsonObject Row(CtisEntry trial)
    {
        var row = new JsonObject
        {
            ["ctNumber"] = trial.Number,
            ["ctStatus"] = trial.Status,
            ["ctTitle"] = trial.Title,
            ["shortTitle"] = "",
            ["conditions"] = trial.Conditions,
            ["trialCountries"] = new JsonArray([.. trial.Countries.Select(country => JsonValue.Create(country))]),
            ["decisionDateOverall"] = Day(trial.Decided),
            ["decisionDate"] = $"HU: {Day(trial.Decided)}",
            ["sponsor"] = trial.Sponsor,
            ["sponsorType"] = "Educational Institution",
            ["trialPhase"] = trial.Phase,
            ["product"] = trial.Product,
            ["totalNumberEnrolled"] = trial.Enrolled.ToString(CultureInfo.InvariantCulture),
            ["primaryEndPoint"] = trial.PrimaryEndPoint,
            ["resultsFirstReceived"] = trial.Results,
            ["lastUpdated"] = Day(trial.LastUpdated),
            ["lastPublicationUpdate"] = Day(trial.LastUpdated),
        };
        if (trial.Untitled)
            row.Remove("ctTitle");
        return row;
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
