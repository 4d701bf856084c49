using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Chembl;

/// <summary>Filters by field and type ("activity_id__gt"), order_by, only, limit and offset, over the rows of one resource.</summary>
internal sealed class ChemblQuery
{
    private static readonly string[] Steering = ["limit", "offset", "order_by", "only", "format"];

    private readonly List<Func<JsonObject, bool>> _filters = [];
    private readonly string? _order;
    private readonly string[]? _only;

    private ChemblQuery(Parameters parameters, IReadOnlyList<JsonObject> rows)
    {
        Limit = Number(parameters["limit"], 20, 1000);
        Offset = Number(parameters["offset"], 0, int.MaxValue);
        _order = parameters["order_by"];
        _only = parameters["only"]?.Split(',');
        var known = rows.SelectMany(row => row.Select(member => member.Key)).ToHashSet();
        foreach (var (name, value) in parameters.All.Where(pair => !Steering.Contains(pair.Key)))
            _filters.Add(Filter(name, value, known));
    }

    public int Limit { get; }

    public int Offset { get; }

    /// <summary>True for a question that goes on behind a number: its page before lies below that number.</summary>
    public bool GoesOn { get; private set; }

    public static ChemblQuery Read(Parameters parameters, IReadOnlyList<JsonObject> rows) => new(parameters, rows);

    public IReadOnlyList<JsonObject> Find(IReadOnlyList<JsonObject> rows)
    {
        var found = rows.Where(row => _filters.All(filter => filter(row)));
        return _order switch
        {
            null => [.. found],
            ['-', .. var key] => [.. found.Reverse().OrderByDescending(row => Sortable(row, key), StringComparer.Ordinal)],
            var key => [.. found.OrderBy(row => Sortable(row, key), StringComparer.Ordinal)],
        };
    }

    public JsonObject Cut(JsonObject row) =>
        _only is null ? (JsonObject)row.DeepClone() : new JsonObject(row.Where(member => _only.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private Func<JsonObject, bool> Filter(string name, string value, HashSet<string> known)
    {
        var (field, type) = known.Contains(name) || name.LastIndexOf("__", StringComparison.Ordinal) is not (> 0 and var at) ? (name, "exact") : (name[..at], name[(at + 2)..]);
        if (known.Count > 0 && !known.Contains(field))
            throw new BadRequest($"The '{field}' field does not allow filtering.");
        if (type == "gt")
        {
            GoesOn = long.Parse(value, CultureInfo.InvariantCulture) > 0;
            return row => long.Parse(row[field]!.ToString(), CultureInfo.InvariantCulture) > long.Parse(value, CultureInfo.InvariantCulture);
        }
        var wanted = type switch
        {
            "exact" => [value],
            "in" => value.Split(',').ToHashSet(),
            _ => throw new BadRequest($"'{type}' is not an allowed filter on the '{field}' field."),
        };
        return row => row[field] is { } held && wanted.Contains(held.ToString());
    }

    private static string Sortable(JsonObject row, string key) =>
        row[key]?.ToString() is { } text ? long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number.ToString("D12", CultureInfo.InvariantCulture) : text : "";

    private static int Number(string? text, int otherwise, int most) =>
        text is null ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, most) : throw new BadRequest($"Invalid number '{text}'");
}
