using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>What the overview says of the mail and of what waits for a person.</summary>
public sealed record AdminState
{
    public required string Clock { get; init; }

    /// <summary>"relay ok", or what is wrong with it and until when it is left alone.</summary>
    public required string Relay { get; init; }

    /// <summary>Why nothing is sent until a person releases it; null for nothing.</summary>
    public string? Held { get; init; }

    public required bool RelayIsWell { get; init; }

    public required int Waiting { get; init; }

    public required string LastSent { get; init; }

    public required int Watches { get; init; }

    public required int Targets { get; init; }

    /// <summary>By state: "active", "pending".</summary>
    public required IReadOnlyDictionary<string, int> Alerts { get; init; }

    public required IReadOnlyList<AuditRow> Alarms { get; init; }
}

/// <summary>The overview, a source's own page, and "check now".</summary>
internal static class SourcePages
{
    private const int Alarms = 5;

    public static async Task<IResult> ShowAllAsync(
        HttpContext http, SourceHealths healths, RelayHealth relay, SendingHold sending, OutboxStore outbox, MessageLog messages, AlertSearch alerts, AuditStore audit, TargetCatalog targets, AdminClock clock, FormGuard guard, CancellationToken cancellationToken)
    {
        var (rows, watches) = await healths.AllAsync(cancellationToken);
        var condition = await relay.ReadAsync(cancellationToken);
        var state = new AdminState
        {
            Clock = $"{clock.When(clock.Now)} {clock.Zone}",
            Relay = condition.State == RelayState.Ok ? "relay ok" : $"sending is {condition.State.ToString().ToLowerInvariant()} since {clock.When(condition.Since)}: {MailAddress.MaskAll(condition.Reason ?? "")}; tried again {clock.Next(condition.NextProbe)}",
            Held = await sending.ReadAsync(cancellationToken) is { } hold ? SendingHold.Words(hold) : null,
            RelayIsWell = condition.State == RelayState.Ok,
            Waiting = await outbox.WaitingAsync(cancellationToken),
            LastSent = clock.When(await messages.LastSentAsync(cancellationToken)),
            Watches = watches,
            Targets = targets.All.Count,
            Alerts = await alerts.StatesAsync(cancellationToken),
            Alarms = await audit.ReadAsync("", "alarm", 0, Alarms, cancellationToken),
        };
        return WebEndpoints.Page<SourcesPage>(new { Frame = AdminFrame.Of(http, guard), Sources = rows, State = state });
    }

    public static async Task<IResult> ShowAsync(string name, HttpContext http, SourceRegistry sources, SourceHealths healths, WatchStore watches, AdminClock clock, FormGuard guard, CancellationToken cancellationToken)
    {
        if (sources.Registered.FirstOrDefault(one => one.Description.Name.Value == name) is not { } source) return WebEndpoints.NotFound();
        var rows = await healths.WatchesAsync(source, cancellationToken);
        var aside = new List<(string Target, string Id, string Reason, string Since)>();
        foreach (var row in rows.Where(row => row.SetAside > 0))
        {
            aside.AddRange((await watches.SetAsideAsync(row.Label, name, cancellationToken)).Select(one => (row.Label, one.Id, one.Reason, clock.When(one.Since))));
        }
        return WebEndpoints.Page<SourcePage>(new
        {
            Frame = AdminFrame.Of(http, guard),
            source.Description.Label,
            Name = name,
            Enabled = sources.All.Contains(source),
            Kinds = Phrases.Join([.. source.Description.Kinds.Select(KindWords.Many)]),
            Watches = rows,
            Aside = (IReadOnlyList<(string, string, string, string)>)aside,
        });
    }

    public static async Task<IResult> CheckAsync(string name, HttpContext http, SourceRegistry sources, BackgroundChecks checks, Links links, CancellationToken cancellationToken)
    {
        if (sources.All.FirstOrDefault(one => one.Description.Name.Value == name) is not { } source) return WebEndpoints.NotFound();
        var begun = await checks.BeginAsync(source, AdminSession.Actor(http), cancellationToken);
        var back = http.Request.Form["back"] == "source" ? $"/admin/sources/{name}" : "/admin";
        return AdminGate.GoTo(http, links, back, begun ? "checking" : "checking-already");
    }
}
