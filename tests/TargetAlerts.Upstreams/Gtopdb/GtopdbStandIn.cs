using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Gtopdb;

/// <summary>The part of the Guide's services that is stood in for. A target is known when it has an interaction in some species.</summary>
internal sealed class GtopdbStandIn(GtopdbModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Gtopdb;

    public string Prefix => "/gtopdb/services/";

    public string Endpoint(string rest) => rest.Split('/') is ["targets", _, "interactions"] ? "interactions" : rest.Split('/')[0];

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, """{"error":"stand-in fault"}""");
        return ask.Rest.Split('/') switch
        {
            ["targets", var target, "interactions"] when Number(target) is { } id => Interactions(id, ask),
            ["ligands", var ligand] when Number(ligand) is { } id && model.Ligand(id) is { } row => new Answer(200, Json, row.Json().ToJsonString(Texts.PlainJson)),
            _ => new Answer(404, Json, ""),
        };
    }

    private Answer Interactions(int target, Ask ask)
    {
        var all = model.Of(target);
        if (all.Count == 0)
            return new Answer(404, Json, "");
        if (ask.Parameters["species"] is { } species)
            all = [.. all.Where(row => row.Species == species)];
        if (all.Count == 0 || ask.Fault == FaultKind.EmptyTotal)
            return model.EmptyBodies ? new Answer(200, Json, "") : new Answer(200, Json, "[]");
        IEnumerable<GtopdbInteractionRow> shown = ask.Fault == FaultKind.RepeatedPage ? [.. all, all[0]] : all;
        return new Answer(200, Json, new JsonArray([.. shown.Select(row => row.Json())]).ToJsonString(Texts.PlainJson));
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The Guide's downloads, which lie beside its services.</summary>
internal sealed class GtopdbDownloads(GtopdbModel model) : IStandIn
{
    public UpstreamSource Source => UpstreamSource.Gtopdb;

    public string Prefix => "/gtopdb/DATA/";

    public string Endpoint(string rest) => "download";

    public Answer Answer(Ask ask)
    {
        if (!model.Downloads)
            return new Answer(404, "text/html", "<h1>Not Found</h1>");
        return new Answer(200, "text/csv", $"\"# GtoPdb Version: {model.Banner}\"\n\"HGNC Symbol\",\"HGNC ID\",\"IUPHAR Name\",\"IUPHAR ID\"\n{string.Concat(Enumerable.Repeat("\"MADEUP\",\"0\",\"made up\",\"0\"\n", 40))}");
    }
}
