using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.GwasCatalog;

/// <summary>GET v2/associations, v2/associations/{id} and v2/studies/{accession}.</summary>
internal sealed class GwasCatalogStandIn(AssociationModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.GwasCatalog;

    public string Prefix => "/gwas/rest/api/";

    public string Endpoint(string rest) => rest == "v2/associations" ? "associations" : rest.StartsWith("v2/studies/", StringComparison.Ordinal) ? "study" : "association";

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"status\":500,\"error\":\"stand-in fault\"}");
        return ask.Endpoint switch
        {
            "associations" => Page(ask),
            "study" => model.StudiesServed ? Study(ask.Rest["v2/studies/".Length..]) : new Answer(404, Json, ""),
            _ => Single(ask.Rest["v2/associations/".Length..]),
        };
    }

    private Answer Page(Ask ask)
    {
        string[] known = ["mapped_gene", "page", "size", "sort", "direction"];
        if (ask.Parameters.All.FirstOrDefault(pair => !known.Contains(pair.Key)).Key is { } unknown)
            return new Answer(400, Json, $"{{\"status\":400,\"error\":\"unknown parameter {unknown}\"}}");
        var (number, size) = (Number(ask.Parameters["page"] ?? "0"), Math.Min(Number(ask.Parameters["size"] ?? "20"), 200));
        var found = model.All.Where(one => one.Genes.Contains(ask.Parameters["mapped_gene"] ?? "")).OrderBy(one => one.Exponent).ThenBy(one => one.Mantissa).ThenBy(one => one.Id).ToList();
        if (ask.Parameters["direction"] == "desc")
            found.Reverse();
        // The last of one page comes again as the first of the next, and another falls out.
        if (model.Shuffled && number == 1 && found.Count > size)
            (found[size], found[size - 1]) = (found[size - 1], found[size]);
        var shown = ask.Fault switch
        {
            FaultKind.EmptyTotal => [],
            FaultKind.RepeatedPage => found.Take(size).Select(_ => found[0]),
            FaultKind.MissingPage => found.Skip((number + 1) * size).Take(size),
            FaultKind.MissingRecords => found.Skip(number * size).Take(Math.Min(size, found.Count - number * size) / 2),
            _ => found.Skip(number * size).Take(size),
        };
        var total = ask.Fault == FaultKind.EmptyTotal ? 0 : found.Count + ask.TotalShift;
        var json = new JsonObject();
        // Nothing found: the list is left out.
        if (total > 0 && ask.Fault != FaultKind.MissingElement)
            json["_embedded"] = new JsonObject { ["associations"] = new JsonArray([.. shown.Select(one => (JsonNode)Render(one))]) };
        json["page"] = new JsonObject { ["size"] = size, ["totalElements"] = total, ["totalPages"] = (total + size - 1) / size, ["number"] = number };
        return new Answer(200, Json, json.ToJsonString(Texts.PlainJson));
    }

    private Answer Single(string id) => model.SinglesServed && model.All.FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == id) is { } found
        ? new Answer(200, Json, Render(found).ToJsonString(Texts.PlainJson))
        : new Answer(404, Json, "");

    private static Answer Study(string accession) => new(200, Json, new JsonObject
    {
        ["accession_id"] = accession,
        ["initial_sample_size"] = "1,000 made-up cases",
        ["publication_date"] = "2025-11-03",
        ["title"] = "A made-up association study",
        ["journal"] = "J Made Up",
    }.ToJsonString());

    private static JsonObject Render(Association one) => new()
    {
        ["association_id"] = one.Id,
        ["risk_frequency"] = one.Frequency,
        ["p_value"] = one.Exponent < -300 ? 0.0 : one.Mantissa * Math.Pow(10, one.Exponent),
        ["pvalue_mantissa"] = one.Mantissa,
        ["pvalue_exponent"] = one.Exponent,
        ["efo_traits"] = new JsonArray(new JsonObject { ["efo_id"] = "EFO_0000001", ["efo_trait"] = one.Trait }),
        ["reported_trait"] = new JsonArray(one.Trait),
        ["accession_id"] = one.Study,
        ["mapped_genes"] = new JsonArray([.. one.Genes.Select(gene => JsonValue.Create(gene))]),
        ["pubmed_id"] = one.PubMed,
        ["first_author"] = "Nobody N",
        ["snp_effect_allele"] = new JsonArray(one.Variant),
        ["snp_allele"] = new JsonArray(new JsonObject { ["rs_id"] = one.Variant.Split('-')[0], ["effect_allele"] = "A" }),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
