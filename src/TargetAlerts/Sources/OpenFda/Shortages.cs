using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>Shortages: the packages of one drug that one company reported on one day are one record. Reverified rows only move dates.</summary>
internal static class Shortages
{
    private const string Prefix = "shortage-";

    private static readonly string[] Statuses = ["Current", "To Be Discontinued", "Resolved"];

    public static bool IsId(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    public static IEnumerable<Reading> Records(IReadOnlyList<JsonElement> rows) =>
        rows.GroupBy(Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Reading.Of(group.Key, () => Read(group.Key, [.. group])));

    private static string Id(JsonElement row)
    {
        string[] key = [row.At("generic_name").Text(200), row.At("company_name").Text(200), Reading.Date(row.At("initial_posting_date").Text(12)) ?? ""];
        return key[0].Length + key[1].Length > 0 ? Prefix + Fingerprints.OfText(string.Join('|', key.Select(PlainText.Bare))) : throw new SourceUnavailableException("a shortage of neither a drug nor a company");
    }

    private static SourceRecord Read(string id, IReadOnlyList<JsonElement> rows)
    {
        List<string> All(string name, int cap) => Reading.Distinct(rows.Select(row => row.At(name).Text(cap)).Order(StringComparer.Ordinal));
        var statuses = All("status", 60);
        if (statuses.Count == 0) throw new FormatException("no status");
        var (generic, company) = (rows[0].At("generic_name").Text(200), rows[0].At("company_name").Text(200));
        var posted = Reading.Day(rows[0].At("initial_posting_date").Text(12));
        return new()
        {
            Source = OpenFdaSource.SourceName,
            Id = id,
            Kind = RecordKind.Shortage,
            Title = PlainText.Clean(company.Length > 0 ? $"{generic} – {company}" : generic, PlainText.TitleLength),
            Link = "https://www.accessdata.fda.gov/scripts/drugshortages/default.cfm",
            Dated = posted,
            Facts = Reading.Facts(
                (OpenFdaFacts.ShortageStatus, FactValue.Term(Statuses.FirstOrDefault(statuses.Contains) ?? statuses[0])),
                (OpenFdaFacts.Availability, FactValue.List(All("availability", 80))),
                (OpenFdaFacts.ShortageReason, FactValue.Text(All("shortage_reason", 400).FirstOrDefault())),
                (OpenFdaFacts.Packages, FactValue.List([.. rows.Select(row => row.At("presentation").Text(200) is { Length: > 0 } said ? said : row.At("package_ndc").Text(40)).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)])),
                (OpenFdaFacts.Discontinued, FactValue.Date(All("discontinued_date", 12).Select(Reading.Date).FirstOrDefault(date => date is not null))),
                (OpenFdaFacts.Company, FactValue.Text(company)),
                (OpenFdaFacts.Posted, FactValue.Date(Reading.Date(rows[0].At("initial_posting_date").Text(12))))),
            Texts = Reading.Texts(("generic name", Reading.Distinct([.. All("generic_name", 200), .. rows.SelectMany(row => Reading.Names(row, "generic_name"))])), ("brand name", Reading.Distinct(rows.SelectMany(row => Reading.Names(row, "brand_name"))))),
        };
    }
}
