using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.OpenFda;

/// <summary>The rows of the stand-in openFDA, by endpoint ("drugsfda", "enforcement", "shortages") and a key of the test's own.</summary>
public sealed class FdaModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _rows = new()
    {
        ["drugsfda"] = new(StringComparer.Ordinal),
        ["enforcement"] = new(StringComparer.Ordinal),
        ["shortages"] = new(StringComparer.Ordinal),
    };

    private readonly Dictionary<string, DateOnly> _loaded;

    internal FdaModel(UpstreamModel model)
    {
        _model = model;
        _loaded = _rows.Keys.ToDictionary(endpoint => endpoint, _ => model.Today);
    }

    /// <summary>Adds a row, or replaces the one of that key; the endpoint is loaded anew today.</summary>
    public void Put(string endpoint, string key, JsonObject row)
    {
        lock (_gate)
        {
            _rows[endpoint][key] = row;
            Loaded(endpoint);
        }
    }

    /// <summary>Changes a row.</summary>
    public void Change(string endpoint, string key, Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            var row = _rows[endpoint][key].DeepClone().AsObject();
            change(row);
            _rows[endpoint][key] = row;
            Loaded(endpoint);
        }
    }

    /// <summary>Takes a row away.</summary>
    public bool Delete(string endpoint, string key)
    {
        lock (_gate)
        {
            Loaded(endpoint);
            return _rows[endpoint].Remove(key);
        }
    }

    /// <summary>Loads an endpoint's data anew, without news. A day is all that tells of it: that of a second load on one day is the next.</summary>
    public void Load(string endpoint)
    {
        lock (_gate)
            _loaded[endpoint] = _loaded[endpoint] < _model.Today ? _model.Today : _loaded[endpoint].AddDays(1);
    }

    internal (IReadOnlyList<JsonObject> Rows, string Loaded)? Read(string endpoint)
    {
        lock (_gate)
            return _rows.TryGetValue(endpoint, out var rows) ? ([.. rows.Values], _loaded[endpoint].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
    }

    private void Loaded(string endpoint)
    {
        if (_loaded[endpoint] < _model.Today)
            _loaded[endpoint] = _model.Today;
    }
}
