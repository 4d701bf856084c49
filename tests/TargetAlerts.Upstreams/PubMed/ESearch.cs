using System.Globalization;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>esearch.fcgi: a term in, PubMed numbers out.</summary>
internal sealed class ESearch(PubMedModel model)
{
    private const int Reachable = 9999;
    private static readonly string[] Sorts = ["relevance", "pub_date", "pub date", "author", "journalname", "journal", "most recent", "most+recent", "pub+date"];

    public Answer Answer(Ask ask)
    {
        var json = string.Equals(ask.Parameters["retmode"], "json", StringComparison.OrdinalIgnoreCase);
        var result = ask.Fault == FaultKind.ErrorObject ? SearchResult.Failed("Search Backend failed: stand-in fault") : Search(ask);
        if (ask.Fault == FaultKind.EmptyTotal)
            result = result with { Count = 0, Ids = [], RetMax = 0 };
        var listed = ask.Fault != FaultKind.MissingElement;
        return json
            ? new Answer(200, "application/json; charset=UTF-8", ESearchJson.Render(result, listed))
            : new Answer(200, "text/xml; charset=UTF-8", ESearchXml.Render(result, listed));
    }

    private SearchResult Search(Ask ask)
    {
        var parameters = ask.Parameters;
        try
        {
            if (parameters["db"] != "pubmed")
                throw new TermException($"Invalid db name specified: {parameters["db"]}");
            var start = Number(parameters["retstart"], 0, "retstart");
            var size = Math.Min(Number(parameters["retmax"], 20, "retmax"), 10_000);
            if (start > Reachable - 1)
                throw new TermException("Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching the query.");
            if (string.IsNullOrWhiteSpace(parameters["term"]))
                throw new TermException("Empty term and query_key - nothing todo");
            return Page(ask, start, size, new TermSearch(model).Run(parameters["term"]!, DateWindow.Of(parameters, model.Today)));
        }
        catch (TermException problem)
        {
            return SearchResult.Failed(problem.Message);
        }
    }

    private SearchResult Page(Ask ask, int start, int size, TermOutcome outcome)
    {
        var ids = outcome.Ids;
        var shifted = ask.Fault switch
        {
            FaultKind.RepeatedPage => Math.Max(0, start - size),
            FaultKind.MissingPage => start + size,
            _ => start,
        };
        IReadOnlyList<int> page = [.. ids.Take(Reachable).Skip(shifted).Take(size)];
        if (ask.Fault == FaultKind.MissingRecords)
            page = [.. page.Take(page.Count / 2)];
        var result = new SearchResult
        {
            Count = ids.Count + ask.TotalShift,
            RetStart = start,
            RetMax = Math.Min(size, Math.Max(0, ids.Count - start)),
            Ids = page,
            Translation = outcome.Translation,
            PhrasesNotFound = outcome.PhrasesNotFound,
            FieldsNotFound = outcome.FieldsNotFound,
            QuotedPhrasesNotFound = outcome.QuotedPhrasesNotFound,
            Messages = Messages(ask.Parameters["sort"], ids.Count),
        };
        if (ask.Parameters["usehistory"] != "y")
            return result;
        var (webEnv, key) = model.History.Keep(ask.Parameters["WebEnv"], ids);
        return result with { WebEnv = webEnv, QueryKey = key };
    }

    private static IReadOnlyList<string> Messages(string? sort, int count) =>
    [
        .. sort is null || Sorts.Contains(sort, StringComparer.OrdinalIgnoreCase) ? Array.Empty<string>() : [$"Unknown sort schema '{sort}' ignored"],
        .. count > 0 ? Array.Empty<string>() : ["No items found."],
    ];

    private static int Number(string? text, int otherwise, string name)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TermException($"Invalid value of {name}: {text}");
    }
}
