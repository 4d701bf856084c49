namespace TargetAlerts.Subscribers;

/// <summary>What adding an alert answers; the same whether a confirmation mail left or was held back by the limits.</summary>
internal sealed record AlertAdded(string Id, string State);

/// <summary>An alert as commands print it.</summary>
internal sealed record AlertView(
    string Id, string State, string Email, IReadOnlyList<string> Targets, string Frequency, string Day, string At, string TimeZone,
    IReadOnlyList<string> Sources, IReadOnlyList<string> Kinds, IReadOnlyList<string> Changes, string Severity,
    IReadOnlyList<string> Terms, IReadOnlyList<string> NotTerms, bool Heartbeat, string Format, string PerSection,
    DateTimeOffset CreatedAt, DateTimeOffset? ConfirmedAt, int LastNumber, DateOnly? PausedUntil, IReadOnlyList<string> Mutes)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, Word(alert.State), alert.Address, [.. alert.Wish.Targets.Keys], Word(alert.Frequency), Word(alert.Weekday)[..3],
        alert.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), alert.Zone,
        [.. alert.Wish.Sources.Keys], [.. alert.Wish.Kinds.Select(Word)], [.. alert.Wish.Changes.Select(Word)], Word(alert.Wish.Lowest),
        alert.Wish.Terms, alert.Wish.NotTerms, alert.Wish.Heartbeat, alert.Wish.Form.Format, alert.Wish.Form.PerSection, alert.CreatedAt, alert.ConfirmedAt, alert.LastNumber,
        alert.PausedUntil, [.. alert.Wish.Mutes.Select(mute => mute.Key)]);

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
