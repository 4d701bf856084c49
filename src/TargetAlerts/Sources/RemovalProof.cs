namespace TargetAlerts.Sources;

/// <summary>What proves that a source's record is gone (DESIGN.md section 4, "Removal").</summary>
public sealed record RemovalProof
{
    /// <summary>Nothing does: a record that does not come any more stays known.</summary>
    public static readonly RemovalProof None = new();

    /// <summary>How an absence is shown, for readers; it counts when it is seen twice. Null: an absence proves nothing.</summary>
    public string? Absence { get; init; }

    /// <summary>What the source itself says of a record that is gone, for readers; it counts at once. Null: it says nothing.</summary>
    public string? Word { get; init; }

    /// <summary>How far apart the two absences must be, at least 20 hours: longer where a source is known to lose records and regain them.</summary>
    public TimeSpan Apart { get; init; } = TimeSpan.FromHours(20);

    /// <summary>For commands: "asked for by number, … ; or at once: …".</summary>
    public override string ToString() => (Absence, Word) switch
    {
        (null, null) => "nothing proves a removal",
        (null, _) => $"gone at once when {Word}",
        (_, null) => $"gone when {Absence}, twice {Apart.TotalHours:0} h apart",
        _ => $"gone when {Absence}, twice {Apart.TotalHours:0} h apart; at once when {Word}",
    };
}
