using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>An application of Drugs@FDA with its submissions as a record.</summary>
internal static partial class Applications
{
    public static bool IsNumber(string id) => Shape().IsMatch(id);

    /// <exception cref="SourceUnavailableException">It cannot be named.</exception>
    public static string Number(JsonElement row)
    {
        var number = row.At("application_number").Text(20).ToUpperInvariant();
        return IsNumber(number) ? number : throw new SourceUnavailableException("an application without a readable number");
    }

    public static Reading Record(JsonElement row)
    {
        var number = Number(row);
        return Reading.Of(number, () => Read(number, row));
    }

    private static SourceRecord Read(string number, JsonElement row)
    {
        if (row.At("products").ValueKind != JsonValueKind.Array && row.At("submissions").ValueKind != JsonValueKind.Array) throw new FormatException("neither products nor submissions");
        var products = row.At("products").Items().ToList();
        var brands = Reading.Distinct(products.Select(product => product.At("brand_name").Text(200)));
        var ingredients = Reading.Distinct(products.SelectMany(product => product.At("active_ingredients").Items()).Select(ingredient => ingredient.At("name").Text(200)));
        var submissions = row.At("submissions").Items().Select(Submission.Read).Where(one => one.Class != Submission.Manufacturing).OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        var sponsor = row.At("sponsor_name").Text(200);
        var original = submissions.Where(one => one.IsOriginal && one.Status == "AP").Select(one => one.Day).Min();
        FactValue? Of(Func<Submission, bool> which) => FactValue.List([.. submissions.Where(which).Select(one => one.Written)]);

        return new()
        {
            Source = OpenFdaSource.SourceName,
            Id = number,
            Kind = RecordKind.Approval,
            Title = PlainText.Clean($"{(brands.Count > 0 ? string.Join(", ", brands.Take(3)) : number)}{(ingredients.Count > 0 ? $" ({string.Join(", ", ingredients.Take(3)).ToLowerInvariant()})" : "")}{(sponsor.Length > 0 ? $" – {sponsor}" : "")}", PlainText.TitleLength),
            Link = $"https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo={Digits().Match(number).Value}",
            Dated = original ?? submissions.Select(one => one.Day).Max(),
            Facts = Reading.Facts(
                (OpenFdaFacts.Original, Of(one => one.IsOriginal)),
                (OpenFdaFacts.Efficacy, Of(one => !one.IsOriginal && one.Class == "EFFICACY")),
                (OpenFdaFacts.LabelingRequired, Of(one => !one.IsOriginal && one is { Class: "LABELING", Priority: "901 REQUIRED" })),
                (OpenFdaFacts.Labeling, Of(one => !one.IsOriginal && one.Class == "LABELING" && one.Priority != "901 REQUIRED")),
                (OpenFdaFacts.Supplements, Of(one => !one.IsOriginal && one.Class is not ("EFFICACY" or "LABELING"))),
                (OpenFdaFacts.Marketing, FactValue.List([.. products.Select(Product).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)])),
                (OpenFdaFacts.Sponsor, FactValue.Text(sponsor))),
            Texts = Reading.Texts(("active ingredient", ingredients), ("generic name", Reading.Names(row, "generic_name")), ("brand name", brands)),
            Identifiers = new Dictionary<string, string> { ["application"] = number },
        };
    }

    // "001 ZOLOFT TABLET EQ 50MG BASE: Prescription"
    private static string Product(JsonElement product)
    {
        var status = product.At("marketing_status").Text(60);
        var strengths = product.At("active_ingredients").Items().Select(ingredient => ingredient.At("strength").Text(80));
        string[] name = [product.At("product_number").Text(10), product.At("brand_name").Text(120), product.At("dosage_form").Text(80), .. strengths];
        return status.Length == 0 ? "" : $"{string.Join(' ', name.Where(part => part.Length > 0)).Replace(": ", " ", StringComparison.Ordinal)}: {status}";
    }

    [GeneratedRegex(@"^(NDA|ANDA|BLA|BN|[A-Z]{1,4})\d{4,8}$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
