using TargetAlerts.Changes;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>The facts of approvals, recalls and shortages and what a difference in each is worth (SPEC.md, "Weight").</summary>
internal static class OpenFdaFacts
{
    public const string Original = "original", Efficacy = "efficacy", LabelingRequired = "labelingRequired", Labeling = "labeling", Supplements = "supplements",
        Marketing = "marketing", Sponsor = "sponsor", Classification = "classification", RecallStatus = "recallStatus", Reason = "reason", Products = "products",
        Firm = "firm", Numbers = "numbers", Voluntary = "voluntary", Initiated = "initiated", ShortageStatus = "shortageStatus", Availability = "availability",
        ShortageReason = "shortageReason", Packages = "packages", Discontinued = "discontinued", Company = "company", Posted = "posted";

    private const int Shown = 4;

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        Submissions(Original, "Original application", Verdict.High, Verdict.Normal, difference => Submission.Arrived(difference).Any(Submission.IsApproved) ? "Drug approved" : "Drug tentatively approved"),
        Submissions(Efficacy, "Efficacy supplement", Verdict.High, Verdict.Normal, _ => "New use approved"),
        Submissions(LabelingRequired, "Labeling required by FDA", Verdict.Normal, Verdict.Normal, _ => "Safety labeling change approved"),
        Submissions(Labeling, "Labeling supplement", Verdict.Low, Verdict.Low, _ => "Labeling supplement approved"),
        Submissions(Supplements, "Supplement", Verdict.Low, Verdict.Low, _ => null),
        new(Marketing, "Marketing status") { Judge = Judges.Set(Verdict.Normal), Words = Listed, Difference = Statuses },
        new(Sponsor, "Sponsor") { Judge = Judges.Text(Verdict.Low) },
        new(Classification, "Classification") { Judge = difference => difference.New?.First == "Class I" ? Verdict.Bad : Verdict.Normal, Headline = difference => difference.New is { } now ? $"Recall now {now.First}" : null },
        new(RecallStatus, "Status") { Judge = Judges.Text(Verdict.Normal), Headline = difference => difference.New is { } now ? $"Recall {now.First.ToLowerInvariant()}" : null },
        new(Reason, "Reason") { Judge = Judges.Prose(Verdict.Normal), Words = value => string.Join(' ', value.Values), Difference = TextDifference.Words },
        new(Products, "Products") { Judge = Judges.Arrivals(Verdict.Normal), Words = Listed, Difference = Arrived, Headline = _ => "Recall extended" },
        new(Firm, "Firm") { Judge = Judges.Text(Verdict.Low) },
        new(Numbers, "Numbers") { Judge = Judges.Never },
        new(Voluntary, "Voluntary or mandated") { Judge = Judges.Replaced(Verdict.Low) },
        new(Initiated, "Initiated") { Judge = Judges.Never },
        new(ShortageStatus, "Status") { Judge = difference => difference.New?.First is "Current" or "To Be Discontinued" ? Verdict.Bad : Verdict.Normal, Headline = StatusHeadline },
        new(Availability, "Availability") { Judge = Judges.Set(Verdict.Normal) },
        new(ShortageReason, "Reason") { Judge = Judges.Text(Verdict.Low) },
        new(Packages, "Packages") { Judge = Judges.Set(Verdict.Low), Words = Listed, Difference = Arrived },
        new(Discontinued, "Discontinued") { Judge = Judges.Shift(Verdict.Normal), Words = value => PartialDate.Parse(value.First)?.Words ?? value.First },
        new(Company, "Company") { Judge = Judges.Never },
        new(Posted, "Posted") { Judge = Judges.Never },
    ];

    /// <summary>A new drug, a Class I recall and a shortage are high; the twentieth generic is not.</summary>
    public static Severity? Newcomer(SourceRecord record) => record.Kind switch
    {
        RecordKind.Approval => !record.Id.StartsWith("ANDA", StringComparison.Ordinal) && record.FactList(Original).Any(Submission.IsApproved) ? Severity.High : Severity.Normal,
        RecordKind.Recall => record.Fact(Classification) switch { "Class I" => Severity.High, "Class III" => Severity.Low, _ => Severity.Normal },
        _ => record.Fact(ShortageStatus) == "Resolved" ? Severity.Low : Severity.High,
    };

    // A submission that is missing for a day is no news; nor is a date or a class that is corrected.
    private static FactDefinition Submissions(string name, string label, Verdict approved, Verdict other, Func<FactDifference, string?> headline) => new(name, label)
    {
        Judge = difference => Submission.Arrived(difference) is { Count: > 0 } arrived ? arrived.Any(Submission.IsApproved) ? approved : other : Verdict.Silent,
        Words = value => Few([.. value.Values.Select(Submission.Words)]),
        Difference = difference => Few([.. Submission.Arrived(difference).Select(Submission.Words)]),
        Headline = headline,
    };

    private static string? StatusHeadline(FactDifference difference) => difference.New?.First switch
    {
        "Current" => "Shortage",
        "To Be Discontinued" => "To be discontinued",
        "Resolved" => "Shortage resolved",
        _ => null,
    };

    // "001 ZOLOFT TABLET 50MG: Prescription → Discontinued"
    private static string Statuses(FactDifference difference)
    {
        var (old, now) = (ByProduct(difference.Old), ByProduct(difference.New));
        return Few([.. now.Where(product => old.GetValueOrDefault(product.Key) != product.Value).Select(product => old.TryGetValue(product.Key, out var before) ? $"{product.Key}: {before} → {product.Value}" : $"{product.Key}: {product.Value} (new)"),
            .. old.Keys.Except(now.Keys).Select(product => $"{product}: no longer listed")]);
    }

    private static Dictionary<string, string> ByProduct(FactValue? value)
    {
        var products = new Dictionary<string, string>();
        foreach (var text in value?.Values ?? []) products[text[..text.LastIndexOf(": ", StringComparison.Ordinal)]] = text[(text.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
        return products;
    }

    private static string Arrived(FactDifference difference)
    {
        List<string> come = [.. (difference.New?.Values ?? []).Except(difference.Old?.Values ?? [])], gone = [.. (difference.Old?.Values ?? []).Except(difference.New?.Values ?? [])];
        return Few([.. come.Select(text => $"added: {PlainText.Shorten(text, 160)}"), .. gone.Select(text => $"no longer: {PlainText.Shorten(text, 160)}")]);
    }

    private static string Listed(FactValue value) => Few(value.Values);

    private static string Few(IReadOnlyList<string> texts) => string.Join("; ", texts.Take(Shown)) + (texts.Count > Shown ? $"; and {texts.Count - Shown} more" : "");
}
