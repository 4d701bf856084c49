using System.Globalization;

namespace TargetAlerts.Upstreams.Ctis;

/// <summary>A trial of the stand-in portal.</summary>
public sealed record CtisEntry(string Number, string Title)
{
    /// <summary>The code of its status.</summary>
    public int Status { get; init; } = 4;

    public string Product { get; init; } = "Sertraline";

    public string Conditions { get; init; } = "Depression";

    /// <summary>"Hungary:2": country and sites.</summary>
    public IReadOnlyList<string> Countries { get; init; } = ["Hungary:2"];

    public DateOnly Decided { get; init; } = new(2025, 10, 7);

    public string Sponsor { get; init; } = "University Of Nowhere";

    public string Phase { get; init; } = "Therapeutic use (Phase IV)";

    public string PrimaryEndPoint { get; init; } = "Made-up score at week 6";

    public int Enrolled { get; init; } = 350;

    public string Results { get; init; } = "No";

    /// <summary>Moves with every change.</summary>
    public DateOnly LastUpdated { get; init; }

    /// <summary>In its details alone.</summary>
    public string? NctNumber { get; init; }

    /// <summary>Leaves the title out.</summary>
    public bool Untitled { get; init; }
}

/// <summary>The trials of the stand-in portal.</summary>
public sealed class CtisModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, CtisEntry> _trials = new(StringComparer.Ordinal);

    internal CtisModel(UpstreamModel model) => _model = model;

    /// <summary>A number for a place in a list.</summary>
    public static string Number(int at, int resubmission = 0) => string.Create(CultureInfo.InvariantCulture, $"2099-{500_000 + at:D6}-15-{resubmission:D2}");

    /// <summary>Adds a trial, or replaces the one with its number; updated today unless it says when.</summary>
    public void Add(CtisEntry trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (_gate)
            _trials[trial.Number] = trial.LastUpdated == default ? trial with { LastUpdated = _model.Today } : trial;
    }

    /// <summary>Changes a trial today.</summary>
    public void Change(string number, Func<CtisEntry, CtisEntry> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _trials[number] = change(_trials[number]) with { LastUpdated = _model.Today };
    }

    /// <summary>Takes a trial away.</summary>
    public void Delete(string number)
    {
        lock (_gate)
            _trials.Remove(number);
    }

    internal CtisEntry? Find(string number)
    {
        lock (_gate)
            return _trials.GetValueOrDefault(number);
    }

    internal IReadOnlyList<CtisEntry> All()
    {
        lock (_gate)
            return [.. _trials.Values.OrderByDescending(trial => trial.Decided).ThenBy(trial => trial.Number, StringComparer.Ordinal)];
    }
}
