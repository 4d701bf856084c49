using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>einfo.fcgi, as far as a look at the build and the number of records goes.</summary>
internal sealed class EInfo(PubMedModel model)
{
    private const string Prolog = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!DOCTYPE eInfoResult PUBLIC "-//NLM//DTD einfo 20190110//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20190110/einfo.dtd">

        """;

    public Answer Answer(Ask ask)
    {
        var build = string.Create(CultureInfo.InvariantCulture, $"Build-{model.Today:yyyy.MM.dd}.06.00");
        var updated = string.Create(CultureInfo.InvariantCulture, $"{model.Today:yyyy/MM/dd} 06:00");
        if (ask.Parameters["retmode"] == "json")
        {
            var info = new JsonObject { ["dbname"] = "pubmed", ["dbbuild"] = build, ["count"] = $"{model.Count}", ["lastupdate"] = updated };
            return new Answer(200, "application/json", new JsonObject
            {
                ["header"] = new JsonObject { ["type"] = "einfo", ["version"] = "0.3" },
                ["einforesult"] = new JsonObject { ["dbinfo"] = new JsonArray(info) },
            }.ToJsonString());
        }
        return new Answer(200, "text/xml; charset=UTF-8", Prolog + new XElement("eInfoResult", new XElement("DbInfo",
            new XElement("DbName", "pubmed"),
            new XElement("DbBuild", build),
            new XElement("Count", model.Count),
            new XElement("LastUpdate", updated))));
    }
}
