using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers.Configured;

/// <summary>
/// Makes the alerts follow config/alerts.json: a new name is a new alert, a changed entry an edit, a missing one a pause.
/// Nothing is deleted, and what a subscriber did – edited, paused, left, was forgotten – stands whatever the file says.
/// </summary>
internal sealed partial class ConfiguredAlerts(Database database, AlertDesk desk, AlertLife life, AddressHash hash, TimeProvider time, ILogger<ConfiguredAlerts> logger)
{
    private static readonly string FileActor = AdminActor.Of(AlertsFile.FileName);

    /// <summary>All of it or nothing.</summary>
    public async Task ApplyAsync(IReadOnlyDictionary<string, AlertEntry> entries, CancellationToken cancellationToken)
    {
        var said = new List<(string Name, string What)>();
        await database.WriteAsync(async connection =>
        {
            said.Clear();
            await ConfiguredAlertStore.EnterAsync(connection);
            var known = await ConfiguredAlertStore.ReadAsync(connection);
            foreach (var (name, entry) in entries)
            {
                if (await FollowAsync(connection, name, entry, known.GetValueOrDefault(name), cancellationToken) is { } what) said.Add((name, what));
            }
            foreach (var (name, gone) in known.Where(one => !entries.ContainsKey(one.Key) && !one.Value.Absent))
            {
                if (await PauseAsync(connection, gone, cancellationToken) != AlertState.Paused) continue;
                await ConfiguredAlertStore.SaveAsync(connection, name, gone with { Absent = true });
                said.Add((name, "is in the file no more: paused"));
            }
        }, cancellationToken);
        foreach (var (name, what) in said) Log.Said(logger, name, what);
    }

    private async Task<string?> FollowAsync(DbConnection connection, string name, AlertEntry entry, ConfiguredAlert? known, CancellationToken cancellationToken)
    {
        if (known is null) return await AddAsync(connection, name, entry, cancellationToken);
        if (!hash.AllOf(entry.Email).Contains(known.Address))
        {
            await PauseAsync(connection, known, cancellationToken);
            return $"has another address: {await AddAsync(connection, name, entry, cancellationToken)}; the former one's is paused";
        }
        if (await AlertStore.HoldAsync(connection, known.AlertId) is not { } alert) return "is not set up again: it was erased, or never confirmed";
        if (alert.State is AlertState.Left or AlertState.Removed) return $"is left alone: {(alert.State == AlertState.Left ? "its subscriber left" : "it was removed")}";
        string? what = null;
        if (known.Absent && alert.State == AlertState.Paused)
        {
            await life.ResumeAsync(connection, alert.Id, FileActor, cancellationToken);
            what = "is in the file again: resumed";
        }
        var next = known with { Absent = false, Edited = known.Edited || await ConfiguredAlertStore.IsEditedAsync(connection, alert.Id, Actor.Subscriber, known.AppliedAt) };
        if (next.Entry != Hash(entry) && next.Edited) what = "is left as its subscriber changed it";
        else if (next.Entry != Hash(entry))
        {
            await desk.EditAsync(connection, alert.Id, entry.Request() with { Emails = [], Confirmed = false }, FileActor);
            next = next with { Entry = Hash(entry), AppliedAt = time.GetUtcNow() };
            what = "was changed";
        }
        if (next != known) await ConfiguredAlertStore.SaveAsync(connection, name, next);
        return what;
    }

    private async Task<string> AddAsync(DbConnection connection, string name, AlertEntry entry, CancellationToken cancellationToken)
    {
        var request = entry.Request();
        var added = await desk.AddAsync(connection, desk.Draft(request), EmailAddress.Parse(entry.Email), request.Confirmed, FileActor, cancellationToken);
        await ConfiguredAlertStore.SaveAsync(connection, name, new(added.Id, hash.Of(entry.Email), Hash(entry), time.GetUtcNow()));
        return added.State == AlertView.Word(AlertState.Pending) ? "was added; its address is asked to confirm" : "was added";
    }

    /// <summary>The state it then has; null when there is no such alert.</summary>
    private async Task<AlertState?> PauseAsync(DbConnection connection, ConfiguredAlert known, CancellationToken cancellationToken) =>
        await AlertStore.HoldAsync(connection, known.AlertId) is { State: AlertState.Active } ? (await life.PauseAsync(connection, known.AlertId, FileActor, cancellationToken))?.State : null;

    // Without the address: it is to go when its subscriber is forgotten.
    private static string Hash(AlertEntry entry) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry with { Email = "" })));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Alert \"{Name}\" of alerts.json {What}.")]
        public static partial void Said(ILogger logger, string name, string what);
    }
}
