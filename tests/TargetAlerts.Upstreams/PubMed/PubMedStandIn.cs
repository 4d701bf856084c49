using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>The E-utilities that are stood in for.</summary>
internal sealed class PubMedStandIn(PubMedModel model) : IStandIn
{
    private const int LongestQuery = 8000;

    public UpstreamSource Source => UpstreamSource.PubMed;

    public string Prefix => "/pubmed/entrez/eutils/";

    public string Endpoint(string rest) => rest.EndsWith(".fcgi", StringComparison.Ordinal) ? rest[..^".fcgi".Length] : rest;

    public Answer Answer(Ask ask)
    {
        if (ask.QueryString.Length > LongestQuery)
            return new Answer(414, "text/html", "<html><head><title>414 Request-URI Too Long</title></head></html>");
        return ask.Endpoint switch
        {
            "esearch" => new ESearch(model).Answer(ask),
            "efetch" => new EFetch(model).Answer(ask),
            "einfo" => new EInfo(model).Answer(ask),
            _ => new Answer(404, "text/html", "<html><head><title>404 Not Found</title></head></html>"),
        };
    }
}
