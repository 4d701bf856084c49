using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Chembl;

/// <summary>One drug of one target as a record.</summary>
internal static class ChemblDrug
{
    public static string IdOf(string target, string parent) => $"{target}:{parent}";

    public static string Parent(JsonElement mechanism)
    {
        var parent = mechanism.At("parent_molecule_chembl_id").Text(20);
        if (parent.Length == 0) parent = mechanism.At("molecule_chembl_id").Text(20);
        return ChemblIds.IsOne(parent) ? parent : throw new SourceUnavailableException("a mechanism without a molecule");
    }

    public static FetchedRecord Fetched(string target, string parent, IReadOnlyList<JsonElement> mechanisms, JsonElement molecule, IReadOnlyList<JsonElement> indications)
    {
        var name = molecule.At("pref_name").Text(200);
        var actions = Distinct(mechanisms.Select(row => row.At("mechanism_of_action").Text(300)));
        if (actions.Count == 0) actions = Distinct(mechanisms.Select(row => row.At("action_type").Text(80)));
        if (actions.Count == 0) throw new FormatException("no mechanism");

        var facts = new Dictionary<string, FactValue>();
        void Fact(string fact, FactValue? value)
        {
            if (value is not null) facts[fact] = value;
        }

        Fact(ChemblFacts.Target, FactValue.Term(target));
        Fact(ChemblFacts.MoleculeName, FactValue.Text(name));
        Fact(ChemblFacts.Mechanism, FactValue.List(actions));
        Fact(ChemblFacts.Phase, ChemblActivity.Decimal(molecule.At("max_phase")) is { } phase ? FactValue.Number(phase) : null);
        Fact(ChemblFacts.FirstApproval, FactValue.Date(PartialDate.Parse(molecule.At("first_approval").Text(10))?.Text));
        Fact(ChemblFacts.Withdrawn, ChemblActivity.Flag(molecule.At("withdrawn_flag")) ? FactValue.Term("yes") : null);
        Fact(ChemblFacts.Indications, FactValue.List(Indications(indications)));

        var texts = new Dictionary<string, IReadOnlyList<string>> { [ChemblActivity.TargetField] = [target], ["mechanism of action"] = actions };
        if (name.Length > 0) texts["molecule name"] = [name];
        var record = new SourceRecord
        {
            Source = ChemblSource.SourceName,
            Id = IdOf(target, parent),
            Kind = RecordKind.Drug,
            Title = $"{(name.Length > 0 ? name : parent)}: {string.Join("; ", actions)}",
            Link = ChemblWords.Compound(parent),
            Facts = facts,
            Texts = texts,
            Identifiers = new Dictionary<string, string> { ["chembl"] = parent },
        };
        return ChemblActivity.Fetched(record);
    }

    // Several forms of a drug may be listed for one indication: the furthest counts.
    private static List<string> Indications(IReadOnlyList<JsonElement> rows) =>
        [.. rows.Select(row => (Name: row.At("mesh_heading").Text(200) is { Length: > 0 } heading ? heading : row.At("efo_term").Text(200), Phase: ChemblActivity.Decimal(row.At("max_phase_for_ind")) ?? 0))
            .Where(row => row.Name.Length > 0)
            .GroupBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Max(row => row.Phase) is > 0 and var phase ? string.Create(CultureInfo.InvariantCulture, $"{group.First().Name} (phase {phase})") : group.First().Name)
            .Order(StringComparer.Ordinal)];

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
