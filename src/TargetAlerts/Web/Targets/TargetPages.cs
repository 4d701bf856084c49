using System.Globalization;
using System.Text;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web.Targets;

/// <summary>The front page, a target's page and what it shows as a file.</summary>
internal static class TargetPages
{
    /// <summary>The search box: one followed target is gone to, anything else is answered on the front page.</summary>
    public static async Task<IResult> FrontAsync(HttpContext http, TargetCatalog catalog, TimelineStore timeline, LookUps lookUps, TimeProvider time, CancellationToken cancellationToken)
    {
        var sought = PlainText.Clean(http.Request.Query["q"].ToString(), 80);
        if (sought.Length > 0 && catalog.Find(sought) is { } found) return Results.LocalRedirect($"{http.Request.PathBase}/targets/{Uri.EscapeDataString(found.Symbol)}");
        var rows = new List<FollowedTarget>();
        foreach (var target in catalog.All)
        {
            var week = new TimelineQuestion(target.Symbol, [], null, 0, time.GetUtcNow().AddDays(-7), null, 0);
            rows.Add(new(target.Symbol, Phrases.Sentence(target.Name), await timeline.CountAsync(week, cancellationToken), await timeline.CountAsync(week with { Loud = true }, cancellationToken)));
        }
        // A HEAD shows nothing, so nobody is asked for it.
        var lookUp = sought.Length == 0 || HttpMethods.IsHead(http.Request.Method) ? null : LookUpView.Of(sought, await lookUps.FindAsync(sought, Network.Of(http), cancellationToken), catalog);
        return WebEndpoints.Page<FrontPage>(new { Targets = rows, Sought = sought, LookUp = lookUp });
    }

    public static async Task<IResult> ShowAsync(string symbol, HttpContext http, TargetCatalog catalog, TargetViews views, CancellationToken cancellationToken) =>
        catalog.Find(symbol) is { } target
            ? WebEndpoints.Page<TargetPage>(new { View = await views.MakeAsync(target, TimelineFilter.Read(http.Request.Query), cancellationToken) })
            : WebEndpoints.NotFound();

    public static IResult Csv(string symbol, HttpContext http, TargetCatalog catalog, TargetViews views) => Export(symbol, http, catalog, views, "csv", "text/csv", new()
    {
        First = "number,detected,change,severity,kind,source,id,title,link,event,facts\r\n",
        Line = (change, item) => string.Join(',', new[]
        {
            change.Change.Number.ToString(CultureInfo.InvariantCulture), change.Change.DetectedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            change.Change.Kind.ToString().ToLowerInvariant(), change.Change.Severity.ToString().ToLowerInvariant(), change.Record.Kind.ToString().ToLowerInvariant(),
            change.Record.Source.Value, change.Record.Id, change.Record.Title, change.Record.Link, item.Event,
            string.Join("; ", item.Facts.Select(DigestWords.Line)),
        }.Select(Quoted)) + "\r\n",
    });

    public static IResult Ris(string symbol, HttpContext http, TargetCatalog catalog, TargetViews views) => Export(symbol, http, catalog, views, "ris", "application/x-research-info-systems", new()
    {
        First = "",
        Line = (change, _) => $"TY  - {(change.Record.Kind is RecordKind.Publication or RecordKind.Preprint ? "JOUR" : "GEN")}\r\nTI  - {change.Record.Title}\r\n"
            + (change.Record.Dated is { } day ? $"DA  - {day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)}\r\n" : "")
            + (change.Record.Identifiers.TryGetValue("doi", out var doi) ? $"DO  - {doi}\r\n" : "")
            + $"AN  - {change.Record.Id}\r\nDB  - {change.Record.Source.Value}\r\nUR  - {change.Record.Link}\r\nER  - \r\n",
    });

    private static IResult Export(string symbol, HttpContext http, TargetCatalog catalog, TargetViews views, string ending, string type, Shape shape)
    {
        if (catalog.Find(symbol) is not { } target) return WebEndpoints.NotFound();
        var filter = TimelineFilter.Read(http.Request.Query);
        return Results.Stream(async body =>
        {
            await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await text.WriteAsync(shape.First);
            await foreach (var (change, item) in views.ExportAsync(target, filter, http.RequestAborted)) await text.WriteAsync(shape.Line(change, item));
        }, type + "; charset=utf-8", $"{target.Symbol.Replace('/', '-')}-changes.{ending}");
    }

    // RFC 4180; a value that a spreadsheet would run as a formula is opened by an apostrophe (OWASP CSV Injection).
    private static string Quoted(string value) => $"\"{(value.Length > 0 && "=+-@\t".Contains(value[0], StringComparison.Ordinal) ? "'" : "")}{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Shape
    {
        public required string First { get; init; }

        public required Func<Considered, DigestItem, string> Line { get; init; }
    }
}

/// <param name="News">Changes of the last seven days.</param>
/// <param name="High">Those of high severity among them, arrivals apart.</param>
public sealed record FollowedTarget(string Symbol, string Name, int News, int High);
