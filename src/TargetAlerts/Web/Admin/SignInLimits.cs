namespace TargetAlerts.Web.Admin;

/// <summary>Five failed sign-ins a minute from one network address and for one name, known or not. Each node counts for itself.</summary>
internal sealed class SignInLimits(TimeProvider time)
{
    public const int Most = 5;

    // Names are whatever strangers type: what is remembered of them must stay small.
    private const int Remembered = 10_000;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _tries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a try before it is judged, so that many at once are no way around. False: too many.</summary>
    public bool TryBegin(string address, string name)
    {
        var now = time.GetUtcNow();
        string[] keys = [$"a:{address}", $"n:{name}"];
        lock (_lock)
        {
            if (_tries.Count > Remembered) Forget(now);
            if (_tries.Count > Remembered || keys.Any(key => Recent(key, now) >= Most)) return false;
            foreach (var key in keys) (_tries.TryGetValue(key, out var tries) ? tries : _tries[key] = []).Add(now);
            return true;
        }
    }

    /// <summary>It was right: the name and the address start anew.</summary>
    public void Succeeded(string address, string name)
    {
        lock (_lock)
        {
            _tries.Remove($"a:{address}");
            _tries.Remove($"n:{name}");
        }
    }

    private int Recent(string key, DateTimeOffset now)
    {
        if (!_tries.TryGetValue(key, out var tries)) return 0;
        tries.RemoveAll(at => now - at >= Span);
        if (tries.Count == 0) _tries.Remove(key);
        return tries.Count;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var key in _tries.Keys.ToList()) _ = Recent(key, now);
    }
}
