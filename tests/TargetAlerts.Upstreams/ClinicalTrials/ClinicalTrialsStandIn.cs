using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The part of the API that is stood in for.</summary>
internal sealed class ClinicalTrialsStandIn(TrialModel model) : IStandIn
{
    private const string Json = "application/json";
    private const string Plain = "text/plain";

    public UpstreamSource Source => UpstreamSource.ClinicalTrials;

    public string Prefix => "/ctgov/api/v2/";

    public string Endpoint(string rest) => rest.StartsWith("studies/", StringComparison.Ordinal) ? "study" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Method != "GET")
            return new Answer(405, Plain, "Method Not Allowed");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"error\":\"stand-in fault\"}");
        try
        {
            return ask.Endpoint switch
            {
                "studies" => new StudiesSearch(model).Answer(ask),
                "study" => Study(ask),
                "version" => Version(ask),
                _ => new Answer(404, Plain, "Not Found"),
            };
        }
        catch (BadRequest problem)
        {
            return new Answer(400, Plain, problem.Message);
        }
    }

    private Answer Study(Ask ask)
    {
        Only(ask, "fields", "format", "markupFormat");
        var id = ask.Rest["studies/".Length..];
        if (!StudyFilter.IsNumber(id))
            throw new BadRequest("NCT number has incorrect format");
        if (model.Entry(id) is not { } trial)
            return new Answer(404, Plain, "NCT number not found");
        if (trial.Trial.NctId != id)
            return new Answer(301, Plain, "") { Location = $"{ask.BasePath}{Prefix}studies/{trial.Trial.NctId}{ask.QueryString}" };
        var fields = FieldSelection.Parse(ask.Parameters["fields"]);
        return new Answer(200, Json, fields.Of(trial, model.DataTimestamp).ToJsonString(Texts.PlainJson));
    }

    private Answer Version(Ask ask)
    {
        Only(ask);
        return new Answer(200, Json, new JsonObject
        {
            ["apiVersion"] = "2.0.5",
            ["dataTimestamp"] = model.DataTimestamp.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        }.ToJsonString());
    }

    private static void Only(Ask ask, params string[] known)
    {
        if (ask.Parameters.All.FirstOrDefault(pair => !known.Contains(pair.Key)).Key is { } unknown)
            throw new BadRequest($"`{unknown}` is unknown parameter");
    }
}
