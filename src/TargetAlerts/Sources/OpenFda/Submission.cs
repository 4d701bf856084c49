using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>One submission of an application. Stored as "SUPPL-24|AP|2026-11-03|EFFICACY|PRIORITY"; its first two parts say which it is.</summary>
internal sealed record Submission(string Type, string Number, string Status, DateOnly? Day, string Class, string Priority)
{
    public const string Manufacturing = "MANUF";

    public bool IsOriginal => Type == "ORIG";

    public string Key => $"{Type}-{Number}|{Status}";

    public string Written => $"{Key}|{Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}|{Class}|{Priority}";

    public static Submission Read(JsonElement row)
    {
        static string Plain(string text) => text.Replace('|', ' ').Trim().ToUpperInvariant();

        var type = Plain(row.At("submission_type").Text(20));
        if (type.Length == 0) throw new FormatException("a submission without a type");
        var code = Plain(row.At("submission_class_code").Text(40));
        return new(type, Plain(row.At("submission_number").Text(20)), Plain(row.At("submission_status").Text(20)), Reading.Day(row.At("submission_status_date").Text(12)),
            code.StartsWith(Manufacturing, StringComparison.Ordinal) ? Manufacturing : code, Plain(row.At("review_priority").Text(40)));
    }

    /// <summary>Those of the new value that the old one does not have.</summary>
    public static IReadOnlyList<string> Arrived(FactDifference difference)
    {
        var known = (difference.Old?.Values ?? []).Select(KeyOf).ToHashSet();
        return [.. (difference.New?.Values ?? []).Where(one => !known.Contains(KeyOf(one)))];
    }

    public static bool IsApproved(string written) => written.Split('|').ElementAtOrDefault(1) == "AP";

    /// <summary>"SUPPL-24 approved 3 Nov 2026 (efficacy, priority)".</summary>
    public static string Words(string written)
    {
        if (written.Split('|') is not [var name, var status, var date, var code, var priority]) return written;
        var said = status switch { "AP" => "approved", "TA" => "tentatively approved", _ => status };
        string[] more = [code.ToLowerInvariant(), priority switch { "PRIORITY" => "priority review", "901 REQUIRED" => "safety labeling change required by FDA", _ => "" }];
        var brackets = string.Join(", ", more.Where(part => part.Length > 0));
        return $"{name} {said}{(PartialDate.Parse(date) is { } day ? $" {day.Words}" : "")}{(brackets.Length > 0 ? $" ({brackets})" : "")}";
    }

    private static string KeyOf(string written) => string.Join('|', written.Split('|').Take(2));
}
