using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

/// <summary>Digests about drugs, trials and papers that do not exist.</summary>
internal static class SampleDigests
{
    public static DigestView ANormalWeek { get; } = Digest(12,
        [
            new("Trials", "trials", false, [SampleItems.NewTrial(1), SampleItems.ChangedTrial(2)]),
            new("Papers and preprints", "publications", false, [SampleItems.Paper(3), SampleItems.PaperNowPublished(4), SampleItems.LatePreprint(5)]),
        ]) with
    {
        Summary = "1 new trial and 1 changed, 3 papers and preprints. 5 items.",
    };

    public static DigestView OneItem { get; } = Digest(13, [new("Papers and preprints", "publications", false, [SampleItems.Paper(1)])]) with
    {
        Subject = "SERT: 1 item, 16–22 Nov 2026",
        Summary = "1 paper. 1 item.",
    };

    public static DigestView BadNewsFirst { get; } = Digest(14,
        [
            new("Bad news", "bad", true, [SampleItems.TerminatedTrial(1), SampleItems.RetractedPaper(2)]),
            new("Trials", "trials", false, [SampleItems.ChangedTrial(3), SampleItems.RemovedTrial(4)]),
            new("Papers and preprints", "publications", false, [.. Enumerable.Range(5, 8).Select(SampleItems.Paper)]),
        ]) with
    {
        Lead = "Seltraxine’s phase 3 trial in OCD was terminated for futility, and a 2024 paper was retracted.",
        Summary = "Also: 1 trial changed and 1 removed, 10 papers. 14 items.",
        Omitted = 2,
    };

    public static DigestView SourceDown { get; } = ANormalWeek with
    {
        Warnings =
        [
            "ClinicalTrials.gov could not be checked, see the end.",
            "The mail of 9–15 Nov 2026 was missed; its items are merged into this one.",
        ],
        Coverage = new Coverage
        {
            Zone = "Europe/Berlin",
            Lines =
            [
                new("PubMed", true, "checked up to 23 Nov 2026 05:10", []),
                new("ClinicalTrials.gov", false,
                    "could not be checked since 20 Nov 2026 05:33: the source answered 503. It was read up to 19 Nov 2026 05:33; the gap will be re-read.",
                    ["1 record set aside (unreadable date), asked again at each check."]),
            ],
        },
    };

    public static DigestView Quiet { get; } = Digest(0, []) with
    {
        Subject = "SERT: nothing new, 23–29 Nov 2026",
        Heading = "weekly heartbeat",
        Period = "23–29 Nov 2026",
        Summary = "Nothing new about SERT.",
        LastNews = "Last news: No. 12, 16–22 Nov 2026, 5 items.",
        AlertSentence = "You asked for a mail also when nothing is new. SERT, 2 sources, weekly on Monday at 08:00 (Europe/Berlin).",
    };

    public static DigestView MissingEverything { get; } = Digest(15, [new("Trials", "trials", false, [SampleItems.Bare(1), SampleItems.Untitled(2)]), new("Papers and preprints", "publications", false, [])]) with
    {
        Targets = "SERT, NET, dopamine transporter",
        TargetLine = "",
        Credits = [],
        Summary = "2 trials changed. 2 items.",
        Coverage = new Coverage { Zone = "UTC", Lines = [] },
    };

    public static DigestView OtherScripts { get; } = Digest(16, [new("Papers and preprints", "publications", false, OtherScriptItems.All)]) with
    {
        Summary = "4 papers. 4 items.",
    };

    public static IReadOnlyDictionary<string, DigestView> All { get; } = new Dictionary<string, DigestView>
    {
        ["normal-week"] = ANormalWeek,
        ["one-item"] = OneItem,
        ["bad-news-first"] = BadNewsFirst,
        ["source-down"] = SourceDown,
        ["quiet"] = Quiet,
        ["missing-everything"] = MissingEverything,
        ["other-scripts"] = OtherScripts,
        ["hostile"] = HostileDigest.View,
    };

    public static DigestView Digest(int number, IReadOnlyList<DigestSection> sections) => new()
    {
        Subject = $"SERT: {sections.Sum(section => section.Items.Count)} items, 16–22 Nov 2026",
        Targets = "SERT",
        TargetLine = "serotonin transporter · SLC6A4 · P31645",
        Heading = "weekly digest",
        Number = number,
        Period = "16–22 Nov 2026",
        Summary = "",
        Sections = [.. sections.Select(section => section with { Items = [.. section.Items.Select(item => item with { Changes = [1200 + item.Number] })] })],
        Highlight = ["SERT", "serotonin transporter", "seltraxine", "amivoxetine"],
        Coverage = new Coverage
        {
            Zone = "Europe/Berlin",
            Lines =
            [
                new("PubMed", true, "checked up to 23 Nov 2026 05:10", []),
                new("ClinicalTrials.gov", true, "checked up to 23 Nov 2026 05:12", ["1 record set aside (unreadable date), asked again at each check."]),
            ],
        },
        AlertSentence = "You set this alert: SERT, 2 sources, every kind, severity low and up, weekly on Monday at 08:00 (Europe/Berlin).",
        ManageLink = "https://alerts.example.org/a/sample/manage",
        UnsubscribeLink = "https://alerts.example.org/a/sample/unsubscribe",
        Credits =
        [
            "Data: PubMed and ClinicalTrials.gov, courtesy of the U.S. National Library of Medicine.",
            "Titles and quotations belong to their authors.",
            "Sample data, made up.",
        ],
    };
}
