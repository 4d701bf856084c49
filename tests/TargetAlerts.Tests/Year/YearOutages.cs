using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Year;

/// <summary>Times in which a source or the relay is down.</summary>
internal sealed class YearOutages(UpstreamHost upstream, YearRoute route, YearDice dice)
{
    private static readonly FaultKind[] Kinds = [FaultKind.Status, FaultKind.Html, FaultKind.CutBody, FaultKind.ErrorObject];
    private readonly Dictionary<UpstreamSource, DateTimeOffset> _until = [];
    private readonly Dictionary<UpstreamSource, DateTimeOffset> _held = [];
    private DateTimeOffset _relay;

    public int OfSources { get; private set; }

    public int OfRelay { get; private set; }

    public void Pass(DateTimeOffset now)
    {
        foreach (var source in Enum.GetValues<UpstreamSource>())
        {
            if (!_until.ContainsKey(source) && dice.Chance(0.008)) Begin(source, now);
        }
        if (_until.Values.Any(until => until <= now))
        {
            foreach (var over in _until.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList()) _until.Remove(over);
            upstream.Faults.Clear();
            foreach (var source in _until.Keys) upstream.Faults.Add(new(new(source), FaultKind.Status, Fault.Always) { Status = 503 });
        }
        if (route.Mood != RelayMood.Well && _relay <= now) route.Mood = RelayMood.Well;
        else if (route.Mood == RelayMood.Well && dice.Chance(0.012)) BeginRelay(now);
    }

    /// <summary>Whether a check may come back without a result: while a fault is there, and as long as the source asked to be left alone.</summary>
    public bool Excuses(string source, DateTimeOffset now)
    {
        var which = source == "pubmed" ? UpstreamSource.PubMed : UpstreamSource.ClinicalTrials;
        if (!_until.ContainsKey(which)) return _held.GetValueOrDefault(which) > now;
        _held[which] = now.AddHours(2);
        return true;
    }

    public void End()
    {
        _until.Clear();
        upstream.Faults.Clear();
        (route.Mood, route.Odd) = (RelayMood.Well, false);
    }

    private void Begin(UpstreamSource source, DateTimeOffset now)
    {
        OfSources++;
        _until[source] = now.AddHours(dice.Chance(0.3) ? dice.Between(48, 240) : dice.Between(3, 47));
        var status = dice.Pick<int>([503, 500, 429]);
        upstream.Faults.Add(new(new(source), dice.Pick(Kinds), Fault.Always) { Status = status, RetryAfter = dice.Chance(0.5) ? TimeSpan.FromHours(2) : null });
    }

    private void BeginRelay(DateTimeOffset now)
    {
        OfRelay++;
        route.Mood = dice.Pick<RelayMood>([RelayMood.Refusing, RelayMood.Busy, RelayMood.LoginRefused]);
        _relay = now.AddHours(dice.Chance(0.2) ? dice.Between(100, 170) : dice.Between(2, 60));
    }
}
