using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Digests;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Web.Api;

/// <summary>What the pages of targets show, for programs.</summary>
internal static class ApiPages
{
    public static async Task<Ok<TargetList>> TargetsAsync(TargetCatalog catalog, TimelineStore timeline, Links links, TimeProvider time, CancellationToken cancellationToken)
    {
        var targets = new List<TargetEntry>();
        foreach (var target in catalog.All.OrderBy(target => target.Symbol, StringComparer.OrdinalIgnoreCase))
        {
            var week = await timeline.CountAsync(new(target.Symbol, [], null, 0, time.GetUtcNow().AddDays(-7), null, 0), cancellationToken);
            targets.Add(new(target.Symbol, target.Name, target.Gene, target.Organism, week, Address(links, target)));
        }
        return TypedResults.Ok(new TargetList(targets));
    }

    /// <summary>The filters are those of the target's page: kind, source, severity, period, before.</summary>
    public static async Task<Results<Ok<ChangeList>, ProblemHttpResult>> ChangesAsync(string symbol, HttpContext http, TargetCatalog catalog, TargetViews views, Links links, CancellationToken cancellationToken)
    {
        if (catalog.Find(symbol.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is not { } target) return TypedResults.Problem("No such target is followed here; /api/targets lists those that are.", statusCode: StatusCodes.Status404NotFound);
        var filter = TimelineFilter.Read(http.Request.Query);
        var (total, changes, more) = await views.ChangesAsync(target, filter, cancellationToken);
        return TypedResults.Ok(new ChangeList(target.Symbol, total, [.. changes.Select(Entry)], more ? Address(links, target) + filter.Query(changes[^1].Considered.Change.Number) : null));
    }

    private static string Address(Links links, DrugTarget target) => $"{links.PathBase}/api/targets/{Uri.EscapeDataString(target.Symbol)}/changes";

    private static ChangeEntry Entry((Considered Considered, DigestItem Item) one)
    {
        var (change, record, _, _) = one.Considered;
        return new(string.Create(CultureInfo.InvariantCulture, $"c{change.Number}"), change.Number, change.DetectedAt, AlertView.Word(change.Kind), AlertView.Word(change.Severity), one.Item.Event,
            new(record.Source.Value, record.Id, AlertView.Word(record.Kind), record.Title, record.Link, record.Dated), [.. one.Item.Facts.Select(FactEntry.Of)]);
    }
}
