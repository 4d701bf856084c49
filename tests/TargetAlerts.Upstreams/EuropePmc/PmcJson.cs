using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.EuropePmc;

/// <summary>Writes a record the way a core answer does: what is not known is left out.</summary>
internal static class PmcJson
{
    public static JsonObject Render(PmcRow row)
    {
        var json = new JsonObject { ["id"] = row.Id, ["source"] = row.Source };
        Set(json, "pmid", row.Pmid);
        Set(json, "pmcid", row.Pmcid);
        Set(json, "doi", row.Doi);
        Set(json, "title", row.Title);
        Set(json, "authorString", row.Authors.Count == 0 ? null : string.Join(", ", row.Authors) + ".");
        if (row.Authors.Count > 0)
            json["authorList"] = List("author", row.Authors.Select(name => new JsonObject { ["fullName"] = name }));
        if (row.Journal is not null)
            json["journalInfo"] = new JsonObject { ["journal"] = new JsonObject { ["title"] = row.Journal } };
        if (row.Publisher is not null)
            json["bookOrReportDetails"] = new JsonObject { ["publisher"] = row.Publisher };
        Set(json, "abstractText", row.Abstract);
        if (row.PubTypes.Count > 0)
            json["pubTypeList"] = List("pubType", row.PubTypes.Select(type => JsonValue.Create(type)));
        if (row.MeshHeadings.Count > 0)
            json["meshHeadingList"] = List("meshHeading", row.MeshHeadings.Select(name => new JsonObject { ["descriptorName"] = name }));
        if (row.Links.Count > 0)
            json["commentCorrectionList"] = List("commentCorrection", row.Links.Select((link, at) => Link(link, at + 1)));
        if (row.Version is { } version)
            json["versionNumber"] = version;
        json["citedByCount"] = row.CitedBy;
        Set(json, "firstPublicationDate", Day(row.Published));
        json["firstIndexDate"] = Day(row.FirstIndexed);
        return json;
    }

    private static JsonObject Link(PmcLink link, int order) => new()
    {
        ["source"] = link.Source,
        ["id"] = link.Id,
        ["reference"] = link.Reference,
        ["type"] = link.Type,
        ["orderIn"] = order,
    };

    private static JsonObject List(string name, IEnumerable<JsonNode> items) => new() { [name] = new JsonArray([.. items]) };

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
