using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Chembl;

/// <summary>One activity as a record. Numbers come as texts, nearly every member may be null (SPEC.md, "Types and nulls").</summary>
internal static class ChemblActivity
{
    public const string TargetField = "ChEMBL target";

    public static long Number(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("activity_id", out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        throw new SourceUnavailableException("an activity without a readable number");
    }

    /// <param name="works">The article the activity was taken from, by PMID and DOI.</param>
    public static SourceRecord Record(JsonElement item, IReadOnlyList<string> works)
    {
        var id = Number(item).ToString(CultureInfo.InvariantCulture);
        var target = Id(item, "target_chembl_id");
        var molecule = Id(item, "molecule_chembl_id");
        var name = item.At("molecule_pref_name").Text(200);
        var description = item.At("assay_description").Text(2000);
        var targetName = item.At("target_pref_name").Text(200);

        var facts = new Dictionary<string, FactValue>();
        void Fact(string fact, FactValue? value)
        {
            if (value is not null) facts[fact] = value;
        }

        Fact(ChemblFacts.Target, FactValue.Term(target));
        Fact(ChemblFacts.TargetName, FactValue.Text(targetName));
        Fact(ChemblFacts.Organism, FactValue.Text(item.At("target_organism").Text(200)));
        Fact(ChemblFacts.Molecule, FactValue.Term(molecule));
        Fact(ChemblFacts.MoleculeName, FactValue.Text(name));
        Fact(ChemblFacts.Parent, FactValue.Term(item.At("parent_molecule_chembl_id").Text(20)));
        Fact(ChemblFacts.Pchembl, Decimal(item.At("pchembl_value")) is { } pchembl ? FactValue.Number(pchembl) : null);
        Fact(ChemblFacts.Measure, FactValue.Term(item.At("standard_type").Text(80)));
        Fact(ChemblFacts.Relation, FactValue.Term(item.At("standard_relation").Text(10)));
        Fact(ChemblFacts.Value, Decimal(item.At("standard_value")) is { } value ? FactValue.Number(value, item.At("standard_units").Text(40) is { Length: > 0 } unit ? unit : null) : null);
        Fact(ChemblFacts.Comment, FactValue.Text(item.At("activity_comment").Text(200)));
        Fact(ChemblFacts.Validity, FactValue.Text(item.At("data_validity_comment").Text(200)));
        Fact(ChemblFacts.Duplicate, Flag(item.At("potential_duplicate")) ? FactValue.Term("yes") : null);
        Fact(ChemblFacts.Variant, FactValue.Text(item.At("assay_variant_mutation").Text(200)));
        Fact(ChemblFacts.Action, FactValue.Term(ActionOf(item.At("action_type"))));
        Fact(ChemblFacts.Assay, FactValue.Term(item.At("assay_chembl_id").Text(20)));
        Fact(ChemblFacts.AssayType, FactValue.Term(item.At("assay_type").Text(20)));
        Fact(ChemblFacts.Document, FactValue.Term(item.At("document_chembl_id").Text(20)));
        Fact(ChemblFacts.Journal, FactValue.Text(item.At("document_journal").Text(200)));
        Fact(ChemblFacts.Year, FactValue.Date(PartialDate.Parse(item.At("document_year").Text(10))?.Text));

        var texts = new Dictionary<string, IReadOnlyList<string>> { [TargetField] = [target] };
        if (targetName.Length > 0) texts["target name"] = [targetName];
        if (name.Length > 0) texts["molecule name"] = [name];
        if (description.Length > 0) texts["assay description"] = [description];

        return new()
        {
            Source = ChemblSource.SourceName,
            Id = id,
            Kind = RecordKind.Bioactivity,
            Title = ChemblWords.Title(facts, name.Length > 0 ? name : molecule),
            Link = ChemblWords.Compound(molecule),
            Facts = facts,
            Texts = texts,
            Identifiers = new Dictionary<string, string> { ["chemblActivity"] = id },
            Related = works,
        };
    }

    public static FetchedRecord Fetched(SourceRecord record) => new(record, [new(record.Fact(ChemblFacts.Target), "identifier", TargetField)]);

    /// <summary>A number or a text that holds one; trailing noughts do not count.</summary>
    public static decimal? Decimal(JsonElement element)
    {
        if (element.Text(60) is not { Length: > 0 } text) return null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw new FormatException($"“{text}” where a number should be");
        return number / 1.0000000000000000000000000000m;
    }

    public static bool Flag(JsonElement element) => element.ValueKind == JsonValueKind.True || element.ValueKind is JsonValueKind.String or JsonValueKind.Number && element.ToString() is "1" or "true" or "True";

    private static string ActionOf(JsonElement action) => action.ValueKind == JsonValueKind.Object ? action.At("action_type").Text(80) : action.Text(80);

    private static string Id(JsonElement item, string name) =>
        item.At(name).Text(20) is var id && ChemblIds.IsOne(id) ? id : throw new FormatException($"no {name}");
}
