using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.PubChem;

/// <summary>One assay as a record. Its members are described, not recorded (SPEC.md): what is not there is left out.</summary>
internal static class AssaySummary
{
    // These are sources of their own here, with more to say.
    private static readonly string[] Mirrored = ["ChEMBL", "BindingDB", "IUPHAR", "Guide to PHARMACOLOGY"];

    public static string Id(int assay) => assay.ToString(CultureInfo.InvariantCulture);

    public static bool IsMirror(SourceRecord record) => Mirrored.Any(name => record.Fact(AssayFacts.Depositor).Contains(name, StringComparison.OrdinalIgnoreCase));

    public static SourceRecord Record(int assay, JsonElement summary)
    {
        var name = summary.At("Name").Text(PlainText.TitleLength);
        if (name.Length == 0) throw new FormatException("no name");
        var depositor = summary.At("SourceName").Text(200);
        // A depositor that cannot be read could be a mirror's: not told as if it were none.
        if (depositor.Length == 0) throw new FormatException("no source");
        var facts = new Dictionary<string, FactValue>();
        void Fact(string fact, FactValue? value)
        {
            if (value is not null) facts[fact] = value;
        }

        Fact(AssayFacts.Name, FactValue.Text(name));
        Fact(AssayFacts.Depositor, FactValue.Text(depositor));
        Fact(AssayFacts.Method, FactValue.Term(summary.At("Method").Text(40)));
        Fact(AssayFacts.Active, Count(summary, "CIDCountActive"));
        Fact(AssayFacts.Tested, Count(summary, "CIDCountAll"));
        if (Day(summary.At("LastDataChange")) is { } changed) Fact(AssayFacts.DataChanged, FactValue.Date(changed));
        var description = string.Join(' ', summary.At("Description").ValueKind == JsonValueKind.Array ? summary.At("Description").Texts() : [summary.At("Description").Text()]);

        return new()
        {
            Source = PubChemSource.SourceName,
            Id = Id(assay),
            Kind = RecordKind.Bioactivity,
            Title = name,
            Link = $"https://pubchem.ncbi.nlm.nih.gov/bioassay/{Id(assay)}",
            Facts = facts,
            Texts = new Dictionary<string, IReadOnlyList<string>> { ["name"] = [name], ["description"] = [PlainText.Clean(description, 4000)] },
            Identifiers = new Dictionary<string, string> { ["aid"] = Id(assay) },
        };
    }

    private static FactValue? Count(JsonElement summary, string name) => summary.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? FactValue.Number(count) : null;

    private static string? Day(JsonElement date) => date.ValueKind != JsonValueKind.Object || !int.TryParse(date.At("Year").Text(4), out var year) || !int.TryParse(date.At("Month").Text(2), out var month) || !int.TryParse(date.At("Day").Text(2), out var day) ? null
        : PartialDate.Parse(string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}"))?.Text;
}
