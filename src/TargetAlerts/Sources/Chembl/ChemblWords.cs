namespace TargetAlerts.Sources.Chembl;

/// <summary>How activities and drugs read in a digest.</summary>
internal static class ChemblWords
{
    private const string Cards = "https://www.ebi.ac.uk/chembl/";

    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind == RecordKind.Drug ? "drug" : "measurement",
        Byline = record => record.Kind == RecordKind.Drug ? Drug(record) : Activity(record),
        Badges = Badges,
        Context = record => record.Texts.TryGetValue("assay description", out var said) ? PlainText.Shorten(said[0], 240) : "",
        Links = Links,
    };

    public static string Compound(string id) => $"{Cards}compound_report_card/{id}/";

    /// <summary>"SERTRALINE: Ki = 0.29 nM at Serotonin transporter".</summary>
    public static string Title(IReadOnlyDictionary<string, FactValue> facts, string molecule)
    {
        string Said(string fact) => facts.TryGetValue(fact, out var value) ? value.First : "";
        var measured = facts.TryGetValue(ChemblFacts.Value, out var value)
            ? $"{Said(ChemblFacts.Measure)} {Said(ChemblFacts.Relation)} {value.First} {value.Qualifier}".Replace("  ", " ").Trim()
            : string.Join(", ", new[] { Said(ChemblFacts.Measure), Said(ChemblFacts.Comment) }.Where(part => part.Length > 0));
        var at = Said(ChemblFacts.TargetName) is { Length: > 0 } name ? name : Said(ChemblFacts.Target);
        return PlainText.Clean($"{molecule}: {(measured.Length > 0 ? measured : "measured")} at {at}", PlainText.TitleLength);
    }

    private static string Activity(SourceRecord record)
    {
        var assay = record.Fact(ChemblFacts.AssayType) switch { "B" => "binding assay", "F" => "functional assay", "A" => "ADME assay", "T" => "toxicity assay", "P" => "physicochemical assay", _ => "assay" };
        return Joined(
            record.Fact(ChemblFacts.Molecule), $"{assay} {record.Fact(ChemblFacts.Assay)}".TrimEnd(),
            record.Fact(ChemblFacts.Organism), $"{record.Fact(ChemblFacts.Journal)} {record.Fact(ChemblFacts.Year)}".Trim());
    }

    private static string Drug(SourceRecord record) => Joined(
        record.Identifiers.GetValueOrDefault("chembl") ?? "", $"on {record.Fact(ChemblFacts.Target)}",
        record.Fact(ChemblFacts.FirstApproval) is { Length: > 0 } year ? $"first approved {year}" : "",
        record.FactList(ChemblFacts.Indications).Count is > 0 and var count ? $"{count} indication{(count == 1 ? "" : "s")}" : "");

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Fact(ChemblFacts.Pchembl) is { Length: > 0 } pchembl) badges.Add($"pChEMBL {pchembl}");
        if (record.Facts.TryGetValue(ChemblFacts.Phase, out var phase)) badges.Add(ChemblFacts.PhaseWords(phase) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "");
        if (record.Facts.ContainsKey(ChemblFacts.Withdrawn)) badges.Add("Withdrawn");
        if (record.Facts.ContainsKey(ChemblFacts.Variant)) badges.Add($"Variant {record.Fact(ChemblFacts.Variant)}");
        if (record.Facts.ContainsKey(ChemblFacts.Duplicate)) badges.Add("Possible duplicate");
        if (record.Facts.ContainsKey(ChemblFacts.Validity)) badges.Add(record.Fact(ChemblFacts.Validity));
        return badges;
    }

    private static List<(string, string)> Links(SourceRecord record)
    {
        var links = new List<(string, string)> { (record.Kind == RecordKind.Drug ? record.Identifiers["chembl"] : record.Fact(ChemblFacts.Molecule), record.Link) };
        void Link(string fact, string card)
        {
            if (record.Fact(fact) is var id && ChemblIds.IsOne(id)) links.Add((id, $"{Cards}{card}/{id}/"));
        }

        Link(ChemblFacts.Target, "target_report_card");
        Link(ChemblFacts.Assay, "assay_report_card");
        Link(ChemblFacts.Document, "document_report_card");
        return links;
    }

    private static string Joined(params string[] parts) => string.Join(" · ", parts.Where(part => part.Length > 0));
}
