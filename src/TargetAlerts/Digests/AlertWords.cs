using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;

namespace TargetAlerts.Digests;

/// <summary>An alert in one sentence, as it stands at the end of each mail.</summary>
internal static class AlertWords
{
    public static bool Reads(Alert alert, SourceName source) => alert.Wish.Sources.Count == 0 || alert.Wish.Sources.ContainsKey(source.Value);

    /// <summary>"serotonin transporter · SLC6A4 · P31645"; empty for several targets.</summary>
    public static string TargetLine(Alert alert, TargetCatalog targets)
    {
        if (alert.Wish.Targets.Count != 1 || targets.Find(alert.Wish.Targets.Keys.First()) is not { } target) return "";
        return string.Join(" · ", new[] { target.Name, target.Gene, target.Identifiers.GetValueOrDefault("uniprot") is [var protein, ..] ? protein : null }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Credits that the sources of an alert ask for.</summary>
    public static IReadOnlyList<string> Credits(Alert alert, SourceRegistry sources) =>
        [.. sources.All.Where(source => Reads(alert, source.Description.Name)).Select(source => source.Description.Credit).Where(credit => credit.Length > 0)];

    public static string Sentence(Alert alert, int sources)
    {
        var wish = alert.Wish;
        var parts = new List<string>
        {
            string.Join(", ", wish.Targets.Keys),
            wish.Sources.Count == 0 ? $"all {Phrases.Count(sources, "source")}" : Phrases.Join([.. wish.Sources.Keys]),
            wish.Kinds.Count == 0 ? "every kind" : Phrases.Join([.. wish.Kinds.Select(kind => kind.ToString().ToLowerInvariant())]),
        };
        if (wish.Changes.Count > 0) parts.Add($"only {Phrases.Join([.. wish.Changes.Select(change => change.ToString().ToLowerInvariant())])}");
        parts.Add(wish.Lowest switch { Severity.Low => "any severity", Severity.Normal => "severity normal and up", _ => "severity high" });
        if (wish.Terms.Count > 0) parts.Add($"with {string.Join(" or ", wish.Terms.Select(term => $"“{term}”"))}");
        if (wish.NotTerms.Count > 0) parts.Add($"without {string.Join(" or ", wish.NotTerms.Select(term => $"“{term}”"))}");
        if (wish.Mutes.Count > 0) parts.Add($"but for what you muted ({wish.Mutes.Count})");
        var when = alert.Frequency == Frequency.Daily ? "daily" : $"weekly on {alert.Weekday}";
        return $"You set this alert: {string.Join(", ", parts)}, {when} at {alert.At:HH\\:mm} ({alert.Zone}).";
    }
}
