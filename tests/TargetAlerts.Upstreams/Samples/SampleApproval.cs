using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>openFDA: applications of Drugs@FDA, recalls and shortages in turn.</summary>
internal sealed class SampleApproval(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    private static readonly string[] Endpoints = ["drugsfda", "enforcement", "shortages"];

    public override void Publish()
    {
        foreach (var endpoint in Endpoints)
            Model.Fda.Load(endpoint);
    }

    protected override void Put(SampleTopic topic, int at, DateOnly day) => Model.Fda.Put(Endpoint(at), Key(topic, at), Endpoint(at) switch
    {
        "drugsfda" => Application(topic, at, day),
        "enforcement" => Recall(topic, at, day),
        _ => Shortage(topic, at, day),
    });

    protected override void Change(SampleTopic topic, int at, int scene) => Model.Fda.Change(Endpoint(at), Key(topic, at), row =>
    {
        switch (Endpoint(at))
        {
            case "drugsfda":
                row["submissions"]!.AsArray().Add((JsonNode)Submission("SUPPL", 100 + scene, Model.Today, scene % 2 == 0 ? "EFFICACY" : "LABELING", scene % 2 == 0 ? "PRIORITY" : "901 REQUIRED"));
                break;
            case "enforcement":
                (row["classification"], row["status"]) = scene % 2 == 0 ? ("Class I", "Ongoing") : ((string?)row["classification"] == "Class I" ? "Class II" : "Class I", "Terminated");
                break;
            default:
                row["status"] = (string?)row["status"] == "Current" ? "Resolved" : "Current";
                row["update_date"] = Model.Today.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
                break;
        }
    });

    protected override bool Withdraw(SampleTopic topic, int at) => Model.Fda.Delete(Endpoint(at), Key(topic, at));

    private JsonObject Application(SampleTopic topic, int at, DateOnly day) => new()
    {
        ["application_number"] = Key(topic, at),
        ["sponsor_name"] = $"{One(SampleWords.Surnames, topic, at, 1).ToUpperInvariant()} MADE-UP PHARMA",
        ["products"] = new JsonArray([.. new[] { "25MG", "50MG", "100MG" }.Take(1 + (int)(Roll(topic, at, 2) % 3)).Select((strength, product) => new JsonObject
        {
            ["product_number"] = $"{product + 1:D3}",
            ["brand_name"] = $"{Drug(topic, at).Upper[..4]}UMADE",
            ["dosage_form"] = "TABLET;ORAL",
            ["active_ingredients"] = new JsonArray(new JsonObject { ["name"] = $"{Drug(topic, at).Upper} HYDROCHLORIDE", ["strength"] = strength }),
            ["marketing_status"] = product == 2 ? "Discontinued" : "Prescription",
        })]),
        ["submissions"] = new JsonArray(Submission("ORIG", 1, day, "TYPE 3", Roll(topic, at, 3) % 3 == 0 ? "PRIORITY" : "STANDARD"), Submission("SUPPL", 1, day.AddYears(-1), "MANUF (CMC)", "N/A")),
        ["openfda"] = new JsonObject(),
    };

    private static JsonObject Submission(string type, int number, DateOnly day, string code, string priority) => new()
    {
        ["submission_type"] = type,
        ["submission_number"] = number.ToString(CultureInfo.InvariantCulture),
        ["submission_status"] = "AP",
        ["submission_status_date"] = Day(day),
        ["submission_class_code"] = code,
        ["review_priority"] = priority,
        ["application_docs"] = new JsonArray(),
    };

    private JsonObject Recall(SampleTopic topic, int at, DateOnly day) => new()
    {
        ["recall_number"] = Key(topic, at),
        ["event_id"] = (90_000 + Number(topic, at)).ToString(CultureInfo.InvariantCulture),
        ["status"] = One(["Ongoing", "Completed", "Terminated"], topic, at, 4),
        ["classification"] = One(["Class I", "Class II", "Class II", "Class III"], topic, at, 5),
        ["product_type"] = "Drugs",
        ["product_description"] = $"{Drug(topic, at).Capital} Tablets, USP, {25 * (1 + (at % 4))} mg, made up, 30-count bottles, Rx only, NDC 0000-{at:D4}-30",
        ["reason_for_recall"] = One(["CGMP Deviations: made-up nitrosamine impurity above the acceptable intake limit.", "Failed Dissolution Specifications (made up)", "Labeling: Label Mix-up (made up)"], topic, at, 6),
        ["recalling_firm"] = $"{One(SampleWords.Surnames, topic, at, 7)} Made-up Packaging, LLC",
        ["voluntary_mandated"] = "Voluntary: Firm initiated",
        ["report_date"] = Day(day),
        ["recall_initiation_date"] = Day(day.AddDays(-21)),
        ["openfda"] = new JsonObject(),
    };

    private JsonObject Shortage(SampleTopic topic, int at, DateOnly day) => new()
    {
        ["generic_name"] = $"{Drug(topic, at).Capital} Hydrochloride Tablet",
        ["company_name"] = $"{One(SampleWords.Surnames, topic, at, 8)} Generics {at}",
        ["package_ndc"] = $"0000-{at:D4}",
        ["presentation"] = $"{Drug(topic, at).Capital}, Tablet, made-up package of {30 * (1 + (at % 3))}",
        ["status"] = at >= News ? "Current" : One(["Current", "Resolved", "To Be Discontinued"], topic, at, 9),
        ["availability"] = One<string?>(["Available", "Limited Availability", "Unavailable", null], topic, at, 10),
        ["shortage_reason"] = "Demand increase for the drug (made up)",
        ["initial_posting_date"] = day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
        ["update_date"] = day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
        ["update_type"] = "New",
    };

    private static string Endpoint(int at) => Endpoints[at % 3];

    private static string Key(SampleTopic topic, int at) => at % 3 == 1 ? $"D-{Number(topic, at):D6}-2099" : $"NDA{700_000 + Number(topic, at)}";

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
