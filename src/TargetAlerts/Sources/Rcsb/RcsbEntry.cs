using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Rcsb;

/// <summary>One entry as a record.</summary>
internal static class RcsbEntry
{
    private const string Accession = "UniProt accession";

    private const int MostAffinities = 20;

    private static readonly Match BySearch = new("RCSB PDB", "search", "RCSB PDB’s own search");

    /// <summary>An entry with antibody fragments has several polymers: the one that carries the accession is the reason.</summary>
    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record)
    {
        var carried = record.Texts.GetValueOrDefault(Accession) ?? [];
        List<Match> matches = [.. RcsbSearch.Accessions(target).Where(carried.Contains).Select(accession => new Match(accession, "identifier", Accession))];
        return new(record, matches.Count > 0 ? matches : [BySearch]);
    }

    public static SourceRecord Record(string id, JsonElement entry, RcsbLigands ligands)
    {
        var info = entry.At("rcsb_accession_info");
        var title = entry.At("struct", "title").Text(PlainText.TitleLength);
        if (title.Length == 0) throw new FormatException("no title");
        var polymers = entry.At("polymer_entities").Items().ToList();
        var citation = entry.At("rcsb_primary_citation");
        var pubMed = Either(citation, "pdbx_database_id_PubMed", "pdbx_database_id_pub_med");
        var doi = Either(citation, "pdbx_database_id_DOI", "pdbx_database_id_doi").ToLowerInvariant();

        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(RcsbFacts.Title, FactValue.Text(title));
        Fact(RcsbFacts.Status, FactValue.Term(info.At("status_code").Text(10)));
        Fact(RcsbFacts.Method, FactValue.List(Distinct(entry.At("exptl").Items().Select(item => item.At("method").Text(80)))));
        // A list with one value each, empty or null for NMR: the best is what readers go by.
        if (entry.At("rcsb_entry_info", "resolution_combined").Items().Where(item => item.ValueKind == JsonValueKind.Number).Select(item => item.GetDecimal()).Order().ToList() is [var best, ..]) Fact(RcsbFacts.Resolution, FactValue.Number(best, "Å"));
        Fact(RcsbFacts.Ligands, FactValue.List(Ligands(entry, ligands)));
        Fact(RcsbFacts.Mutation, FactValue.List(Distinct(polymers.Select(polymer => polymer.At("rcsb_polymer_entity", "pdbx_mutation").Text(200)))));
        Fact(RcsbFacts.Organism, FactValue.List(Distinct(polymers.SelectMany(polymer => polymer.At("rcsb_entity_source_organism").Items()).Select(item => item.At("scientific_name").Text(80)))));
        Fact(RcsbFacts.Affinity, FactValue.List([.. Affinities(entry).Take(MostAffinities)]));
        Fact(RcsbFacts.Revision, Revision(entry, info));
        Fact(RcsbFacts.Released, FactValue.Date(Day(info.At("initial_release_date"))));
        Fact(RcsbFacts.Citation, FactValue.Text(doi.Length > 0 ? $"doi:{doi}" : pubMed.Length > 0 ? $"PMID {pubMed}" : ""));
        Fact(RcsbFacts.Journal, FactValue.Text(string.Join(' ', new[] { citation.At("rcsb_journal_abbrev").Text(120), citation.At("year").Text(4) }.Where(part => part.Length > 0))));

        var texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [title] };
        var accessions = Distinct(polymers.SelectMany(polymer => polymer.At("rcsb_polymer_entity_container_identifiers", "uniprot_ids").Items()).Select(item => item.Text(20)));
        var descriptions = Distinct(polymers.Select(polymer => polymer.At("rcsb_polymer_entity", "pdbx_description").Text(400)));
        if (accessions.Count > 0) texts[Accession] = accessions;
        if (descriptions.Count > 0) texts["polymer"] = descriptions;
        if (citation.At("title").Text(PlainText.TitleLength) is { Length: > 0 } paper) texts["citation title"] = [paper];

        return new()
        {
            Source = RcsbSource.SourceName,
            Id = id,
            Kind = RecordKind.Structure,
            Title = title,
            Link = $"https://www.rcsb.org/structure/{id}",
            Dated = PartialDate.Parse(Day(info.At("initial_release_date")))?.FirstDay,
            Facts = facts,
            Texts = texts,
            Identifiers = new Dictionary<string, string> { ["pdb"] = id },
            Related = [.. new[] { pubMed.All(char.IsAsciiDigit) && pubMed.Length > 0 ? $"pmid:{pubMed}" : "", doi.StartsWith("10.", StringComparison.Ordinal) ? $"doi:{doi}" : "" }.Where(work => work.Length > 0)],
        };
    }

    private static List<string> Ligands(JsonElement entry, RcsbLigands ligands)
    {
        var named = entry.At("nonpolymer_entities").Items().Select(item => item.At("nonpolymer_comp", "chem_comp")).ToList();
        var components = named.Count > 0
            ? named.Select(item => (Id: item.At("id").Text(20), Name: item.At("name").Text(200)))
            : entry.At("rcsb_entry_info", "nonpolymer_bound_components").Items().Select(item => (Id: item.Text(20), Name: ""));
        return [.. components.Where(item => ligands.OfInterest(item.Id)).DistinctBy(item => item.Id).OrderBy(item => item.Id, StringComparer.Ordinal)
            .Select(item => item.Name.Length > 0 ? $"{item.Id} ({PlainText.Shorten(item.Name, 80)})" : item.Id)];
    }

    private static IEnumerable<string> Affinities(JsonElement entry) => entry.At("rcsb_binding_affinity").Items()
        .Select(item => $"{item.At("comp_id").Text(20)} {item.At("type").Text(20)} {item.At("value").Text(20)} {item.At("unit").Text(20)} ({item.At("provenance_code").Text(40)})")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>"2.1", qualified by what that revision touched.</summary>
    private static FactValue? Revision(JsonElement entry, JsonElement info)
    {
        var (major, minor) = (info.At("major_revision").Text(6), info.At("minor_revision").Text(6));
        if (major.Length == 0) return null;
        var last = entry.At("pdbx_audit_revision_history").Items()
            .Where(row => row.At("major_revision").Text(6) == major && row.At("minor_revision").Text(6) == minor).Select(row => row.At("ordinal").Text(6)).LastOrDefault() ?? "";
        var touched = Distinct(entry.At("pdbx_audit_revision_group").Items().Where(row => last.Length > 0 && row.At("revision_ordinal").Text(6) == last).Select(row => row.At("group").Text(80)));
        return new(FactType.Term, [string.Create(CultureInfo.InvariantCulture, $"{major}.{(minor.Length == 0 ? "0" : minor)}")], touched.Count > 0 ? string.Join(", ", touched) : null);
    }

    // "1984-07-17T00:00:00+0000": the offset has no colon, and only the day matters.
    private static string Day(JsonElement date) => date.Text(40) is { Length: >= 10 } text ? text[..10] : "";

    private static string Either(JsonElement element, string first, string second) => element.At(first).Text(200) is { Length: > 0 } text ? text : element.At(second).Text(200);

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
