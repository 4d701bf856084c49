using System.Globalization;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>The words of dates, counts and kinds, everywhere the same.</summary>
internal static class Phrases
{
    public static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>"1 trial terminated", "2 trials terminated", "2 expressions of concern".</summary>
    public static string Events(int count, string happened)
    {
        string[] words = [.. happened.Split(' ').Select((word, at) => at == 0 && word.Length > 1 && char.IsLower(word[1]) ? word.ToLowerInvariant() : word)];
        if (count == 1) return $"1 {string.Join(' ', words)}";
        // What it happened to: before "of", else before how it ended.
        var noun = Array.IndexOf(words, "of") is > 0 and var of ? of - 1 : Math.Max(0, Array.FindIndex(words, word => word.EndsWith("ed", StringComparison.Ordinal) || word is "withdrawn" or "for") - 1);
        if (noun == 0 && words.Length > 1 && !words.Skip(1).Any(word => word.EndsWith("ed", StringComparison.Ordinal) || word is "withdrawn" or "for" or "of")) noun = words.Length - 1;
        words[noun] += "s";
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {string.Join(' ', words)}");
    }

    /// <summary>"16 Nov", where the year is plain.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>Each kind of event with its number, the most first: "2 papers retracted", "1 trial terminated".</summary>
    public static IEnumerable<string> Events(IEnumerable<string> happened) =>
        happened.GroupBy(one => one).OrderByDescending(group => group.Count()).Select(group => Events(group.Count(), group.Key));

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"22 Nov 2026", "16–22 Nov 2026", "28 Sep – 4 Oct 2026".</summary>
    public static string Period(DateOnly start, DateOnly end)
    {
        if (start >= end) return Day(end);
        if (start.Year != end.Year) return $"{Day(start)} – {Day(end)}";
        return start.Month == end.Month
            ? $"{start.Day}–{Day(end)}"
            : $"{start.ToString("d MMM", CultureInfo.InvariantCulture)} – {Day(end)}";
    }

    public static string Instant(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts) =>
        parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Section title and anchor of a kind, in the order sections stand.</summary>
    public static readonly IReadOnlyList<(string Title, string Anchor, RecordKind[] Kinds)> Sections =
    [
        ("Trials", "trials", [RecordKind.Trial]),
        ("Approvals and labels", "labels", [RecordKind.Approval, RecordKind.Label, RecordKind.Recall, RecordKind.Shortage]),
        ("Drugs", "drugs", [RecordKind.Drug]),
        ("Structures", "structures", [RecordKind.Structure]),
        ("Ligands", "ligands", [RecordKind.Bioactivity]),
        ("Annotations and associations", "annotations", [RecordKind.Annotation, RecordKind.Association]),
        ("Papers and preprints", "papers", [RecordKind.Publication, RecordKind.Preprint]),
        ("Patents, grants and news", "news", [RecordKind.Patent, RecordKind.Grant, RecordKind.News]),
    ];
}
