using System.Globalization;
using System.Text;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>efetch.fcgi: PubMed numbers in, full records out, in XML only.</summary>
internal sealed class EFetch(PubMedModel model)
{
    public const string Prolog = """
        <?xml version="1.0" ?>
        <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">

        """;

    private const string Xml = "text/xml; charset=UTF-8";

    public Answer Answer(Ask ask)
    {
        var parameters = ask.Parameters;
        if (ask.Fault == FaultKind.ErrorObject)
            return Failed("stand-in fault");
        if (parameters["db"] != "pubmed")
            return Failed($"Invalid db name specified: {parameters["db"]}");
        if (!string.Equals(parameters["retmode"], "xml", StringComparison.OrdinalIgnoreCase))
            return new Answer(400, "text/plain", $"retmode '{parameters["retmode"]}' is not served by this stand-in; PubMed records come as xml");
        if (parameters["WebEnv"] is { } webEnv)
        {
            return model.History.Find(webEnv, parameters["query_key"]) is { } kept
                ? Set(Slice(kept, parameters), ask.Fault)
                : Failed($"Unable to obtain query #{parameters["query_key"]}");
        }
        var ids = Ids(parameters["id"]);
        return ids.Count == 0
            ? new Answer(400, Xml, "<?xml version=\"1.0\" ?><eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>")
            : Set(ids, ask.Fault);
    }

    private static Answer Failed(string error) => new(200, Xml, $"<?xml version=\"1.0\" ?><eFetchResult><ERROR>{error}</ERROR></eFetchResult>");

    private Answer Set(IReadOnlyList<int> ids, FaultKind? fault)
    {
        var articles = ids.Distinct().Select(model.Entry).OfType<IndexedArticle>().Select(entry => entry.Xml).ToList();
        if (fault == FaultKind.EmptyTotal)
            articles.Clear();
        if (fault is FaultKind.MissingRecords or FaultKind.MissingPage)
            articles.RemoveRange(0, (articles.Count + 1) / 2);
        if (fault == FaultKind.RepeatedPage && articles.Count > 0)
            articles = [.. articles.Select(_ => articles[0])];
        var body = new StringBuilder(Prolog).Append("<PubmedArticleSet>\n");
        for (var at = 0; at < articles.Count; at++)
            body.Append(fault == FaultKind.MissingElement && at == 0 ? "<PubmedArticle><PubmedData/></PubmedArticle>" : articles[at]).Append('\n');
        return new Answer(200, Xml, body.Append("</PubmedArticleSet>").ToString());
    }

    private static List<int> Ids(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)];

    private static List<int> Slice(IReadOnlyList<int> ids, Parameters parameters)
    {
        _ = int.TryParse(parameters["retstart"], CultureInfo.InvariantCulture, out var start);
        var size = int.TryParse(parameters["retmax"], CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, 10_000) : 20;
        return [.. ids.Skip(start).Take(size)];
    }
}
