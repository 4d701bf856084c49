using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.OpenTargets;

/// <summary>A drug or clinical candidate of a target, as one row.</summary>
public sealed record OpenTargetsDrugRow(string Drug, string Name, string? Stage)
{
    /// <summary>Null for the model's own target.</summary>
    public string? Target { get; init; }

    /// <summary>Id and name of each disease.</summary>
    public IReadOnlyList<(string Id, string Name)> Diseases { get; init; } = [];

    /// <summary>Trials of it that were stopped for safety.</summary>
    public IReadOnlyList<string> SafetyStops { get; init; } = [];
}

/// <summary>A disease with its score and the scores of the kinds of evidence.</summary>
public sealed record OpenTargetsDiseaseRow(string Id, string Name, double Score)
{
    /// <summary>Null for the model's own target.</summary>
    public string? Target { get; init; }

    public IReadOnlyDictionary<string, double> Types { get; init; } = new Dictionary<string, double> { ["genetic_association"] = 0.5 };
}

/// <summary>What is said of a target itself.</summary>
public sealed class OpenTargetsGene
{
    public string Symbol { get; set; } = "SLC6A4";

    public List<string> SafetyEvents { get; } = ["made-up rash"];

    public List<string> Tractable { get; } = ["Approved Drug"];
}

/// <summary>What the stand-in platform holds, and how its schema reads. Its release moves only when told.</summary>
public sealed class OpenTargetsModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenTargetsGene> _genes = [];
    private readonly Dictionary<(string Target, string Id), OpenTargetsDrugRow> _drugs = [];
    private readonly Dictionary<(string Target, string Id), OpenTargetsDiseaseRow> _diseases = [];
    private int _releases;

    /// <summary>The target of rows that name none; known even without rows.</summary>
    public string Target { get; set; } = "ENSG00000108576";

    /// <summary>"26", "06": texts, as the real service gives them.</summary>
    public (string Year, string Month, string? Iteration) Release { get; private set; } = ("26", "03", null);

    /// <summary>Fields that the schema has lost.</summary>
    public HashSet<string> Removed { get; } = [];

    /// <summary>What is said of the model's own target.</summary>
    public List<string> SafetyEvents => Of(Target).SafetyEvents;

    /// <summary>A target, which is known from then on.</summary>
    public OpenTargetsGene Of(string target)
    {
        lock (_gate)
            return _genes.TryGetValue(target, out var known) ? known : _genes[target] = new();
    }

    /// <summary>Adds a drug, or replaces the one with the same id.</summary>
    public void Add(params IEnumerable<OpenTargetsDrugRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _drugs[(row.Target ?? Target, row.Drug)] = row;
        }
    }

    /// <summary>Adds a disease, or replaces the one with the same id.</summary>
    public void Add(params IEnumerable<OpenTargetsDiseaseRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _diseases[(row.Target ?? Target, row.Id)] = row;
        }
    }

    /// <summary>Takes a drug or a disease away.</summary>
    public bool Delete(string id, string? target = null)
    {
        lock (_gate)
            return _drugs.Remove((target ?? Target, id)) || _diseases.Remove((target ?? Target, id));
    }

    /// <summary>The next release, or a patch of this one, is out.</summary>
    public void Publish(bool patch = false)
    {
        _releases++;
        Release = patch ? (Release.Year, Release.Month, $"{_releases + 1}") : ($"{26 + (_releases / 4)}", $"{(_releases % 4 * 3) + 3:D2}", null);
    }

    internal OpenTargetsGene? Find(string target)
    {
        lock (_gate)
            return target == Target ? Of(target) : _genes.GetValueOrDefault(target);
    }

    internal IReadOnlyList<JsonNode> Drugs(string target)
    {
        lock (_gate)
            return [.. _drugs.Where(row => row.Key.Target == target).Select(row => Json(row.Value))];
    }

    internal IReadOnlyList<JsonNode> Diseases(string target)
    {
        lock (_gate)
            return [.. _diseases.Where(row => row.Key.Target == target).Select(row => row.Value).OrderByDescending(row => row.Score).Select(Json)];
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
