namespace TargetAlerts.Sources.Crossref;

/// <summary>What Crossref says of a work that another source found: its update notices (SPEC.md section 6).</summary>
internal static class CrossrefFacts
{
    public const string Retraction = "retraction", Concern = "concern", Correction = "correction", NewVersion = "newVersion", Notice = "notice", PublishedAs = "publishedAs", NoticeOf = "noticeOf";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Retraction, "Retracted by") { Judge = d => d is { Old: null, New: not null } ? Verdict.Withdrawn : Verdict.Silent, Headline = _ => "Paper retracted", KeptWhenAbsent = true },
        new(Concern, "Expression of concern") { Judge = Judges.Arrivals(Verdict.Bad), Headline = _ => "Expression of concern", KeptWhenAbsent = true },
        new(Correction, "Correction") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Correction published", KeptWhenAbsent = true },
        new(NewVersion, "Newer version") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Newer version published", KeptWhenAbsent = true },
        new(PublishedAs, "Published as") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Preprint published in a journal", KeptWhenAbsent = true },
        new(Notice, "Notice") { Judge = Judges.Arrivals(Verdict.Low), Headline = _ => "Publisher’s notice", KeptWhenAbsent = true },
        new(NoticeOf, "Notice of") { Judge = Judges.Never },
    ];

    /// <summary>The fact that a type of update makes; the types are the publishers' own words, and more of them may come.</summary>
    public static string Of(string type) => type switch
    {
        "retraction" or "withdrawal" or "removal" => Retraction,
        "expression_of_concern" or "partial_retraction" => Concern,
        "correction" or "erratum" or "err" or "corrigendum" or "addendum" => Correction,
        "new_version" or "new_edition" => NewVersion,
        _ => Notice,
    };
}
