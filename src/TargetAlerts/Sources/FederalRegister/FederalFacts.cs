using TargetAlerts.Changes;

namespace TargetAlerts.Sources.FederalRegister;

/// <summary>The facts of a document. Documents do not change; what is filled in later is dates.</summary>
internal static class FederalFacts
{
    public const string Type = "type", Action = "action", Effective = "effective", CommentsClose = "commentsClose", Agencies = "agencies", Dockets = "dockets";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Effective, "Effective") { Judge = Moved, Words = Day, Distance = Judges.Distance },
        new(CommentsClose, "Comments close") { Judge = Moved, Words = Day, Distance = Judges.Distance },
        new(Type, "Type") { Judge = Judges.Never },
        new(Action, "Action") { Judge = Judges.Never },
        new(Agencies, "Agencies") { Judge = Judges.Never },
        new(Dockets, "Dockets") { Judge = Judges.Never },
    ];

    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Fact(Type) is { Length: > 0 } type ? $"Federal Register {type.ToLowerInvariant()}" : "Federal Register document",
        Byline = record => string.Join(" · ", new[]
        {
            string.Join(", ", record.FactList(Agencies).Where(name => !name.Contains("Department", StringComparison.Ordinal))),
            record.Dated is { } day ? $"published {new PartialDate(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Words}" : "",
            Said("effective", record.Fact(Effective)),
            Said("comments close", record.Fact(CommentsClose)),
        }.Where(part => part.Length > 0)),
        Badges = record => record.Fact(Type) is { Length: > 0 } type ? [type] : [],
        Context = record => record.Texts.TryGetValue("abstract", out var texts) ? PlainText.Shorten(texts[0], 300) : "",
        Links = record => [("Federal Register", record.Link)],
    };

    /// <summary>A rule, or a decision on an approval, is high.</summary>
    public static Severity? Newcomer(SourceRecord record) => record.Kind == RecordKind.Approval || record.Fact(Type) == "Rule" ? Severity.High : Severity.Normal;

    // Dates are filled in after publication: that is no news.
    private static Verdict Moved(FactDifference difference) => difference is { Old: not null, New: not null } ? Judges.Shift(Verdict.Normal)(difference) : Verdict.Silent;

    private static string Said(string what, string date) => PartialDate.Parse(date) is { } day ? $"{what} {day.Words}" : "";

    private static string Day(FactValue value) => PartialDate.Parse(value.First)?.Words ?? value.First;
}
