using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TargetAlerts.Web.Api;

/// <summary>What /openapi.json says beyond what the routes say themselves.</summary>
internal static class ApiDescription
{
    private const string Html = "text/html", Json = "application/json", Problem = "application/problem+json";

    private static readonly string[] Filters = ["/targets/{symbol}", "/targets/{symbol}/changes.csv", "/targets/{symbol}/changes.ris", "/api/targets/{symbol}/changes"];

    // By path: what it is, and what a GET answers.
    private static readonly Dictionary<string, (string Summary, string Type)> Words = new()
    {
        ["/"] = ("The targets followed here; q finds one", Html),
        ["/targets/{symbol}"] = ("A target: identity, counts, timeline, what is coming, coverage", Html),
        ["/targets/{symbol}/changes.csv"] = ("The changes a filter lets through, as CSV", "text/csv"),
        ["/targets/{symbol}/changes.ris"] = ("The same as RIS, for reference managers", "application/x-research-info-systems"),
        ["/alert"] = ("The form that sets an alert, and what it would have sent", Html),
        ["/help"] = ("How to leave, pause and come back", Html),
        ["/style.css"] = ("The style sheet", "text/css"),
        ["/time-zone.js"] = ("Fills in the reader’s time zone where an alert is set", "text/javascript"),
        ["/health"] = ("What is wrong now, overdue checks and mails among it; 503 where anything is; not for the public", "application/json"),
        ["/health/live"] = ("The process answers", "text/plain"),
        ["/health/ready"] = ("The database answers; 503 where it does not", "text/plain"),
        ["/api/targets"] = ("The followed targets", Json),
        ["/api/targets/{symbol}/changes"] = ("A target’s changes, newest first, a page at a time; next leads to the older ones", Json),
        ["/a/{token}/confirm"] = ("Confirm an alert; the link comes by mail", Html),
        ["/a/{token}/unsubscribe"] = ("Leave an alert; POST is the one click of RFC 8058", Html),
        ["/a/{token}/return"] = ("Undo the leaving", Html),
        ["/a/{token}/manage-link"] = ("Ask for a link to manage the alert, by mail", Html),
        ["/a/{token}/manage"] = ("Manage an alert, for 24 hours after the link was mailed", Html),
        ["/a/{token}/change"] = ("Change what an alert is about and when", Html),
        ["/a/{token}/mute"] = ("Mute a work, a fact or a source for an alert", Html),
        ["/a/{token}/digest"] = ("A digest as it was mailed, whole", Html),
        ["/a/{token}/archive"] = ("Every digest of an alert with what became of it; POST sends one again", Html),
        ["/a/{token}/archive/{digest}"] = ("A digest from the very bytes that were mailed", Html),
        ["/a/{token}/export"] = ("All that is stored about a subscriber", Json),
        ["/a/{token}/erase"] = ("Erase all that is stored about a subscriber", Html),
        ["/a/{token}/feed.json"] = ("An alert’s items as a JSON Feed", "application/feed+json"),
        ["/a/{token}/feed.atom"] = ("An alert’s items as an Atom feed", "application/atom+xml"),
        ["/a/{token}/calendar.ics"] = ("Dates of an alert’s trials as a calendar", "text/calendar"),
    };

    private static readonly (string Name, string Says, string[]? Of)[] Parameters =
    [
        ("kind", "A kind of record; may be repeated.", [.. Enum.GetNames<Sources.RecordKind>().Select(name => name.ToLowerInvariant())]),
        ("source", "A source by name: pubmed.", null),
        ("severity", "The lowest severity.", ["low", "normal", "high"]),
        ("period", "How far back.", ["7", "90", "365", "all"]),
        ("before", "Only changes with a smaller number: the next page.", null),
    ];

    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "TargetAlerts",
            Version = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3),
            Description = "What is new, changed or withdrawn about drug targets in public sources. Reading changes nothing. A request that asks for JSON rather than a page gets errors as application/problem+json (RFC 9457). Paths with {token} are links from mails; the token is the right to use them.",
        };
        document.Servers = [];
        return Task.CompletedTask;
    }

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var path = "/" + context.Description.RelativePath?.TrimStart('/');
        var method = context.Description.HttpMethod ?? "GET";
        var (summary, type) = Words.GetValueOrDefault(path, ("", Html));
        if (summary.Length > 0) operation.Summary = summary;
        operation.OperationId = $"{method.ToLowerInvariant()}{string.Concat(path.Split('/', '.', '-').Select(part => part.Trim('{', '}')).Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]))}";
        operation.Tags = null;
        operation.Responses ??= [];
        foreach (var (status, response) in operation.Responses)
        {
            // Our pages are results of no declared type: what they are is said here.
            if (status == "200" && response is OpenApiResponse { Content: null or { Count: 0 } } page) page.Content = new Dictionary<string, OpenApiMediaType> { [type] = new() };
        }
        if (method == "HEAD") foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>()) response.Content?.Clear();
        if (path.Contains('{') && !operation.Responses.ContainsKey("404"))
        {
            operation.Responses["404"] = new OpenApiResponse { Description = "There is nothing at this address, or not any more.", Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new(), [Html] = new() } };
        }
        if (Filters.Contains(path)) foreach (var (name, says, of) in Parameters) (operation.Parameters ??= []).Add(Parameter(name, says, of));
        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(string name, string says, string[]? of)
    {
        var value = new OpenApiSchema { Type = JsonSchemaType.String };
        if (of is not null) value.Enum = [.. of.Select(one => (System.Text.Json.Nodes.JsonNode)one)];
        return new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = says,
            Schema = name == "kind" ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
        };
    }
}
