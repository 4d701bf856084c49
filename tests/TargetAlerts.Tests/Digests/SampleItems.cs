using TargetAlerts.Changes;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Digests;

internal static class SampleItems
{
    public static DigestItem NewTrial(int number) => Trial(number, "NCT99001877") with
    {
        Event = "New trial",
        Badges = ["Phase 2", "Not yet recruiting"],
        Title = "Amivoxetine for refractory chronic cough: randomised, double-blind, 12 weeks",
        Byline = "Brightwater Pharma · 220 planned · starts Jan 2027, primary completion Mar 2028",
        Context = "Primary outcome: 24-hour cough frequency at week 12.",
        Links =
        [
            new("NCT99001877", "https://clinicaltrials.gov/study/NCT99001877"),
            new("EU 2026-599001-12-00", "https://euclinicaltrials.eu/ctis-public/view/2026-599001-12-00"),
        ],
    };

    public static DigestItem ChangedTrial(int number) => Trial(number, "NCT99000733") with
    {
        Kind = ChangeKind.Updated,
        Event = "Trial changed",
        Badges = ["Phase 2/3", "Recruiting"],
        Terms = new Dictionary<string, string> { ["2/3"] = "PHASE2, PHASE3", ["Phase 2/3"] = "PHASE2, PHASE3", ["2"] = "PHASE2" },
        Title = "Seltraxine add-on in late-life depression (STILLWATER)",
        Byline = "Nordhav University Hospital · Denmark, Sweden",
        Facts =
        [
            new("Phase", "2", "2/3", null, false),
            new("Primary completion", "Mar 2027", "Oct 2027", "7 months later", false),
            new("Enrolment", "120 planned", "300 planned", null, false),
        ],
    };

    public static DigestItem TerminatedTrial(int number) => Trial(number, "NCT99000412") with
    {
        Kind = ChangeKind.Updated,
        Severity = Severity.High,
        Event = "Trial terminated",
        Badges = ["Phase 3"],
        Title = "Seltraxine versus placebo in adults with obsessive-compulsive disorder",
        Byline = "Halden Therapeutics · 41 sites in 6 countries",
        Noun = "trial",
        Received = new("No. 9", "https://alerts.example.org/a/sample9/digest"),
        Facts =
        [
            new("Status", "Recruiting", "Terminated", null, true),
            new("Why stopped", null, "“Futility at the planned interim analysis; no safety concern.”", null, false),
            new("Enrolment", "412 planned", "187 actual", null, false),
            new("Primary completion", "Sep 2027", "Nov 2026", "10 months earlier", false),
        ],
    };

    public static DigestItem RemovedTrial(int number) => Trial(number, "NCT99000871") with
    {
        Kind = ChangeKind.Withdrawn,
        Event = "Trial removed",
        Title = "Open-label seltraxine in adolescents",
        Facts = [new("Sponsor", "Halden Therapeutics", null, null, false)],
    };

    public static DigestItem RetractedPaper(int number) => Paper(number) with
    {
        Kind = ChangeKind.Withdrawn,
        Severity = Severity.High,
        Event = "Paper retracted",
        Badges = [],
        Title = "Ketamine drives SERT into lysosomes within minutes of exposure",
        Byline = "Okonjo P, Lind A, Varga T, et al. · J Transp Biol 2024;18:201–214",
        Noun = "paper",
        Received = new("No. 7", "https://alerts.example.org/a/sample7/digest"),
        Context = "",
        Facts =
        [
            new("State", "Published", "Retracted", "18 Nov 2026", true),
            new("Reason given", null, "“Duplicated image panels in figures 2 and 5; the authors agree.”", null, false),
        ],
    };

    public static DigestItem Paper(int number) => new()
    {
        Number = number,
        RecordKind = RecordKind.Publication,
        Kind = ChangeKind.Added,
        Severity = Severity.Normal,
        Event = "New paper",
        Badges = ["Human", "Trial"],
        Title = "Dose and serotonin transporter occupancy of extended-release norvelidine: a PET study",
        Link = $"https://pubmed.ncbi.nlm.nih.gov/{99_003_317 + number}/",
        Byline = "Saarinen K, Wu D, Ferrante L, et al. · Neuropsychopharmacol Made Up 2026;51:1120–1131",
        Context = "“Occupancy saturates above 40 mg; higher doses add no transporter blockade.”",
        Links =
        [
            new("PubMed", $"https://pubmed.ncbi.nlm.nih.gov/{99_003_317 + number}/"),
            new("PMC full text", $"https://pmc.ncbi.nlm.nih.gov/articles/PMC{99_003_317 + number}/"),
            new("DOI", $"https://doi.org/10.99999/npp.2026.{1119 + number}"),
        ],
        Mute = MuteLink("paper", "pubmed", $"{99_003_317 + number}"),
        Page = PageLink(number),
        Why = "serotonin transporter in title, SLC6A4 in MeSH heading · PubMed, first seen 17 Nov 2026",
    };

    public static DigestItem PaperNowPublished(int number) => Paper(number) with
    {
        Kind = ChangeKind.Updated,
        Event = "Preprint now a paper",
        Badges = ["Journal article"],
        Title = "Sex differences in platelet SERT uptake across the menstrual cycle",
        Byline = "Demir A, Castellanos J · Biol Sex Made Up 2026;4:e31",
        Context = "",
        Facts = [new("State", "Preprint", "Published", "20 Nov 2026", false), new("Sample", "n = 62", "n = 88", null, false)],
    };

    public static DigestItem LatePreprint(int number) => Paper(number) with
    {
        Severity = Severity.Low,
        Event = "",
        Badges = ["Preprint", "Not peer reviewed"],
        Title = "Machine-learned docking recovers cryptic SERT pockets",
        Byline = "Nakagawa H, Sørensen B · bioRxiv, version 2",
        Notes = ["Late: dated 3 Aug 2026, first visible 19 Nov 2026.", "This may repeat an item of an earlier mail."],
        Context = "",
    };

    public static DigestItem Bare(int number) => Trial(number, "NCT99000001") with
    {
        Kind = ChangeKind.Updated,
        Severity = Severity.Low,
        Event = "Trial changed",
        Title = "Made-up trial of which next to nothing is known",
        Facts = [new("Start", null, null, null, false), new("Completion", null, null, "2 months later", false)],
        Links = [],
        Why = "",
    };

    public static DigestItem Untitled(int number) => Bare(number) with { Event = "", Title = "", Link = "", Facts = [] };

    private static DigestItem Trial(int number, string id) => new()
    {
        Number = number,
        RecordKind = RecordKind.Trial,
        Kind = ChangeKind.Added,
        Severity = Severity.Normal,
        Event = "",
        Title = "",
        Link = $"https://clinicaltrials.gov/study/{id}",
        Links = [new(id, $"https://clinicaltrials.gov/study/{id}")],
        Mute = MuteLink("trial", "clinicaltrials", id),
        Page = PageLink(number),
        Why = "seltraxine (drug of SERT) in intervention name · ClinicalTrials.gov, first seen 27 Oct 2026",
    };

    private static DigestLink PageLink(int number) => new("See on page", $"https://alerts.example.org/targets/SERT?period=all&before={1201 + number}#c{1200 + number}");

    private static DigestLink MuteLink(string noun, string source, string id) => new($"Mute this {noun}", $"https://alerts.example.org/a/sample/mute?source={source}&record={id}");
}
