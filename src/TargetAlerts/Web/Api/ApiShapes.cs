using TargetAlerts.Digests;

namespace TargetAlerts.Web.Api;

/// <summary>The followed targets.</summary>
public sealed record TargetList(IReadOnlyList<TargetEntry> Targets);

/// <param name="Symbol">What it is asked by: "SERT".</param>
/// <param name="Week">Changes of the last seven days.</param>
/// <param name="Changes">The address of its changes, relative to this service.</param>
public sealed record TargetEntry(string Symbol, string Name, string? Gene, string Organism, int Week, string Changes);

/// <summary>A page of a target's changes, newest first.</summary>
/// <param name="Total">Changes that the filter lets through, on all pages.</param>
/// <param name="Next">The address of the older page; null on the last.</param>
public sealed record ChangeList(string Target, int Total, IReadOnlyList<ChangeEntry> Changes, string? Next);

/// <param name="Id">"c1234", the same in mails, feeds and lists: c and the number.</param>
/// <param name="Number">The change's own; it rises with time.</param>
/// <param name="Change">"added", "updated" or "withdrawn".</param>
/// <param name="Severity">"low", "normal" or "high".</param>
/// <param name="Event">In words: "Trial terminated".</param>
public sealed record ChangeEntry(string Id, long Number, DateTimeOffset Detected, string Change, string Severity, string Event, RecordEntry Record, IReadOnlyList<FactEntry> Facts);

/// <param name="Kind">"publication", "trial".</param>
/// <param name="Source">"pubmed".</param>
/// <param name="Id">The source's own.</param>
/// <param name="Dated">The day the source took it in, where it says so.</param>
public sealed record RecordEntry(string Source, string Id, string Kind, string Title, string Link, DateOnly? Dated);

/// <summary>Old → new; null is "absent", or a text too long to be shown.</summary>
public sealed record FactEntry(string Label, string? Old, string? New)
{
    internal static FactEntry Of(DigestFact fact) => new(fact.Label, fact.Old, fact.New);
}
