using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.OpenTargets;

/// <summary>A drug or clinical candidate of a target, as one row.</summary>
public sealed record OpenTargetsDrugRow(string Drug, string Name, string? Stage)
{
    /// <summary>Id and name of each disease.</summary>
    public IReadOnlyList<(string Id, string Name)> Diseases { get; init; } = [];

    /// <summary>Trials of it that were stopped for safety.</summary>
    public IReadOnlyList<string> SafetyStops { get; init; } = [];
}

/// <summary>A disease with its score and the scores of the kinds of evidence.</summary>
public sealed record OpenTargetsDiseaseRow(string Id, string Name, double Score)
{
    public IReadOnlyDictionary<string, double> Types { get; init; } = new Dictionary<string, double> { ["genetic_association"] = 0.5 };
}

/// <summary>What the stand-in platform holds of one target, and how its schema reads. Its release moves only when told.</summary>
public sealed class OpenTargetsModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenTargetsDrugRow> _drugs = [];
    private readonly Dictionary<string, OpenTargetsDiseaseRow> _diseases = [];
    private int _releases;

    /// <summary>The only target known.</summary>
    public string Target { get; set; } = "ENSG00000108576";

    /// <summary>"26", "06": texts, as the real service gives them.</summary>
    public (string Year, string Month, string? Iteration) Release { get; private set; } = ("26", "03", null);

    /// <summary>Fields that the schema has lost.</summary>
    public HashSet<string> Removed { get; } = [];

    public List<string> SafetyEvents { get; } = ["made-up rash"];

    public List<string> Tractable { get; } = ["Approved Drug"];

    /// <summary>Adds a drug, or replaces the one with the same id.</summary>
    public void Add(params IEnumerable<OpenTargetsDrugRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _drugs[row.Drug] = row;
        }
    }

    /// <summary>Adds a disease, or replaces the one with the same id.</summary>
    public void Add(params IEnumerable<OpenTargetsDiseaseRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _diseases[row.Id] = row;
        }
    }

    /// <summary>Takes a drug or a disease away.</summary>
    public bool Delete(string id)
    {
        lock (_gate)
            return _drugs.Remove(id) || _diseases.Remove(id);
    }

    /// <summary>The next release, or a patch of this one, is out.</summary>
    public void Publish(bool patch = false)
    {
        _releases++;
        Release = patch ? (Release.Year, Release.Month, $"{_releases + 1}") : ($"{26 + (_releases / 4)}", $"{(_releases % 4 * 3) + 3:D2}", null);
    }

    internal IReadOnlyList<JsonNode> Drugs()
    {
        lock (_gate)
            return [.. _drugs.Values.Select(Json)];
    }

    internal IReadOnlyList<JsonNode> Diseases()
    {
        lock (_gate)
            return [.. _diseases.Values.OrderByDescending(row => row.Score).Select(Json)];
    }

    private static JsonObject Json(OpenTargetsDrugRow row) => new()
    {
        ["id"] = $"made-up-{row.Drug}",
        ["maxClinicalStage"] = row.Stage,
        ["drug"] = new JsonObject { ["id"] = row.Drug, ["name"] = row.Name },
        ["diseases"] = new JsonArray([.. row.Diseases.Select(disease => new JsonObject { ["disease"] = new JsonObject { ["id"] = disease.Id, ["name"] = disease.Name }, ["diseaseFromSource"] = disease.Name })]),
        ["clinicalReports"] = new JsonArray([.. row.SafetyStops.Select(report => new JsonObject { ["id"] = report, ["trialWhyStopped"] = "made up", ["trialStopReasonCategories"] = new JsonArray("Safety_Sideeffects") })]),
    };

    private static JsonObject Json(OpenTargetsDiseaseRow row) => new()
    {
        ["score"] = row.Score,
        ["disease"] = new JsonObject { ["id"] = row.Id, ["name"] = row.Name },
        ["datatypeScores"] = new JsonArray([.. row.Types.Select(type => new JsonObject { ["id"] = type.Key, ["score"] = type.Value })]),
    };
}
