using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Ctis;

/// <summary>A row of the search as a record. Its own stamps of update are left out: what they mean is not documented.</summary>
internal static class CtisTrial
{
    public static SourceRecord Record(string number, JsonElement row)
    {
        var id = number[..^3];
        var title = row.At("ctTitle").Text(PlainText.TitleLength);
        var shortTitle = row.At("shortTitle").Text(PlainText.TitleLength);
        if (title.Length == 0) title = shortTitle;
        if (title.Length == 0) throw new FormatException("no title");
        var product = row.At("product").Text(2000);
        var conditions = row.At("conditions").Text(2000);
        var outcome = row.At("primaryEndPoint").Text(2000);
        var decided = Day(row.At("decisionDateOverall").Text(40));
        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(CtisFacts.Title, FactValue.Text(title));
        Fact(CtisFacts.Status, FactValue.Term(row.At("ctStatus").Text(80)));
        Fact(CtisFacts.Results, row.At("resultsFirstReceived").Text(80) is { Length: > 0 } results && !results.Equals("No", StringComparison.OrdinalIgnoreCase) ? FactValue.Term("posted") : null);
        Fact(CtisFacts.Phase, FactValue.Text(row.At("trialPhase").Text(120)));
        Fact(CtisFacts.Countries, FactValue.List(Countries(row.At("trialCountries"))));
        Fact(CtisFacts.Sponsor, FactValue.Text(row.At("sponsor").Text(400)));
        Fact(CtisFacts.Products, FactValue.List(Listed(product)));
        Fact(CtisFacts.Conditions, FactValue.Text(conditions));
        Fact(CtisFacts.Outcome, FactValue.Text(PlainText.Shorten(outcome, 400)));
        Fact(CtisFacts.Decided, decided is null ? null : FactValue.Date(decided.Value.Text));
        Fact(CtisFacts.Enrolment, int.TryParse(row.At("totalNumberEnrolled").Text(20), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? FactValue.Number(count) : null);

        var texts = new Dictionary<string, IReadOnlyList<string>>();
        void Search(string field, params IEnumerable<string> said)
        {
            if (said.Where(text => text.Length > 0).Distinct().ToList() is { Count: > 0 } held) texts[field] = held;
        }

        Search("product", product);
        Search("title", title, shortTitle);
        Search("condition", conditions);
        Search("primary endpoint", outcome);
        Search("endpoint", row.At("endPoint").Text());
        return new()
        {
            Source = CtisSource.SourceName,
            Id = id,
            Kind = RecordKind.Trial,
            Title = title,
            Link = $"https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT={number}",
            Dated = decided?.FirstDay,
            Facts = facts,
            Texts = texts,
            Identifiers = new Dictionary<string, string> { ["ctis"] = id },
        };
    }

    // dd/MM/yyyy here, ISO in a trial's details: either is read, should they change places.
    private static PartialDate? Day(string text) =>
        DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? PartialDate.Parse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        : text.Length >= 10 ? PartialDate.Parse(text[..10]) : null;

    // "Hungary:2": the number counts sites.
    private static List<string> Countries(JsonElement countries) =>
        [.. (countries.ValueKind == JsonValueKind.String ? [.. countries.Text().Split(',')] : countries.Texts()).Select(text => text.Split(':')[0].Trim()).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Listed(string products) => [.. products.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}
