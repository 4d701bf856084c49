using TargetAlerts.Checks;

namespace TargetAlerts.Digests;

/// <summary>From when on the changes of some watches are recorded: what was there before was stored silently.</summary>
/// <param name="First">Of the watch that was the first.</param>
/// <param name="Whole">Of all of them.</param>
internal sealed record RecordedSince(DateTimeOffset First, DateTimeOffset Whole)
{
    private readonly Dictionary<(string Target, string Source), DateTimeOffset> _begins = [];

    /// <summary>Null where none of them has been read whole yet.</summary>
    public static RecordedSince? Of(IEnumerable<Watch> watches)
    {
        var begun = watches.Where(watch => watch.BaselineAt is not null).ToList();
        if (begun.Count == 0) return null;
        var recorded = new RecordedSince(begun.Min(watch => watch.BaselineAt!.Value), begun.Max(watch => watch.BaselineAt!.Value));
        foreach (var watch in begun) recorded._begins[(watch.Target, watch.Source)] = watch.BaselineAt!.Value;
        return recorded;
    }

    public DateTimeOffset? Of(string target, string source) => _begins.TryGetValue((target, source), out var begun) ? begun : null;

    /// <summary>Stands over every mail, figure and document that is rebuilt from dates.</summary>
    public string Caution
    {
        get
        {
            var day = Phrases.Day(DateOnly.FromDateTime(Whole.UtcDateTime));
            return $"Estimate: {(First.UtcDateTime.Date == Whole.UtcDateTime.Date ? "nothing" : "not every source")} was recorded before {day}. "
                + "What was new then is rebuilt from the dates the sources give; what changed or was withdrawn cannot be.";
        }
    }
}
