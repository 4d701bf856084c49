using System.Globalization;

namespace TargetAlerts.Subscribers;

/// <param name="Label">"Target", "When".</param>
/// <param name="Value">In words.</param>
public sealed record AlertFact(string Label, string Value);

/// <summary>An alert as a reader sees it. Address left out: links are forwarded.</summary>
/// <param name="Title">"SERT weekly".</param>
/// <param name="State">"pending", "active", "paused", "left" or "removed".</param>
/// <param name="Facts">What and when, in the order shown.</param>
public sealed record AlertInWords(string Title, string State, IReadOnlyList<AlertFact> Facts)
{
    /// <summary>What the links of its feeds are made from.</summary>
    public string Id { get; private init; } = "";

    internal static AlertInWords Of(Alert alert)
    {
        var wish = alert.Wish;
        var facts = new List<AlertFact>
        {
            new(wish.Targets.Count == 1 ? "Target" : "Targets", string.Join(", ", wish.Targets.Keys)),
            new("Sources", Any([.. wish.Sources.Keys])),
            new("Kinds", Any([.. wish.Kinds.Select(AlertView.Word)])),
            new("Changes", Any([.. wish.Changes.Select(AlertView.Word)])),
            new("Severity", wish.Lowest == Changes.Severity.High ? "high only" : $"{AlertView.Word(wish.Lowest)} and up"),
        };
        if (wish.Terms.Count > 0) facts.Add(new("Only with", string.Join(" or ", wish.Terms)));
        if (wish.NotTerms.Count > 0) facts.Add(new("Never with", string.Join(", ", wish.NotTerms)));
        facts.Add(new("When", When(alert)));
        if (alert is { State: AlertState.Paused, PausedUntil: { } until }) facts.Add(new("Paused until", until.ToString("d MMM yyyy", CultureInfo.InvariantCulture)));
        facts.Add(new("If nothing is new", wish.Heartbeat ? "a short mail says so" : "no mail"));
        facts.Add(new("Mail", $"{(wish.Form.TextOnly ? "text only" : "HTML and text")}, {(wish.Form.MostInSection is { } most ? $"up to {most} items of a section" : "as many items as a mail holds")}"));
        return new AlertInWords($"{string.Join(", ", wish.Targets.Keys)} {AlertView.Word(alert.Frequency)}", AlertView.Word(alert.State), facts) { Id = alert.Id };
    }

    private static string When(Alert alert)
    {
        var day = alert.Frequency == Settings.Frequency.Weekly ? $"weekly, {alert.Weekday}" : "daily";
        return string.Create(CultureInfo.InvariantCulture, $"{day}, {alert.At:HH:mm}, {alert.Zone}");
    }

    private static string Any(IReadOnlyList<string> names) => names.Count == 0 ? "all" : string.Join(", ", names);
}
