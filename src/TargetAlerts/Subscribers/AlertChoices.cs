using System.Globalization;
using System.Text.RegularExpressions;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Subscribers;

/// <summary>Each typed value checked against what is allowed; a refusal is one line naming both.</summary>
internal sealed partial class AlertChoices(IKnownNames names)
{
    private const int LongestTerm = 100;
    private const int MostTerms = 50;

    public IReadOnlyList<string> Targets(IReadOnlyList<string> texts) =>
        [.. texts.Select(Target).Distinct(StringComparer.Ordinal)];

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Sources(IReadOnlyList<string> texts) => IsAll(texts) ? [] :
        [.. texts.Select(text => OneOf("source", text, names.Sources, "all")).Distinct(StringComparer.Ordinal)];

    /// <summary>Empty: all.</summary>
    public static IReadOnlyList<T> Several<T>(string what, IReadOnlyList<string> texts) where T : struct, Enum =>
        IsAll(texts) ? [] : [.. texts.Select(text => Choice<T>(what, text, "all")).Distinct()];

    /// <summary>True for text alone.</summary>
    public static bool TextOnly(string text) => OneOf("format", text, MailForm.Formats) == "text";

    /// <summary>Null: all.</summary>
    public static int? PerSection(string text) => OneOf("number of items per section", text, MailForm.Caps) is var cap && cap == "all" ? null : int.Parse(cap, CultureInfo.InvariantCulture);

    // Names only: Enum.TryParse would take "3" and "1,2" too.
    public static T Choice<T>(string what, string text, params string[] beside) where T : struct, Enum =>
        Enum.Parse<T>(OneOf(what, text, [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())], beside), ignoreCase: true);

    public static DayOfWeek Weekday(string text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase)) return day;
        }
        throw new UsageException($"Unknown weekday {Quoted(text)}; allowed: mon, tue, wed, thu, fri, sat, sun.");
    }

    public static TimeOnly Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time :
            throw new UsageException($"Unknown time {Quoted(text)}; allowed: 00:00 to 23:59, as in 08:00.");

    /// <summary>
    /// IANA names only: they alone mean the same on every system. The pattern also keeps file names
    /// ("posix/Europe/Berlin", "../x") from the look-up, which reads the zone files of the system.
    /// </summary>
    public static string Zone(string text) =>
        ZonePattern().IsMatch(text) && Zones.Find(text) is { } zone ? zone.Id :
            throw new UsageException($"Unknown time zone {Quoted(text)}; allowed: IANA names such as Europe/Berlin, America/New_York or UTC.");

    public static IReadOnlyList<string> Terms(string option, IReadOnlyList<string> texts)
    {
        if (texts is [var only] && only.Equals("none", StringComparison.OrdinalIgnoreCase)) return [];
        var terms = texts.Select(text => Term(option, text)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return terms.Count <= MostTerms ? terms : throw new UsageException($"{terms.Count} times {option}; allowed: at most {MostTerms}.");
    }

    private static string Term(string option, string text)
    {
        var term = PlainText.Clean(text, LongestTerm + 1);
        return PlainText.Bare(term).Length > 0 && term.Length <= LongestTerm ? term :
            throw new UsageException($"Unusable {option} {Quoted(text)}; allowed: 1 to {LongestTerm} characters with a letter or digit among them.");
    }

    private string Target(string text) => names.TargetSymbol(text) ??
        throw new UsageException($"Unknown target {Quoted(text)}; known: {List(names.Targets)}.");

    private static string OneOf(string what, string text, IReadOnlyCollection<string> allowed, params string[] beside) =>
        allowed.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ??
        throw new UsageException($"Unknown {what} {Quoted(text)}; allowed: {List([.. allowed, .. beside])}.");

    private static bool IsAll(IReadOnlyList<string> texts) =>
        texts.Count == 0 || texts is [var only] && only.Equals("all", StringComparison.OrdinalIgnoreCase);

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Quoted(string text) => $"\"{PlainText.Clean(text, 60)}\"";

    [GeneratedRegex(@"\A(?!posix/|right/|localtime\z|posixrules\z|Factory\z|Local\z)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\z")]
    private static partial Regex ZonePattern();
}
