using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>One interaction of a ligand with the target as a record.</summary>
internal static class GtopdbInteraction
{
    private const string TargetField = "Guide to PHARMACOLOGY target";

    public static string Ligand(JsonElement row) => row.At("ligandId").Text(20) is var id && GtopdbIds.IsOne(id) ? id : throw new FormatException("no ligand");

    public static FetchedRecord Fetched(string target, string id, JsonElement row, GtopdbLigand ligand)
    {
        string Said(string member) => GtopdbText.Plain(row.At(member).Text(400));
        var (type, action) = (Said("type"), Said("action"));
        // Older answers say affinityType.
        var parameter = Said("affinityParameter") is { Length: > 0 } said ? said : Said("affinityType");
        var affinity = Said("affinity") is { } text && text.Any(char.IsAsciiDigit) ? text : "";

        var facts = new Dictionary<string, FactValue>();
        void Fact(string fact, FactValue? value)
        {
            if (value is not null) facts[fact] = value;
        }

        Fact(GtopdbFacts.Target, FactValue.Term(target));
        Fact(GtopdbFacts.Ligand, FactValue.Term(ligand.Id));
        Fact(GtopdbFacts.LigandName, FactValue.Text(ligand.Name));
        Fact(GtopdbFacts.Type, FactValue.Term(type));
        Fact(GtopdbFacts.Action, FactValue.Term(action));
        Fact(GtopdbFacts.Affinity, FactValue.Text(affinity) is { } value ? value with { Qualifier = parameter.Length > 0 ? parameter : null } : null);
        Fact(GtopdbFacts.Primary, GtopdbText.Flag(row.At("primaryTarget")) ? FactValue.Term("yes") : null);
        Fact(GtopdbFacts.Endogenous, GtopdbText.Flag(row.At("endogenous")) ? FactValue.Term("yes") : null);
        Fact(GtopdbFacts.Approved, ligand.Approved ? FactValue.Term("yes") : null);
        Fact(GtopdbFacts.Withdrawn, ligand.Withdrawn ? FactValue.Term("yes") : null);
        Fact(GtopdbFacts.Species, FactValue.Term(Said("targetSpecies")));
        Fact(GtopdbFacts.Selectivity, FactValue.Text(Said("selectivity")));

        var words = string.Join(", ", new[] { action.Length > 0 ? action : type, affinity.Length > 0 ? $"{parameter} {affinity}".Trim() : "" }.Where(part => part.Length > 0));
        return new(new()
        {
            Source = GtopdbSource.SourceName,
            Id = id,
            Kind = RecordKind.Bioactivity,
            Title = PlainText.Clean(words.Length > 0 ? $"{ligand.Name}: {words}" : ligand.Name, PlainText.TitleLength),
            Link = $"{GtopdbWords.Site}LigandDisplayForward?ligandId={ligand.Id}",
            Facts = facts,
            Texts = new Dictionary<string, IReadOnlyList<string>> { [TargetField] = [target], ["ligand"] = [ligand.Name] },
            Identifiers = new Dictionary<string, string> { ["gtopdbInteraction"] = id, ["gtopdbLigand"] = ligand.Id },
            Related = References(row),
        }, [new(target, "identifier", TargetField)]);
    }

    // Its shape is unconfirmed: what is no list of articles is passed over.
    private static List<string> References(JsonElement row)
    {
        if (!row.TryGetProperty("refs", out var refs) || refs.ValueKind != JsonValueKind.Array) return [];
        return [.. refs.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("pmid", out var pmid) && pmid.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            .Select(one => one.GetProperty("pmid").ToString()).Where(GtopdbIds.IsOne).Distinct().Select(pmid => $"pmid:{pmid}")];
    }
}
