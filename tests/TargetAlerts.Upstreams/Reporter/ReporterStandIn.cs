using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Reporter;

/// <summary>POST /projects/search.</summary>
internal sealed class ReporterStandIn(ReporterModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Reporter;

    public string Prefix => "/reporter/v2/";

    public string Endpoint(string rest) => rest == "projects/search" ? "search" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Endpoint != "search")
            return new Answer(404, Json, "{}");
        if (ask.Method != "POST")
            return new Answer(405, "text/plain", "Method Not Allowed");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, """{"error":"stand-in fault"}""");
        try
        {
            var body = JsonNode.Parse(ask.Body)?.AsObject() ?? throw new RefusedSearch("no body");
            return new Answer(200, Json, Page(body, ask).ToJsonString(Texts.PlainJson));
        }
        catch (Exception problem) when (problem is RefusedSearch or JsonException or FormatException)
        {
            return new Answer(400, Json, new JsonObject { ["title"] = "One or more validation errors occurred.", ["errors"] = new JsonArray(problem.Message) }.ToJsonString());
        }
    }

    private JsonObject Page(JsonObject body, Ask ask)
    {
        var criteria = body["criteria"]?.AsObject() ?? [];
        var offset = body["offset"]?.GetValue<int>() ?? 0;
        var limit = body["limit"]?.GetValue<int>() ?? 50;
        if (limit is < 1 or > 500)
            throw new RefusedSearch("limit must be between 1 and 500");
        if (offset > 14_999)
            throw new RefusedSearch("offset must not exceed 14999");
        var found = AwardFilter.Find(model, criteria);
        var shown = ask.Fault switch
        {
            FaultKind.EmptyTotal => [],
            FaultKind.RepeatedPage => found.Skip(Math.Max(0, offset - limit)).Take(limit),
            FaultKind.MissingPage => found.Skip(offset + limit).Take(limit),
            FaultKind.MissingRecords => found.Skip(offset).Take(Math.Min(limit, found.Count - offset) / 2),
            _ => found.Skip(offset).Take(limit),
        };
        var json = new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["search_id"] = "made-up",
                ["total"] = ask.Fault == FaultKind.EmptyTotal ? 0 : found.Count + ask.TotalShift,
                ["offset"] = offset,
                ["limit"] = limit,
                ["properties"] = new JsonObject { ["URL"] = "https:/reporter.nih.gov/search/made-up/projects" },
            },
        };
        if (ask.Fault != FaultKind.MissingElement)
            json["results"] = new JsonArray([.. shown.Select(Render)]);
        return json;
    }

    private static JsonObject Render(ReporterAward award) => new()
    {
        ["appl_id"] = award.ApplId,
        ["subproject_id"] = null,
        ["fiscal_year"] = award.FiscalYear,
        ["project_num"] = award.ProjectNum,
        ["core_project_num"] = award.CoreProjectNum,
        ["organization"] = new JsonObject { ["org_name"] = award.Organisation, ["city"] = null, ["org_country"] = "UNITED STATES" },
        ["award_amount"] = award.Amount,
        ["principal_investigators"] = new JsonArray([.. award.Investigators.Select((name, at) => new JsonObject { ["full_name"] = name, ["is_contact_pi"] = at == 0 })]),
        ["contact_pi_name"] = award.Investigators is [var first, ..] ? first : null,
        ["project_title"] = award.Title,
        ["project_start_date"] = Stamp(award.Start),
        ["project_end_date"] = Stamp(award.End),
        ["award_notice_date"] = Stamp(award.Notice),
        ["date_added"] = Stamp(award.Added),
        ["abstract_text"] = award.Abstract,
        ["project_detail_url"] = string.Create(CultureInfo.InvariantCulture, $"https://reporter.nih.gov/project-details/{award.ApplId}"),
    };

    private static string? Stamp(DateOnly? day) => day?.ToString("yyyy-MM-dd'T00:00:00'", CultureInfo.InvariantCulture);
}
