using System.Globalization;
using TargetAlerts.Checks;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>How far each watch of an alert was read, in words.</summary>
internal static class CoverageReport
{
    /// <param name="severalTargets">Names the target with each line.</param>
    public static CoverageLine Line(Watch watch, SourceDescription source, int setAside, bool severalTargets, TimeZoneInfo zone)
    {
        var name = severalTargets ? $"{source.Label}, {watch.Target}" : source.Label;
        var details = new List<string>();
        if (setAside > 0) details.Add($"{Phrases.Count(setAside, "record")} set aside because {(setAside == 1 ? "it" : "they")} could not be read; asked again at each check.");
        if (watch.Notes is { Length: > 0 } notes) details.Add(notes + ".");
        var upTo = watch.LastCompleteAt is { } last ? $"checked up to {Phrases.Instant(last, zone)}" : null;
        if (watch.State is WatchState.Ok && watch.Failures == 0) return new(name, true, upTo ?? "not checked yet", details);
        if (watch.State is WatchState.New && watch.Failures == 0) return new(name, false, "not checked yet: its first check stores what is there, silently", details);
        var since = watch.FailingSince is { } from ? $" since {Phrases.Instant(from, zone)}" : "";
        var before = upTo is null ? "It was never read to the end." : $"It was {upTo}.";
        var words = watch.State == WatchState.Quarantined
            ? $"held back{since}: {watch.Reason}. {before} An operator decides; nothing is lost."
            : $"could not be checked{since}: {watch.Reason}. {before} The gap will be re-read, and what it holds will be in a later digest.";
        return new(name, false, words, details);
    }

    /// <summary>Said up front when a source could not be read; null when all were.</summary>
    public static string? Warning(IReadOnlyList<CoverageLine> lines)
    {
        List<string> missing = [.. lines.Where(line => !line.Read).Select(line => line.Source)];
        return missing.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{lines.Count - missing.Count} of {Phrases.Count(lines.Count, "source")} {(lines.Count == 1 ? "was" : "were")} read to the end. {Phrases.Join(missing)} could not be, see the end.");
    }
}
