using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.OpenFda;

namespace TargetAlerts.Tests.Sources.OpenFda;

/// <summary>Made-up applications, recalls and shortages, and a service that knows some.</summary>
internal static class FdaRows
{
    public const string Source = "openfda", Apps = "drugsfda", Recalls = "enforcement", Shortages = "shortages";

    public static readonly DrugTarget Target = new()
    {
        Symbol = "SERT",
        Name = "made-up profile of two drugs",
        Names = [new("SERT protein")],
        Drugs = [new("sertraline"), new("citalopram")],
    };

    public static string Number(int at) => $"NDA{990_000 + at}";

    public static JsonObject Submission(string type, int number, string status, string date, string code = "", string priority = "STANDARD") => new()
    {
        ["submission_type"] = type,
        ["submission_number"] = number.ToString(CultureInfo.InvariantCulture),
        ["submission_status"] = status,
        ["submission_status_date"] = date,
        ["submission_class_code"] = code,
        ["review_priority"] = priority,
        ["application_docs"] = new JsonArray(),
    };

    public static JsonObject Application(string number, string ingredient = "SERTRALINE HYDROCHLORIDE", bool tentative = false) => new()
    {
        ["application_number"] = number,
        ["sponsor_name"] = "MADE-UP PHARMA",
        ["products"] = new JsonArray(new JsonObject
        {
            ["product_number"] = "001",
            ["brand_name"] = "MADEUPLINE",
            ["dosage_form"] = "TABLET",
            ["active_ingredients"] = new JsonArray(new JsonObject { ["name"] = ingredient, ["strength"] = "50MG" }),
            ["marketing_status"] = "Prescription",
        }),
        ["submissions"] = new JsonArray(Submission("ORIG", 1, tentative ? "TA" : "AP", "20100301", "TYPE 3"), Submission("SUPPL", 1, "AP", "20120301", "LABELING")),
        ["openfda"] = new JsonObject(),
    };

    public static JsonObject Recall(string number, string day, int id = 90001, string klass = "Class II", string product = "Sertraline tablets 50 mg, made up, 30 a bottle") => new()
    {
        ["recall_number"] = number,
        ["event_id"] = id.ToString(CultureInfo.InvariantCulture),
        ["status"] = "Ongoing",
        ["classification"] = klass,
        ["product_type"] = "Drugs",
        ["product_description"] = product,
        ["reason_for_recall"] = "Made-up impurity above the limit.",
        ["recalling_firm"] = "Made-up Packaging",
        ["report_date"] = day,
        ["recall_initiation_date"] = "20260101",
        ["openfda"] = new JsonObject(),
    };

    public static JsonObject Shortage(string ndc, string status = "Current", string type = "New") => new()
    {
        ["generic_name"] = "Sertraline Hydrochloride Tablet",
        ["company_name"] = "Made-up Generics",
        ["package_ndc"] = ndc,
        ["presentation"] = $"Sertraline, made-up package {ndc}",
        ["status"] = status,
        ["availability"] = "Limited Availability",
        ["initial_posting_date"] = "01/14/2026",
        ["update_date"] = "02/14/2026",
        ["update_type"] = type,
    };

    public static async Task<TestService> KnownAsync(Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            for (var at = 1; at <= 12; at++) model.Fda.Put(Apps, Number(at), Application(Number(at)));
            model.Fda.Put(Apps, "other", Application("NDA980001", "MADEUPINE"));
            model.Fda.Put(Recalls, "D-0001-2026", Recall("D-0001-2026", "20260204"));
            model.Fda.Put(Recalls, "D-0002-2026", Recall("D-0002-2026", "20260204", product: "Sertraline tablets 100 mg, made up"));
            model.Fda.Put(Recalls, "D-0003-2025", Recall("D-0003-2025", "20250204", 90002));
            model.Fda.Put(Shortages, "1", Shortage("0000-0001"));
            model.Fda.Put(Shortages, "2", Shortage("0000-0002"));
            fill?.Invoke(model);
        }, targets: [Target], sources: [UpstreamSource.OpenFda]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Source)).Outcome);
        return service;
    }

    public static async Task<CheckReport> NextAsync(this TestService service, bool full = false)
    {
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source, full);
    }

    /// <summary>The day goes on, and what the action does is of the new one.</summary>
    public static async Task<CheckReport> LaterAsync(this TestService service, Action<FdaModel> happen, double days = 1)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        happen(service.Model.Fda);
        return await service.NextAsync();
    }
}
