using System.Text.RegularExpressions;
using TargetAlerts.Checks;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Web.Admin;

/// <summary>A source, or one of its watches, as the admin pages show it.</summary>
/// <param name="State">"unavailable", "quarantined", "new", "healthy" or "off".</param>
/// <param name="Badge">The class that goes with it.</param>
/// <param name="Age">How long ago the last complete check began: the age of the cursor.</param>
/// <param name="Running">It is being asked now.</param>
public sealed record SourceHealth(
    string Name, string Label, string State, string Badge, string Last, string Age, string Cursor, string Next, int Failures, string Error, int SetAside, bool Running)
{
    public bool Enabled => State != "off";
}

/// <summary>How the sources are, worst first.</summary>
internal sealed partial class SourceHealths(SourceRegistry sources, WatchStore watches, Timetable timetable, BackgroundChecks checks, AdminClock clock)
{
    private static readonly string[] Order = ["unavailable", "quarantined", "new", "healthy", "off"];

    public async Task<(IReadOnlyList<SourceHealth> Sources, int Watches)> AllAsync(CancellationToken cancellationToken)
    {
        var known = (await watches.AllAsync(cancellationToken)).ToLookup(watch => watch.Source);
        var aside = await watches.SetAsideCountsAsync(cancellationToken);
        var plan = await timetable.ReadAsync(cancellationToken);
        var rows = new List<SourceHealth>();
        foreach (var source in sources.Registered)
        {
            var name = source.Description.Name.Value;
            var running = await checks.IsRunningAsync(name, cancellationToken);
            rows.Add(Row(source, source.Description.Label, [.. known[name]], aside, plan, running));
        }
        return ([.. rows.OrderBy(row => Array.IndexOf(Order, row.State)).ThenBy(row => row.Label, StringComparer.OrdinalIgnoreCase)], known.Sum(group => group.Count()));
    }

    /// <summary>One row a watch, named by its target.</summary>
    public async Task<IReadOnlyList<SourceHealth>> WatchesAsync(ITargetSource source, CancellationToken cancellationToken)
    {
        var name = source.Description.Name.Value;
        var aside = await watches.SetAsideCountsAsync(cancellationToken);
        var plan = await timetable.ReadAsync(cancellationToken);
        var running = await checks.IsRunningAsync(name, cancellationToken);
        return [.. (await watches.AllAsync(cancellationToken)).Where(watch => watch.Source == name).Select(watch => Row(source, watch.Target, [watch], aside, plan, running))];
    }

    private SourceHealth Row(ITargetSource source, string label, IReadOnlyList<Watch> own, IReadOnlyDictionary<(string, string), int> aside, Timetable.Plan plan, bool running)
    {
        var worst = own.OrderByDescending(Badness).FirstOrDefault();
        var oldest = own.Count == 0 || own.Any(watch => watch.LastCompleteAt is null) ? null : own.Min(watch => watch.LastCompleteAt);
        var (state, badge) = !sources.All.Contains(source) ? ("off", "") : worst is null ? ("new", "") : worst switch
        {
            { State: WatchState.Quarantined } => ("quarantined", "state-warn"),
            { State: WatchState.Unavailable } or { Failures: > 0 } => ("unavailable", "state-bad"),
            { State: WatchState.New } => ("new", ""),
            _ => ("healthy", "state-ok"),
        };
        var cursors = own.Select(watch => watch.Gate ?? watch.Cursor).OfType<string>().Distinct().ToList();
        var notes = own.SelectMany(watch => watch.Notes?.Split("; ") ?? []).Where(note => note.Length > 0).Distinct();
        var several = own.Count > 1 && worst is { Reason: not null } ? $"{worst.Target}: " : "";
        return new(
            source.Description.Name.Value, label, state, badge, clock.When(oldest), oldest is { } at ? clock.Ago(at) : "",
            cursors.Count switch { 0 => "", 1 => Position(cursors[0]), _ => $"{cursors.Count} different" },
            state == "off" ? "" : own.Count == 0 ? "due now" : clock.Next(own.Min(watch => plan.Next(source, watch))),
            own.Sum(watch => watch.Failures),
            worst?.Reason is { Length: > 0 } reason ? several + PlainText.Shorten(reason, 240) : string.Join("; ", notes),
            own.Sum(watch => aside.GetValueOrDefault((watch.Target, watch.Source))), running);
    }

    // A cursor is the connector's own; of one that is JSON the first value tells how far it got.
    private static string Position(string cursor)
    {
        var text = JsonCursor().Match(cursor) is { Success: true } found ? $"{found.Groups[1].Value.ToLowerInvariant()} {found.Groups[2].Value}" : cursor;
        return PlainText.Shorten(PlainText.Clean(text, 400), 44);
    }

    [GeneratedRegex("^\\{\"(\\w+)\":\"?([^\",}\\[{]+)")]
    private static partial Regex JsonCursor();

    private static int Badness(Watch watch) => watch.State == WatchState.Quarantined ? 3 : watch.State == WatchState.Unavailable || watch.Failures > 0 ? 4 : watch.State == WatchState.New ? 2 : 1;
}
