using System.Globalization;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>The history server: results kept under a WebEnv and a query key.</summary>
internal sealed class History
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<IReadOnlyList<int>>> _sessions = [];
    private int _last;

    public (string WebEnv, int QueryKey) Keep(string? webEnv, IReadOnlyList<int> ids)
    {
        lock (_gate)
        {
            if (webEnv is null || !_sessions.TryGetValue(webEnv, out var session))
            {
                webEnv = string.Create(CultureInfo.InvariantCulture, $"MCID_{++_last:x24}");
                _sessions[webEnv] = session = [];
            }
            session.Add(ids);
            return (webEnv, session.Count);
        }
    }

    public IReadOnlyList<int>? Find(string webEnv, string? queryKey)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(webEnv, out var session)
                && int.TryParse(queryKey, CultureInfo.InvariantCulture, out var key)
                && key >= 1 && key <= session.Count ? session[key - 1] : null;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _sessions.Clear();
    }
}
