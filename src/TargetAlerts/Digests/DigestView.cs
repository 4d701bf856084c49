using System.Globalization;
using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>
/// A digest as it is to be read: the one model behind the text part, the HTML part and later the archive.
/// Public, as its members are parameters of Razor components, which cannot be internal.
/// </summary>
public sealed record DigestView
{
    /// <summary>The subject line: "SERT: 4 items, 16–22 Nov 2026".</summary>
    public required string Subject { get; init; }

    /// <summary>The alert's targets: "SERT", "SERT, NET".</summary>
    public required string Targets { get; init; }

    /// <summary>"serotonin transporter · SLC6A4 · P31645"; empty for several targets.</summary>
    public string TargetLine { get; init; } = "";

    /// <summary>"weekly digest" or "daily digest".</summary>
    public required string Heading { get; init; }

    /// <summary>0 for an empty period, which takes no number.</summary>
    public required int Number { get; init; }

    /// <summary>"16–22 Nov 2026".</summary>
    public required string Period { get; init; }

    /// <summary>The bad news in one sentence; empty when there is none.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The rest in one sentence: counts by kind, and the number of items.</summary>
    public required string Summary { get; init; }

    /// <summary>In a mail without items: "Last news: No. 12, 16–22 Nov 2026, 25 items."; may be empty.</summary>
    public string LastNews { get; init; } = "";

    /// <summary>Lines said up front: a source that could not be checked, a missed period merged.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>Words marked in the titles of the HTML part: names of the targets and their drugs.</summary>
    public IReadOnlyList<string> Highlight { get; init; } = [];

    /// <summary>Where the whole digest can be read; empty when nothing was left out.</summary>
    public string WholeLink { get; init; } = "";

    /// <summary>This period beside those before it; null where there are too few.</summary>
    public PeriodFigures? Figures { get; init; }

    /// <summary>Phase ladders of targets of which a drug moved.</summary>
    public IReadOnlyList<TargetLadder> Ladders { get; init; } = [];

    /// <summary>The pictures the HTML part shows.</summary>
    public IReadOnlyList<DigestPicture> Pictures { get; init; } = [];

    public DigestPicture? Picture(string name) => Pictures.FirstOrDefault(picture => picture.Name == name);

    public required Coverage Coverage { get; init; }

    /// <summary>"You set this alert: SERT, 2 sources, every kind, …".</summary>
    public required string AlertSentence { get; init; }

    public required string ManageLink { get; init; }

    public required string UnsubscribeLink { get; init; }

    /// <summary>Credits the sources ask for.</summary>
    public IReadOnlyList<string> Credits { get; init; } = [];

    public int Items => Sections.Sum(section => section.Total);
}

/// <param name="Anchor">"bad", "trials", "publications": an id in the HTML.</param>
/// <param name="Items">Those the mail shows: the first ones.</param>
public sealed record DigestSection(string Title, string Anchor, bool Bad, IReadOnlyList<DigestItem> Items)
{
    /// <summary>Items that are not shown, to be read in the archive.</summary>
    public int Omitted { get; init; }

    public int Total => Items.Count + Omitted;
}

public sealed record DigestItem
{
    /// <summary>Runs through the whole digest, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The numbers of the changes it accounts for, the lowest first; none in a sample.</summary>
    public IReadOnlyList<long> Changes { get; init; } = [];

    /// <summary>"c1234", after its first change: the same in both parts of the mail, in the archive, in every feed; empty without changes.</summary>
    public string Id => Changes.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"c{Changes[0]}");

    /// <summary>When the last of its changes was seen.</summary>
    public DateTimeOffset SeenAt { get; init; }

    public required ChangeKind Kind { get; init; }

    public RecordKind RecordKind { get; init; }

    /// <summary>"trial", "paper"; empty in a sample.</summary>
    public string Noun { get; init; } = "";

    /// <summary>"No. 9", and where it is: the last digest that held this work; null where it is new to the reader.</summary>
    public DigestLink? Received { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Said in red with ▲: of high severity, and more than an arrival.</summary>
    public bool IsLoud => Severity == Severity.High && Kind != ChangeKind.Added;

    /// <summary>"New trial", "Trial terminated"; empty lets the item open with its title, the badges beside the byline.</summary>
    public required string Event { get; init; }

    /// <summary>The same where <see cref="Event"/> is left out.</summary>
    public string Happened { get; init; } = "";

    /// <summary>"Phase 3", "Recruiting", "Preprint".</summary>
    public IReadOnlyList<string> Badges { get; init; } = [];

    public required string Title { get; init; }

    public required string Link { get; init; }

    /// <summary>Who and where: authors and journal, sponsor.</summary>
    public string Byline { get; init; } = "";

    /// <summary>Bold notes of their own: "Late: …", "This may repeat an item of an earlier mail.".</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A line or two the source gives: an outcome, a conclusion.</summary>
    public string Context { get; init; } = "";

    public IReadOnlyList<DigestFact> Facts { get; init; } = [];

    /// <summary>The source's own term by our words for it: "Phase 2/3" → "PHASE2, PHASE3".</summary>
    public IReadOnlyDictionary<string, string> Terms { get; init; } = new Dictionary<string, string>();

    /// <summary>Label and HTTPS address, the record's own first.</summary>
    public required IReadOnlyList<DigestLink> Links { get; init; }

    /// <summary>Other works that this one names, or that name it: "Trial: …" and where it is.</summary>
    public IReadOnlyList<DigestLink> Related { get; init; } = [];

    /// <summary>"Mute this trial", and where; null where there is no page for it.</summary>
    public DigestLink? Mute { get; init; }

    /// <summary>Where it stands in its target's timeline; null where there is no page for it.</summary>
    public DigestLink? Page { get; init; }

    /// <summary>"sertraline (drug of SERT) in intervention name · ClinicalTrials.gov, first seen 27 Oct 2026".</summary>
    public required string Why { get; init; }
}

/// <summary>One row old → new. Without an old value it is just said; without a new one it is gone.</summary>
/// <param name="Label">"Primary completion".</param>
/// <param name="Old">"Sep 2027", or null.</param>
/// <param name="New">"Apr 2028", or null.</param>
/// <param name="Distance">"7 months later", or null.</param>
/// <param name="Severe">The fact that makes a high severity: the one row in red.</param>
public sealed record DigestFact(string Label, string? Old, string? New, string? Distance, bool Severe);

public sealed record DigestLink(string Label, string Address);

/// <summary>What each source was checked up to, and what could not be checked.</summary>
public sealed record Coverage
{
    /// <summary>The zone times are said in: "Europe/Berlin".</summary>
    public required string Zone { get; init; }

    public required IReadOnlyList<CoverageLine> Lines { get; init; }
}

/// <param name="Source">"PubMed"; with the target where the digest has several.</param>
/// <param name="Read">True when the last check was complete.</param>
/// <param name="Words">"checked up to 23 Nov 2026 05:10" or "could not be checked since 20 Nov 2026 05:33: the source answered 503. The gap will be re-read."</param>
/// <param name="Details">Set-aside records, releases, depth of the baseline.</param>
public sealed record CoverageLine(string Source, bool Read, string Words, IReadOnlyList<string> Details);
