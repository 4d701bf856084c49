using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Rows of the answers as records.</summary>
internal static class OpenTargetsRecords
{
    private const string GeneField = "Ensembl gene";

    private const string Platform = "https://platform.opentargets.org/";

    public static FetchedRecord Drug(string target, string id, OpenTargetsDrug drug, IReadOnlyList<string> stops)
    {
        var diseases = drug.Rows.SelectMany(row => row.At("diseases").Items()).Select(Named).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var stage = drug.Rows.Select(row => row.At("maxClinicalStage").Text(40)).MaxBy(OpenTargetsStages.Rank) ?? "";
        var known = OpenTargetsIds.IsDrug(drug.Id);
        return Fetched(new()
        {
            Source = OpenTargetsSource.SourceName,
            Id = id,
            Kind = RecordKind.Drug,
            Title = drug.Name,
            Link = known ? $"{Platform}drug/{drug.Id}" : $"{Platform}target/{target}",
            Facts = Facts((OpenTargetsFacts.Stage, FactValue.Term(stage)), (OpenTargetsFacts.Diseases, FactValue.List(diseases)), (OpenTargetsFacts.SafetyStops, FactValue.List(stops)), (OpenTargetsFacts.OwnId, FactValue.Term(drug.Id)), (OpenTargetsFacts.Name, FactValue.Text(drug.Name))),
            Texts = Texts(target, ("drug", [drug.Name]), ("disease", [.. diseases.Select(OpenTargetsFacts.NameOf)])),
            Identifiers = known ? new Dictionary<string, string> { ["chembl"] = drug.Id } : new(),
            Related = [.. stops.Where(report => report.StartsWith("NCT", StringComparison.Ordinal)).Select(report => $"nct:{report}")],
        }, target);
    }

    public static FetchedRecord Disease(string target, string id, string disease, string name, decimal score, JsonElement row)
    {
        var types = row.At("datatypeScores").Items().Select(type => (Id: type.At("id").Text(60), Score: Number(type.At("score")))).Where(type => type.Id.Length > 0)
            .OrderBy(type => type.Id, StringComparer.Ordinal).ToList();
        return Fetched(new()
        {
            Source = OpenTargetsSource.SourceName,
            Id = id,
            Kind = RecordKind.Association,
            Title = name,
            Link = OpenTargetsIds.IsDisease(disease) ? $"{Platform}evidence/{target}/{disease}" : $"{Platform}target/{target}/associations",
            Facts = Facts(
                (OpenTargetsFacts.Score, OpenTargetsFacts.ScoreOf(score, types)), (OpenTargetsFacts.OwnId, FactValue.Term(disease)), (OpenTargetsFacts.Name, FactValue.Text(name))),
            Texts = Texts(target, ("disease", [name])),
            Identifiers = new Dictionary<string, string> { ["disease"] = disease },
        }, target);
    }

    public static FetchedRecord Target(string target, string id, JsonElement found)
    {
        var symbol = found.At("approvedSymbol").Text(40);
        return Fetched(new()
        {
            Source = OpenTargetsSource.SourceName,
            Id = id,
            Kind = RecordKind.Annotation,
            Title = $"{(symbol.Length > 0 ? symbol : target)}: safety and tractability",
            Link = $"{Platform}target/{target}",
            Facts = Facts((OpenTargetsFacts.Safety, FactValue.List(OpenTargetsAnnotation.Safety(found))), (OpenTargetsFacts.Tractability, FactValue.List(OpenTargetsAnnotation.Tractability(found)))),
            Texts = Texts(target),
            Identifiers = new Dictionary<string, string> { ["ensembl"] = target },
        }, target);
    }

    // With its id, so that neither another id nor another name alone makes it a new disease.
    private static string Named(JsonElement disease) => disease.At("disease", "name").Text(300) is { Length: > 0 } name ? $"{name} [{disease.At("disease", "id").Text(60)}]" : disease.At("diseaseFromSource").Text(300);

    private static decimal Number(JsonElement score) => score.ValueKind == JsonValueKind.Number && score.TryGetDecimal(out var value) ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{score.ValueKind} where a score should be"));

    private static FetchedRecord Fetched(SourceRecord record, string target) => new(record, [new(target, "identifier", GeneField)]);

    private static Dictionary<string, FactValue> Facts(params (string Name, FactValue? Value)[] facts) =>
        facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!);

    private static Dictionary<string, IReadOnlyList<string>> Texts(string target, params (string Field, IReadOnlyList<string> Said)[] texts)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>> { [GeneField] = [target] };
        foreach (var (field, said) in texts.Where(text => text.Said.Count > 0)) fields[field] = said;
        return fields;
    }
}
