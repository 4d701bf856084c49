using System.Globalization;

namespace TargetAlerts.Sources.Rcsb;

/// <summary>The facts of a structure and what a difference in each is worth (SPEC.md, "What matters").</summary>
internal static class RcsbFacts
{
    public const string Status = "status", Revision = "revision", Ligands = "ligands", Method = "method", Resolution = "resolution",
        Mutation = "mutation", Affinity = "affinity", Citation = "citation", Title = "title", Organism = "organism", Journal = "journal", Released = "released";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Status, "Status") { Judge = d => IsObsolete(d.New?.First ?? "") && !IsObsolete(d.Old?.First ?? "") ? Verdict.Withdrawn : Verdict.Silent, Words = value => StatusWords(value.First), Headline = _ => "Structure made obsolete" },
        new(Revision, "Revision") { Judge = Revised, Words = value => value.Qualifier is null ? value.First : $"{value.First} ({value.Qualifier})", Headline = d => Revised(d) == Verdict.High ? "Structure revised" : null },
        new(Ligands, "Ligands") { Judge = d => d.New is null || Components(d.Old).SetEquals(Components(d.New)) ? Verdict.Silent : Verdict.High },
        new(Method, "Method") { Judge = d => d.New is null ? Verdict.Silent : Judges.Set(Verdict.Normal)(d), Words = value => string.Join(", ", value.Values.Select(MethodWords)) },
        new(Resolution, "Resolution") { Judge = d => d.Old is null || d.New is null ? Verdict.Silent : Verdict.Normal, Words = ResolutionWords },
        new(Mutation, "Mutation") { Judge = Judges.Set(Verdict.Low) },
        new(Affinity, "Affinity") { Judge = Judges.Arrivals(Verdict.Normal) },
        new(Citation, "Publication") { Judge = d => d.New is null ? Verdict.Silent : Judges.Text(Verdict.Low)(d), Headline = d => d.Old is null ? "Structure published" : null },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(Organism, "Organism") { Judge = Judges.Never },
        new(Journal, "Journal") { Judge = Judges.Never },
        new(Released, "Released") { Judge = Judges.Never },
    ];

    /// <summary>Withdrawn, replaced or obsolete: an entry that is no longer in force.</summary>
    public static bool IsObsolete(string status) => status is "WDRN" or "REPL" or "OBS";

    public static string ResolutionWords(FactValue value) => $"{decimal.Parse(value.First, CultureInfo.InvariantCulture).ToString("0.0#", CultureInfo.InvariantCulture)} {value.Qualifier}";

    public static string MethodWords(string method) => method switch
    {
        "X-RAY DIFFRACTION" => "X-ray diffraction",
        "ELECTRON MICROSCOPY" => "cryo-EM",
        "SOLUTION NMR" => "solution NMR",
        _ => PlainText.Clean(method).ToLowerInvariant(),
    };

    private static string StatusWords(string status) => status switch
    {
        "REL" => "released",
        "WDRN" => "withdrawn",
        "REPL" => "replaced",
        "OBS" => "obsolete",
        _ => status,
    };

    // A major revision touches coordinates; a minor one is mostly citation or metadata (SPEC.md).
    private static Verdict Revised(FactDifference difference)
    {
        if (difference is not { Old: { } old, New: { } now } || old.First == now.First) return Verdict.Silent;
        return Major(now) > Major(old) ? Verdict.High : Verdict.Low;
    }

    private static int Major(FactValue value) => int.TryParse(value.First.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // "8PR (paroxetine)": the component is what counts, its name is edited now and then.
    private static HashSet<string> Components(FactValue? value) => [.. (value?.Values ?? []).Select(ligand => ligand.Split(' ')[0])];
}
