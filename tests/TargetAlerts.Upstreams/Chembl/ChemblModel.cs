using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.Chembl;

/// <summary>The database of the stand-in ChEMBL. What is put in shows at once; its release moves only when told.</summary>
public sealed class ChemblModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _tables = new()
    {
        ["activity"] = [],
        ["mechanism"] = [],
        ["molecule"] = [],
        ["drug_indication"] = [],
        ["document"] = [],
        ["target"] = [],
    };

    private int _release = 36;

    /// <summary>"ChEMBL_36".</summary>
    public string Version => $"ChEMBL_{_release}";

    /// <summary>The day of the release.</summary>
    public DateOnly ReleaseDate { get; private set; } = new(2025, 7, 28);

    /// <summary>"UP" when all is well.</summary>
    public string State { get; set; } = "UP";

    /// <summary>The next release is out.</summary>
    public void Release()
    {
        _release++;
        ReleaseDate = ReleaseDate.AddMonths(4);
    }

    public void Add(params IEnumerable<ChemblActivityRow> rows) => Put("activity", rows.Select(row => (Key(row.Id), row.Json())));

    public void Add(params IEnumerable<ChemblMechanismRow> rows) => Put("mechanism", rows.Select(row => (Key(row.Id), row.Json())));

    public void Add(params IEnumerable<ChemblMoleculeRow> rows) => Put("molecule", rows.Select(row => (row.Id, row.Json())));

    public void Add(params IEnumerable<ChemblIndicationRow> rows) => Put("drug_indication", rows.Select(row => (Key(row.Id), row.Json())));

    public void Add(params IEnumerable<ChemblDocumentRow> rows) => Put("document", rows.Select(row => (row.Id, row.Json())));

    public void Add(params IEnumerable<ChemblTargetRow> rows) => Put("target", rows.Select(row => (row.Id, row.Json())));

    /// <summary>Takes a row of a resource ("activity") away.</summary>
    public bool Delete(string resource, string id)
    {
        lock (_gate)
            return _tables[resource].Remove(long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? Key(number) : id);
    }

    /// <summary>Changes a member of an activity as it is served.</summary>
    public void Change(long activity, string member, JsonNode? value)
    {
        lock (_gate)
        {
            var changed = (JsonObject)_tables["activity"][Key(activity)].DeepClone();
            changed[member] = value;
            _tables["activity"][Key(activity)] = changed;
        }
    }

    internal IReadOnlyList<JsonObject>? Rows(string resource)
    {
        lock (_gate)
            return _tables.TryGetValue(resource, out var table) ? [.. table.Values] : null;
    }

    private void Put(string resource, IEnumerable<(string Key, JsonObject Json)> rows)
    {
        lock (_gate)
        {
            foreach (var (key, json) in rows)
                _tables[resource][key] = json;
        }
    }

    private static string Key(long id) => id.ToString("D12", CultureInfo.InvariantCulture);
}
