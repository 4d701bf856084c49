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
        Subject = "SERT weekly: 2 papers, 1 preprint, 1 trial, 1 changed trial · 5 items, 16–22 Nov 2026",
        Summary = "1 new trial and 1 changed, 3 papers and preprints. 5 items in all. A usual week has 7.",
        Figures = Figures([("Trials", 2, 2), ("Structures", 0, 1), ("Papers and preprints", 3, 4)], 9, 4, 7, 12, 6, 8, 3, 7, 10, 7, 5, 8, 5),
        Ladders = [Ladder],
    };

    public static DigestView OneItem { get; } = Digest(13, [new("Papers and preprints", "publications", false, [SampleItems.Paper(1)])]) with
    {
        Subject = "SERT weekly: 1 paper · 1 item, 16–22 Nov 2026",
        Summary = "1 paper. 1 item.",
    };

    public static DigestView BadNewsFirst { get; } = Digest(14,
        [
            new("Bad news", "bad", true, [SampleItems.TerminatedTrial(1), SampleItems.RetractedPaper(2)]),
            new("Trials", "trials", false, [SampleItems.ChangedTrial(3), SampleItems.RemovedTrial(4)]),
            new("Papers and preprints", "publications", false, [.. Enumerable.Range(5, 8).Select(SampleItems.Paper)]) { Omitted = 2 },
        ]) with
    {
        Subject = "SERT weekly: 1 trial terminated, 1 paper retracted, 10 papers, 1 changed trial · 14 items, 16–22 Nov 2026",
        WholeLink = "https://alerts.example.org/a/sample/digest",
        Lead = "Seltraxine’s phase 3 trial in OCD was terminated for futility, and a 2024 paper was retracted.",
        Summary = "Also: 1 trial changed and 1 removed, 10 papers. 14 items.",
    };

    public static DigestView SourceDown { get; } = ANormalWeek with
    {
        Warnings = ["1 of 2 sources was read to the end. ClinicalTrials.gov could not be, see the end."],
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
        Subject = "SERT weekly: nothing new, 23–29 Nov 2026",
        Heading = "weekly heartbeat",
        Period = "23–29 Nov 2026",
        Summary = "Nothing new about SERT.",
        LastNews = "Last news: No. 12, 16–22 Nov 2026, 5 items.",
        AlertSentence = "You asked for a mail also when nothing is new. SERT, 2 sources, weekly on Monday at 08:00 (Europe/Berlin).",
    };

    public static DigestView MergedPeriod { get; } = ANormalWeek with
    {
        Subject = "SERT weekly: 2 papers, 1 preprint, 1 trial, 1 changed trial · 5 items, 9–22 Nov 2026",
        Period = "9–22 Nov 2026",
        Summary = "1 new trial and 1 changed, 3 papers and preprints. 5 items in all.",
        Warnings = ["An earlier period had no digest of its own; this one holds it too."],
        Figures = null,
        Ladders = [],
    };

    public static DigestView EverythingBad { get; } = Digest(19,
        [
            new("Bad news", "bad", true, [.. Enumerable.Range(1, 6).Select(number => number % 2 == 0 ? SampleItems.RetractedPaper(number) : SampleItems.TerminatedTrial(number))]),
        ]) with
    {
        Subject = "SERT weekly: 3 trials terminated, 3 papers retracted · 6 items, 16–22 Nov 2026",
        Lead = "3 trials were terminated and 3 papers retracted.",
        Summary = "6 items in all. A usual week has 7.",
    };

    /// <summary>2,000 items; as its mail shows them.</summary>
    public static DigestView Flood { get; } = Flooded();

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
        ["everything-bad"] = EverythingBad,
        ["flood"] = SectionCap.Ranked(Flood, 24 + 4 + 4) with { WholeLink = "https://alerts.example.org/a/sample/digest" },
        ["merged-period"] = MergedPeriod,
        ["source-down"] = SourceDown,
        ["quiet"] = Quiet,
        ["missing-everything"] = MissingEverything,
        ["other-scripts"] = OtherScripts,
        ["hostile"] = HostileDigest.View,
    }.ToDictionary(sample => sample.Key, sample => sample.Value with { Pictures = DigestPicture.Draw(sample.Value, sample.Key) });

    private static TargetLadder Ladder => new("SERT",
        [
            new("Approved", false, [.. Enumerable.Range(1, 21).Select(drug => new LadderDrug($"madeup-{drug}", false))]),
            new("Phase 3", false, [new("norvelidine", false), new("amivoxetine", false)]),
            new("Phase 2/3", false, [new("seltraxine", true)]),
            new("Phase 1", false, [new("madeup-30", false)]),
            new("Withdrawn", true, [new("madeup-40", false), new("madeup-41", false)]),
        ]);

    private static PeriodFigures Figures(IEnumerable<(string Kind, int Now, int Usual)> kinds, params int[] items) => new("week", items.SkipLast(1).Order().ElementAt(items.Length / 2),
        [.. items.Select((count, at) => new PeriodBar(new DateOnly(2026, 11, 16).AddDays(7 * (at - items.Length + 1)), count))],
        [.. kinds.Select(kind => new KindFigure(kind.Kind, kind.Now, kind.Usual))]);

    private static DigestView Flooded()
    {
        var number = 0;
        DigestSection Section(string title, string anchor, bool bad, int count, Func<int, DigestItem> item) => new(title, anchor, bad, [.. Enumerable.Range(0, count).Select(_ => item(++number))]);
        return Digest(18,
            [
                Section("Bad news", "bad", true, 40, SampleItems.TerminatedTrial),
                Section("Trials", "trials", false, 400, SampleItems.NewTrial),
                Section("Papers and preprints", "papers", false, 1560, SampleItems.Paper),
            ]) with
        {
            Subject = "SERT weekly: 40 trials terminated, 1,560 papers, 400 trials · 2,000 items, 16–22 Nov 2026",
            Lead = "40 trials were terminated.",
            Summary = "Also: 400 new trials and 1,560 new papers. 2,000 items in all. A usual week has 7.",
        };
    }

    public static DigestView Digest(int number, IReadOnlyList<DigestSection> sections) => new()
    {
        Subject = $"SERT weekly: {sections.Sum(section => section.Total)} items, 16–22 Nov 2026",
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
