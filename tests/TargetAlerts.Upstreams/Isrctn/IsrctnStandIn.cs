using System.Globalization;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Isrctn;

/// <summary>GET query/format/default: a search without pages.</summary>
internal sealed class IsrctnStandIn(IsrctnModel model) : IStandIn
{
    private const string Xml = "application/xml;charset=UTF-8";

    public UpstreamSource Source => UpstreamSource.Isrctn;

    public string Prefix => "/isrctn/api/";

    public string Endpoint(string rest) => rest == "query/format/default" ? "query" : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Method != "GET" || ask.Endpoint != "query")
            return new Answer(404, "text/html", "<html><body>Not Found</body></html>");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Xml, "<error><message>stand-in fault</message></error>");
        if (ask.Parameters.All.Any(pair => pair.Key is not ("q" or "limit")) || ask.Parameters["q"] is not { Length: > 0 } query
            || !int.TryParse(ask.Parameters["limit"] ?? "10", NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            return new Answer(400, "text/plain", "bad request");
        IReadOnlyList<IsrctnRecord> found;
        try
        {
            var search = IsrctnSearch.Parse(query);
            found = ask.Fault == FaultKind.EmptyTotal ? [] : [.. model.All().Where(search.Finds)];
        }
        catch (FormatException problem)
        {
            return new Answer(400, "text/plain", problem.Message);
        }
        var shown = ask.Fault switch
        {
            FaultKind.MissingRecords => found.Take(Math.Min(limit, found.Count) / 2),
            FaultKind.RepeatedPage => found.Take(limit).Select(_ => found[0]),
            _ => found.Take(limit),
        };
        return new Answer(200, Xml, IsrctnXml.Write(shown, found.Count + ask.TotalShift, ask.Fault == FaultKind.MissingElement));
    }
}
