using System.Globalization;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>The facts of a Europe PMC record and what a difference in each is worth (SPEC.md sections 5 to 7).</summary>
internal static class EuropePmcFacts
{
    public const string Title = "title", Abstract = "abstract", Authors = "authors", Journal = "journal", Published = "published", Doi = "doi", Types = "types",
        Version = "version", PublishedAs = "publishedAs", Retraction = "retraction", Concern = "concern", Correction = "correction", NoticeOf = "noticeOf";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Retraction, "Retracted by") { Judge = d => d is { Old: null, New: not null } ? Verdict.Withdrawn : Verdict.Silent, Headline = _ => "Retracted or withdrawn", KeptWhenAbsent = true },
        new(Concern, "Expression of concern") { Judge = Judges.Arrivals(Verdict.Bad), Headline = _ => "Expression of concern", KeptWhenAbsent = true },
        new(Correction, "Correction") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Correction published", KeptWhenAbsent = true },
        new(PublishedAs, "Published as") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Preprint published in a journal", KeptWhenAbsent = true },
        new(Version, "Version") { Judge = Judges.AfterFirst(d => Number(d.New) > Number(d.Old) ? Verdict.Normal : Verdict.Silent), Headline = _ => "New version of the preprint" },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(Abstract, "Abstract") { Judge = Judges.AfterFirst(Judges.Any(Verdict.Low)), Words = _ => "" },
        new(Authors, "Authors") { Judge = Judges.AfterFirst(Judges.Set(Verdict.Low)), Words = value => PubMed.PubMedFacts.Short(value.Values) },
        new(Journal, "Journal") { Judge = Judges.Replaced(Verdict.Low) },
        new(Published, "Published") { Judge = Judges.AfterFirst(Judges.Shift(Verdict.Low)), Words = value => PartialDate.Parse(value.First)?.Words ?? value.First, Distance = Judges.Distance },
        new(Doi, "DOI") { Judge = Judges.Replaced(Verdict.Low) },
        new(Types, "Type") { Judge = Judges.Never },
        new(NoticeOf, "Notice of") { Judge = Judges.Never },
    ];

    private static decimal Number(FactValue? value) => decimal.TryParse(value?.First, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
