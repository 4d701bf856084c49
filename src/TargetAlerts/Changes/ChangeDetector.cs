using TargetAlerts.Sources;

namespace TargetAlerts.Changes;

/// <summary>What is stored of a record, as far as a comparison needs it.</summary>
/// <param name="Content">Hash of all that is stored.</param>
/// <param name="Member">The watch's target holds it.</param>
/// <param name="Left">It was a member whose query stopped finding it; it may come back silently.</param>
/// <param name="Gone">It was withdrawn for good.</param>
internal sealed record KnownRecord(string Id, string Content, int FingerprintVersion, bool Member, bool Left, bool Gone, Lazy<IReadOnlyDictionary<string, FactValue>> Facts);

/// <summary>How arrivals are treated in a check.</summary>
/// <param name="Baseline">The first complete check: everything is stored, nothing told.</param>
/// <param name="NewQuerySince">Set under a changed query: a record not known before is told only if dated after this day.</param>
internal sealed record Arrivals(bool Baseline, DateOnly? NewQuerySince = null)
{
    public bool Told(SourceRecord record) => !Baseline && (NewQuerySince is not { } day || record.Dated >= day);
}

/// <summary>What a fetched record amounts to.</summary>
/// <param name="Record">As it is to be stored: with the facts that are kept when absent.</param>
/// <param name="Store">Its row is to be written.</param>
/// <param name="Joins">The target comes to hold it.</param>
/// <param name="LostFacts">A fact that was there is absent now.</param>
internal sealed record Finding(SourceRecord Record, string Content, string Fingerprint, string? Base, bool Store, bool Joins, bool LostFacts, IReadOnlyList<Change> Changes);

/// <summary>Compares a fetched record with what is known. Pure: no clock, no storage.</summary>
internal static class ChangeDetector
{
    private static readonly Dictionary<string, FactValue> Nothing = [];

    /// <param name="content">The <see cref="Fingerprints.Content"/> of what was fetched.</param>
    public static Finding Compare(SourceDescription source, string target, SourceRecord fetched, string content, KnownRecord? known, Arrivals arrivals)
    {
        // A row of an older version is written anew even where nothing differs: else it would be compared on the common facts for ever.
        var older = known is not null && known.FingerprintVersion != source.FingerprintVersion;
        if (known is { Member: true, Left: false, Gone: false } && known.Content == content && !older)
        {
            return new(fetched, content, "", known.Content, Store: false, Joins: false, LostFacts: false, []);
        }
        var record = known is null ? fetched : KeepStanding(source, fetched, known.Facts.Value);
        if (!ReferenceEquals(record, fetched)) content = Fingerprints.Content(record);

        var changes = new List<Change>();
        var lost = false;
        if (known is not null && (known.Content != content || known.Gone))
        {
            var facts = Differences(source, known.Facts.Value, record.Facts, older, out lost, out var withdrawn);
            if (facts.Count > 0 || known.Gone) changes.Add(Told(source, record, facts, withdrawn, known.Gone));
        }
        var first = known is not { Member: true };
        if (first && arrivals.Told(record))
        {
            if (source.Newcomer(record) is { } worth) changes.Add(new() { Source = record.Source, RecordId = record.Id, Target = target, Kind = ChangeKind.Added, Severity = worth });
            else if (known is null && Differences(source, Nothing, record.Facts, onlyCommon: false, out _, out var withdrawn) is { Count: > 0 } facts) changes.Add(Told(source, record, facts, withdrawn, back: false));
        }
        return new(record, content, Fingerprints.Facts(record.Facts, source.Facts), known?.Content,
            Store: known is null || known.Gone || older || known.Content != content, first || known!.Left, lost, changes);
    }

    /// <summary>The record is gone, or is another's now.</summary>
    public static Change Withdrawn(SourceName source, string id, string reason) => new()
    {
        Source = source,
        RecordId = id,
        Kind = ChangeKind.Withdrawn,
        Reason = reason,
        Severity = Severity.High,
    };

    private static Change Told(SourceDescription source, SourceRecord record, IReadOnlyList<FactChange> facts, bool withdrawn, bool back) => new()
    {
        Source = source.Name,
        RecordId = record.Id,
        Kind = withdrawn ? ChangeKind.Withdrawn : ChangeKind.Updated,
        Reason = withdrawn ? "retracted" : back ? "back" : null,
        Severity = withdrawn ? Severity.High : facts.Select(fact => fact.Severity).Append(back ? Severity.Normal : Severity.Low).Max(),
        Facts = facts,
    };

    private static List<FactChange> Differences(
        SourceDescription source, IReadOnlyDictionary<string, FactValue> old, IReadOnlyDictionary<string, FactValue> now, bool onlyCommon, out bool lost, out bool withdrawn)
    {
        lost = false;
        withdrawn = false;
        var changes = new List<FactChange>();
        foreach (var definition in source.Facts)
        {
            var difference = new FactDifference(old.GetValueOrDefault(definition.Name), now.GetValueOrDefault(definition.Name));
            if (Equals(difference.Old, difference.New)) continue;
            if (onlyCommon && (difference.Old is null || difference.New is null)) continue;
            lost |= difference.New is null && definition.Judge != Judges.Never;
            var verdict = definition.Judge(difference);
            if (verdict == Verdict.Silent) continue;
            withdrawn |= verdict == Verdict.Withdrawn;
            changes.Add(new(definition.Name, difference.Old, difference.New, Weight(verdict)));
        }
        return changes;
    }

    private static SourceRecord KeepStanding(SourceDescription source, SourceRecord fetched, IReadOnlyDictionary<string, FactValue> old)
    {
        var standing = source.Facts.Where(definition => definition.KeptWhenAbsent && old.ContainsKey(definition.Name) && !fetched.Facts.ContainsKey(definition.Name)).ToList();
        if (standing.Count == 0) return fetched;
        var facts = new Dictionary<string, FactValue>(fetched.Facts);
        foreach (var definition in standing) facts[definition.Name] = old[definition.Name];
        return fetched with { Facts = facts };
    }

    private static Severity Weight(Verdict verdict) => verdict switch
    {
        Verdict.Low => Severity.Low,
        Verdict.Normal => Severity.Normal,
        _ => Severity.High,
    };
}
