using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Subscribers;

internal enum AlertState
{
    /// <summary>Asked for, not yet confirmed by its address.</summary>
    Pending,
    Active,
    Paused,

    /// <summary>The subscriber unsubscribed.</summary>
    Left,

    /// <summary>An admin removed it.</summary>
    Removed,
}

/// <summary>One subscriber's wish: what, how much of it, and when.</summary>
internal sealed record Alert
{
    public required string Id { get; init; }

    public required string SubscriberId { get; init; }

    /// <summary>One addr-spec, ASCII.</summary>
    public required string Address { get; init; }

    public required AlertState State { get; init; }

    public required Wish Wish { get; init; }

    public required Frequency Frequency { get; init; }

    /// <summary>Of a weekly digest.</summary>
    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    /// <summary>Local time in <see cref="Zone"/>.</summary>
    public TimeOnly At { get; init; } = new(8, 0);

    /// <summary>IANA name.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Changes up to this number have been considered.</summary>
    public long Position { get; init; }

    /// <summary>Number of the last digest that had items.</summary>
    public int LastNumber { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>How the wish to get mail was given, with the version of the text agreed to (GDPR Art. 7).</summary>
    public string? Consent { get; init; }

    /// <summary>Kept when a paused alert is left, so that undoing the leaving brings it back paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>The first day, in <see cref="Zone"/>, on which a paused alert is sent again; null: until it is resumed.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>When a pause ended by itself: the next digest is the first one scheduled from then on.</summary>
    public DateTimeOffset? ResumedAt { get; init; }
}

/// <summary>Which changes an alert wants. Empty lists mean any.</summary>
internal sealed record Wish
{
    /// <summary>Symbol → the change number after which the target counts for this alert.</summary>
    public required IReadOnlyDictionary<string, long> Targets { get; init; }

    /// <summary>Source name → the change number after which it counts; empty: all sources.</summary>
    public IReadOnlyDictionary<string, long> Sources { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<RecordKind> Kinds { get; init; } = [];

    public IReadOnlyList<ChangeKind> Changes { get; init; } = [];

    public Severity Lowest { get; init; } = Severity.Low;

    /// <summary>At least one must stand in a text of the record.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>None may stand in a text of the record.</summary>
    public IReadOnlyList<string> NotTerms { get; init; } = [];

    /// <summary>Send a mail although nothing is new.</summary>
    public bool Heartbeat { get; init; }

    /// <summary>How the mail is to look.</summary>
    public MailForm Form { get; init; } = new();

    /// <summary>What is kept back of all this.</summary>
    public IReadOnlyList<Mute> Mutes { get; init; } = [];
}
