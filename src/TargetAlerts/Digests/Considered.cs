using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>Why a change waits in an alert's ledger although it was considered before.</summary>
internal enum LedgerMark { None, Late, Repeat }

/// <summary>A target's hold on a record: when it was first seen, and why it matched.</summary>
internal sealed record Membership(string Source, string RecordId, string Target, IReadOnlyList<Match> Matches, DateTimeOffset FirstSeenAt, DateTimeOffset? LeftAt);

/// <summary>A change with what is needed to judge and show it.</summary>
internal sealed record Considered(Change Change, SourceRecord Record, IReadOnlyList<Membership> Memberships, LedgerMark Mark = LedgerMark.None)
{
    /// <summary>Rebuilt from a date: it was never recorded, and has no number that means anything.</summary>
    public bool Estimated => Change.Number <= 0;
}
