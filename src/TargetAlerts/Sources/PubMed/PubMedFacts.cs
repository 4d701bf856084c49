namespace TargetAlerts.Sources.PubMed;

/// <summary>The facts of a PubMed record and what a difference in each is worth (SPEC.md sections 6 and 7).</summary>
internal static class PubMedFacts
{
    public const string Title = "title", Abstract = "abstract", Authors = "authors", Journal = "journal", Citation = "citation",
        Published = "published", Doi = "doi", Pmcid = "pmcid", Types = "types", Retraction = "retraction", Correction = "correction",
        Concern = "concern", Republished = "republished", NoticeOf = "noticeOf", UpdateOf = "updateOf", Conclusion = "conclusion";

    // Indexers add the others ("Journal Article", "Research Support…") weeks later to nearly every paper.
    private static readonly HashSet<string> TellingTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Clinical Trial", "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III", "Clinical Trial, Phase IV",
        "Randomized Controlled Trial", "Meta-Analysis", "Systematic Review", "Review", "Practice Guideline", "Guideline", "Preprint",
        "Corrected and Republished Article", "Published Erratum", "Retraction of Publication", "Expression of Concern",
    };

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Retraction, "Retracted by") { Judge = d => d is { Old: null, New: not null } ? Verdict.Withdrawn : Verdict.Silent, Headline = _ => "Paper retracted", KeptWhenAbsent = true },
        new(Concern, "Expression of concern") { Judge = Judges.Arrivals(Verdict.Bad), Headline = _ => "Expression of concern", KeptWhenAbsent = true },
        new(Correction, "Correction") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Correction published", KeptWhenAbsent = true },
        new(Republished, "Newer version") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Newer version published", KeptWhenAbsent = true },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(Abstract, "Abstract") { Judge = Judges.Any(Verdict.Low), Words = _ => "" },
        new(Authors, "Authors") { Judge = Judges.Set(Verdict.Low), Words = value => Short(value.Values) },
        new(Journal, "Journal") { Judge = Judges.Text(Verdict.Low) },
        new(Published, "Published") { Judge = Judges.Shift(Verdict.Low), Words = PublishedWords, Distance = Judges.Distance },
        new(Types, "Type") { Judge = d => Judges.Set(Verdict.Low)(new(Telling(d.Old), Telling(d.New))), Words = value => string.Join(", ", Telling(value)?.Values ?? []) },
        new(Doi, "DOI") { Judge = Judges.Replaced(Verdict.Low) },
        new(Pmcid, "PMC") { Judge = Judges.Replaced(Verdict.Low) },
        new(Citation, "Citation") { Judge = Judges.Never },
        new(NoticeOf, "Notice of") { Judge = Judges.Never },
        new(UpdateOf, "Update of") { Judge = Judges.Never },
        new(Conclusion, "Conclusion") { Judge = Judges.Never },
    ];

    public static FactValue? Telling(FactValue? types) => types is null ? null : FactValue.List([.. types.Values.Where(TellingTypes.Contains)]);

    /// <summary>"Okonjo P, Lind A, Varga T, et al."</summary>
    public static string Short(IReadOnlyList<string> authors) =>
        authors.Count <= 4 ? string.Join(", ", authors) : string.Join(", ", authors.Take(3)) + ", et al.";

    private static string PublishedWords(FactValue value) => PartialDate.Parse(value.First)?.Words ?? value.First;
}
