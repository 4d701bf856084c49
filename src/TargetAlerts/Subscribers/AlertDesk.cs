using System.Data.Common;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>Adds, edits and shows alerts from what was typed. Wrong values are refused before anything is written.</summary>
internal sealed class AlertDesk(
    Database database, AlertStore alerts, IKnownNames names, LinkMailer mailer, AlertLife life, TimeProvider time)
{
    private readonly AlertChoices _choices = new(names);

    /// <summary>
    /// Set on the page by anybody: for each address that has not as many as it may. It says nothing of which those are,
    /// since an answer that differs would tell strangers who is subscribed.
    /// </summary>
    public async Task SignUpAsync(AlertRequest request, int mostPerAddress, CancellationToken cancellationToken)
    {
        var open = new List<string>();
        foreach (var email in request.Emails)
        {
            if (await alerts.CountAsync(EmailAddress.Parse(email), cancellationToken) < mostPerAddress) open.Add(email);
        }
        if (open.Count > 0) await AddAsync(request with { Emails = open, Confirmed = false }, cancellationToken, Actor.Subscriber);
        else Draft(request);
    }

    /// <summary>An alert as it would be, of nobody yet.</summary>
    /// <exception cref="UsageException">A choice that is not allowed.</exception>
    public Alert Draft(AlertRequest request)
    {
        var blank = new Alert
        {
            Id = "",
            SubscriberId = "",
            Address = "",
            State = AlertState.Pending,
            Frequency = Frequency.Weekly,
            Wish = new Wish { Targets = new Dictionary<string, long>() },
            CreatedAt = time.GetUtcNow(),
        };
        return new AlertEdit(_choices, request).Apply(blank, 0);
    }

    /// <summary>One alert per address, all or none.</summary>
    public Task<IReadOnlyList<AlertAdded>> AddAsync(AlertRequest request, CancellationToken cancellationToken, string actor = Actor.Admin)
    {
        var addresses = request.Emails.Select(EmailAddress.Parse).DistinctBy(address => address.Key).ToList();
        if (addresses.Count == 0) throw new UsageException("An alert needs --email.");
        if (request.Targets.Count == 0) throw new UsageException("An alert needs --target.");
        var draft = Draft(request);
        return database.WriteAsync<IReadOnlyList<AlertAdded>>(async connection =>
        {
            var added = new List<AlertAdded>();
            foreach (var address in addresses) added.Add(await AddAsync(connection, draft, address, request.Confirmed, actor, cancellationToken));
            return added;
        }, cancellationToken);
    }

    /// <summary>A step of the caller's transaction.</summary>
    public async Task<AlertAdded> AddAsync(DbConnection connection, Alert draft, EmailAddress address, bool confirmed, string actor, CancellationToken cancellationToken)
    {
        var (subscriber, known) = await AlertStore.SubscriberAsync(connection, address, ReadableId.New(), time.GetUtcNow());
        var alert = draft with { Id = ReadableId.New(), SubscriberId = subscriber, Address = known };
        if (confirmed) alert = AlertLife.Begun(alert, await AlertStore.LastChangeAsync(connection), time.GetUtcNow(), "by admin");
        await AlertStore.AddAsync(connection, alert);
        await AlertStore.NoteAsync(connection, time.GetUtcNow(), actor, "added", alert.Id);
        if (alert.State == AlertState.Pending) await mailer.ConfirmationAsync(connection, alert, cancellationToken);
        return new AlertAdded(alert.Id, AlertView.Word(alert.State));
    }

    /// <summary>What is said replaces what was; an added target or source counts from now.</summary>
    public async Task<AlertView> EditAsync(string id, AlertRequest request, CancellationToken cancellationToken, string actor = Actor.Admin)
    {
        if (request.Emails.Count > 0) throw new UsageException("The address of an alert cannot be changed; add an alert for the new address.");
        if (request.Confirmed) throw new UsageException("--confirmed belongs to adding an alert, not to editing one.");
        var change = new AlertEdit(_choices, request);
        return AlertView.Of(await database.WriteAsync(connection => EditAsync(connection, id, change, actor), cancellationToken));
    }

    /// <summary>A step of the caller's transaction.</summary>
    public Task<Alert> EditAsync(DbConnection connection, string id, AlertRequest request, string actor) => EditAsync(connection, id, new AlertEdit(_choices, request), actor);

    private async Task<Alert> EditAsync(DbConnection connection, string id, AlertEdit change, string actor)
    {
        var alert = await AlertStore.HoldAsync(connection, id) ?? throw Unknown(id);
        if (alert.State is AlertState.Left or AlertState.Removed)
            throw new UsageException($"Alert {id} is {AlertView.Word(alert.State)} and cannot be edited.");
        var last = await AlertStore.LastChangeAsync(connection);
        var next = change.Apply(alert, last);
        if (AlertRow.Of(next) == AlertRow.Of(alert)) return alert;
        if (next.Wish.Sources.Count == 0 && alert.Wish.Sources.Count > 0) await AllSourcesFromNowAsync(connection, alert, last);
        await AlertStore.SaveAsync(connection, next);
        await AlertStore.NoteAsync(connection, time.GetUtcNow(), actor, "edited", id);
        return next;
    }

    public async Task<AlertView> ShowAsync(string id, CancellationToken cancellationToken) =>
        AlertView.Of(await alerts.FindAsync(id, cancellationToken) ?? throw Unknown(id));

    public async Task<IReadOnlyList<AlertView>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await alerts.ListAsync(cancellationToken)).Select(AlertView.Of)];

    /// <param name="until">As typed; null: until it is resumed.</param>
    public async Task<AlertView> PauseAsync(string id, CancellationToken cancellationToken, string? until = null) =>
        Reached(id, await life.PauseAsync(id, AlertPause.Day(until), Actor.Admin, cancellationToken), "pause", AlertState.Paused);

    public async Task<AlertView> ResumeAsync(string id, CancellationToken cancellationToken) =>
        Reached(id, await life.ResumeAsync(id, Actor.Admin, cancellationToken), "resume", AlertState.Active);

    public async Task<AlertView> RemoveAsync(string id, CancellationToken cancellationToken) =>
        Reached(id, await life.RemoveAsync(id, cancellationToken), "remove", AlertState.Removed);

    /// <summary>Says nothing about whether a mail leaves.</summary>
    public Task SendManageLinkAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        if (await AlertStore.HoldAsync(connection, id) is { } alert) await mailer.ManageLinkAsync(connection, alert, cancellationToken);
    }, cancellationToken);

    // "All" is kept as no list, so that it holds for sources to come; what the added ones found before is accounted for instead.
    private async Task AllSourcesFromNowAsync(DbConnection connection, Alert alert, long lastChange)
    {
        foreach (var source in names.Sources) await AlertStore.DiscardAsync(connection, alert, source, alert.Wish.Sources.GetValueOrDefault(source, lastChange));
    }

    private static AlertView Reached(string id, Alert? alert, string verb, AlertState wanted)
    {
        if (alert is null) throw Unknown(id);
        if (alert.State != wanted) throw new UsageException($"Alert {id} is {AlertView.Word(alert.State)}: it cannot be {verb}d.");
        return AlertView.Of(alert);
    }

    private static UsageException Unknown(string id) => new($"Unknown alert \"{PlainText.Clean(id, 60)}\"; \"alerts list\" shows those there are.");
}
