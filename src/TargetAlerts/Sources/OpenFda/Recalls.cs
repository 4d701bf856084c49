using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>Enforcement reports: one event may have many numbers, one for each product; it is one record.</summary>
internal static partial class Recalls
{
    private const string Prefix = "recall-";

    private static readonly string[] Classes = ["Class I", "Class II", "Class III"];

    private static readonly string[] Statuses = ["Ongoing", "Completed", "Terminated"];

    /// <summary>The event's number of a record's id, or null.</summary>
    public static string? Event(string id) => id.StartsWith(Prefix, StringComparison.Ordinal) && Digits().IsMatch(id[Prefix.Length..]) ? id[Prefix.Length..] : null;

    public static string? Event(JsonElement row) => row.At("event_id").Text(20) is var id && Digits().IsMatch(id) ? id : null;

    public static DateOnly? Reported(JsonElement row) => Reading.Day(row.At("report_date").Text(12));

    public static IEnumerable<Reading> Records(IReadOnlyList<JsonElement> rows) =>
        rows.GroupBy(Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Reading.Of(group.Key, () => Read(group.Key, [.. group.OrderBy(row => row.At("recall_number").Text(40), StringComparer.Ordinal)])));

    private static string Id(JsonElement row)
    {
        if (Event(row) is { } number) return Prefix + number;
        return row.At("recall_number").Text(40) is var own && Number().IsMatch(own) ? Prefix + own : throw new SourceUnavailableException("a recall with neither an event nor a number");
    }

    private static SourceRecord Read(string id, IReadOnlyList<JsonElement> rows)
    {
        List<string> All(string name, int cap) => Reading.Distinct(rows.Select(row => row.At(name).Text(cap)));
        var products = All("product_description", 300);
        if (products.Count == 0) throw new FormatException("no product");
        var days = rows.Select(Reported).Where(day => day is not null).ToList();
        var numbers = All("recall_number", 40);
        return new()
        {
            Source = OpenFdaSource.SourceName,
            Id = id,
            Kind = RecordKind.Recall,
            Title = PlainText.Clean(PlainText.Shorten(products[0], 240) + (products.Count > 1 ? $" and {products.Count - 1} more" : ""), PlainText.TitleLength),
            Link = Event(id) is { } number ? $"https://www.accessdata.fda.gov/scripts/ires/?Event={number}" : "https://www.accessdata.fda.gov/scripts/ires/",
            Dated = days.Min(),
            Facts = Reading.Facts(
                (OpenFdaFacts.Classification, FactValue.Term(First(All("classification", 60), Classes))),
                (OpenFdaFacts.RecallStatus, FactValue.Term(First(All("status", 60), Statuses))),
                (OpenFdaFacts.Reason, FactValue.List(All("reason_for_recall", 2000))),
                (OpenFdaFacts.Products, FactValue.List(products)),
                (OpenFdaFacts.Firm, FactValue.Text(All("recalling_firm", 200).FirstOrDefault())),
                (OpenFdaFacts.Numbers, FactValue.List(numbers)),
                (OpenFdaFacts.Voluntary, FactValue.Term(All("voluntary_mandated", 80).FirstOrDefault())),
                (OpenFdaFacts.Initiated, FactValue.Date(Reading.Date(rows[0].At("recall_initiation_date").Text(12))))),
            Texts = Reading.Texts(("product description", products), ("generic name", Reading.Distinct(rows.SelectMany(row => Reading.Names(row, "generic_name"))))),
            Identifiers = Event(id) is { } own ? new Dictionary<string, string> { ["fdaEvent"] = own } : new Dictionary<string, string>(),
        };
    }

    // The gravest of several; a word that is not known is kept as it is.
    private static string First(IReadOnlyList<string> said, string[] order) => order.FirstOrDefault(said.Contains) ?? (said.Count > 0 ? said[0] : "");

    [GeneratedRegex("^[0-9]{1,12}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^[A-Z0-9-]{3,30}$")]
    private static partial Regex Number();
}
