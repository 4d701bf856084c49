using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Subscribers;

/// <summary>A request, checked at once, to be applied to an alert; what it does not say stays as it is.</summary>
internal sealed class AlertEdit
{
    private readonly IReadOnlyList<string>? _targets;
    private readonly IReadOnlyList<string>? _sources;
    private readonly IReadOnlyList<RecordKind>? _kinds;
    private readonly IReadOnlyList<ChangeKind>? _changes;
    private readonly Severity? _lowest;
    private readonly IReadOnlyList<string>? _terms;
    private readonly IReadOnlyList<string>? _notTerms;
    private readonly bool? _heartbeat;
    private readonly bool? _textOnly;
    private readonly (bool Said, int? Most) _perSection;
    private readonly Frequency? _frequency;
    private readonly DayOfWeek? _weekday;
    private readonly TimeOnly? _at;
    private readonly string? _zone;

    /// <exception cref="UsageException">A value is not allowed.</exception>
    public AlertEdit(AlertChoices choices, AlertRequest request)
    {
        if (request.Targets.Count > 0) _targets = choices.Targets(request.Targets);
        if (request.Sources.Count > 0) _sources = choices.Sources(request.Sources);
        if (request.Kinds.Count > 0) _kinds = AlertChoices.Several<RecordKind>("kind", request.Kinds);
        if (request.Changes.Count > 0) _changes = AlertChoices.Several<ChangeKind>("change", request.Changes);
        if (request.Severities.Count > 0) _lowest = request.Severities.Min(text => AlertChoices.Choice<Severity>("severity", text));
        if (request.Terms.Count > 0) _terms = AlertChoices.Terms("--term", request.Terms);
        if (request.NotTerms.Count > 0) _notTerms = AlertChoices.Terms("--not-term", request.NotTerms);
        if (request.Frequency is { } frequency) _frequency = AlertChoices.Choice<Frequency>("frequency", frequency);
        if (request.Day is { } day) _weekday = AlertChoices.Weekday(day);
        if (request.At is { } at) _at = AlertChoices.Time(at);
        if (request.TimeZone is { } zone) _zone = AlertChoices.Zone(zone);
        _heartbeat = request.Heartbeat;
        if (request.Format is { } format) _textOnly = AlertChoices.TextOnly(format);
        if (request.PerSection is { } most) _perSection = (true, AlertChoices.PerSection(most));
    }

    /// <param name="alert">As it is.</param>
    /// <param name="lastChange">The highest change number: what is added counts after it.</param>
    public Alert Apply(Alert alert, long lastChange) => alert with
    {
        Frequency = _frequency ?? alert.Frequency,
        Weekday = _weekday ?? alert.Weekday,
        At = _at ?? alert.At,
        Zone = _zone ?? alert.Zone,
        Wish = alert.Wish with
        {
            Targets = _targets is null ? alert.Wish.Targets : Numbered(_targets, alert.Wish.Targets, lastChange),
            Sources = _sources is null ? alert.Wish.Sources : Sources(alert, lastChange),
            Kinds = _kinds ?? alert.Wish.Kinds,
            Changes = _changes ?? alert.Wish.Changes,
            Lowest = _lowest ?? alert.Wish.Lowest,
            Terms = _terms ?? alert.Wish.Terms,
            NotTerms = _notTerms ?? alert.Wish.NotTerms,
            Heartbeat = _heartbeat ?? alert.Wish.Heartbeat,
            Form = new() { TextOnly = _textOnly ?? alert.Wish.Form.TextOnly, MostInSection = _perSection.Said ? _perSection.Most : alert.Wish.Form.MostInSection },
        },
    };

    // Narrowing from all sources adds none: those named have counted all along, also for what waits below the alert's position.
    private Dictionary<string, long> Sources(Alert alert, long lastChange) =>
        Numbered(_sources!, alert.Wish.Sources, alert.Wish.Sources.Count == 0 ? 0 : lastChange);

    private static Dictionary<string, long> Numbered(IReadOnlyList<string> wanted, IReadOnlyDictionary<string, long> had, long from) =>
        wanted.ToDictionary(name => name, name => had.TryGetValue(name, out var number) ? number : from, StringComparer.Ordinal);
}
