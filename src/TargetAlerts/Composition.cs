using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Digests.State;
using TargetAlerts.Operations;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts;

/// <summary>Puts the service together, the same for the running service, for each command and for the tests.</summary>
internal static class Composition
{
    /// <summary>Brings the database up to date and registers everything but the schedule and the pages.</summary>
    public static async Task<IServiceCollection> AddTargetAlertsAsync(this IServiceCollection services, ServiceOptions options, TargetCatalog targets, TimeProvider time, CancellationToken cancellationToken)
    {
        MakeDataDirectory(options);
        var database = new Database(Dialect.For(options));
        database.Upgrade();
        var settings = new SettingsStore(database);
        targets.Bring(await DrugRefresh.StoredAsync(settings, cancellationToken));
        var key = await KeyAsync(options.Web, settings, cancellationToken);
        var installation = new Installation(await settings.ReadOrAddAsync("installation", Installation.NewName(), cancellationToken));
        return services
            .AddSingleton(installation)
            .AddSingleton(options).AddSingleton(options.Mail).AddSingleton(options.Web).AddSingleton(options.Retention).AddSingleton(targets).AddSingleton(time)
            .AddSingleton(database).AddSingleton(key)
            .AddSources().AddSingleton<SourceRegistry>()
            .AddSingleton<SettingsStore>().AddSingleton<LeaseStore>().AddSingleton<IPace>(host => host.GetRequiredService<LeaseStore>())
            .AddSingleton<WatchStore>().AddSingleton<CheckStore>().AddSingleton<CheckCommit>().AddSingleton<DigestStore>().AddSingleton<WorkStore>().AddSingleton<TimelineStore>()
            .AddSingleton<WatchCheck>().AddSingleton<SourceRun>().AddSingleton<Quarantine>()
            .AddSingleton<DigestHtml>().AddSingleton<DigestWriter>().AddSingleton<DigestMail>().AddSingleton<DigestMaker>().AddSingleton<DigestRound>()
            .AddSingleton<BaselineStore>().AddSingleton<BackTest>().AddSingleton<DigestPreview>().AddSingleton<StateWriter>().AddSingleton<FirstMails>()
            .AddDelivery().AddSingleton<IConfirmationOutbox, ConfirmationOutbox>().AddSingleton<IOwnerNotices, OwnerNotices>()
            .AddSubscribers().AddSingleton<IKnownNames, KnownNames>()
            .AddResolving().AddSingleton<TargetDesk>()
            .AddOperations()
            .AddSingleton<ScheduleChoiceStore>().AddSingleton<Timetable>().AddSingleton<Retention>().AddSingleton<StorageCheck>().AddSingleton<DatabaseClock>().AddSingleton<StorageRoom>().AddSingleton<AlertRun>();
    }

    // The key that was made and kept here signs until one is set, and is recognised from then on.
    private static async Task<LinkKey> KeyAsync(WebOptions web, SettingsStore settings, CancellationToken cancellationToken)
    {
        const string kept = "linkKey";
        var secret = web.LinkKey ?? await settings.ReadOrAddAsync(kept, LinkKey.NewSecret(), cancellationToken);
        IEnumerable<string> older = web.LinkKey is not null && await settings.ReadAsync(kept, cancellationToken) is { } made ? [.. web.OldLinkKeys.Values, made] : web.OldLinkKeys.Values;
        return new LinkKey(secret, older);
    }

    /// <summary>Readable by its owner alone: addresses and links lie in it. One that is there already keeps its mode.</summary>
    public static void MakeDataDirectory(ServiceOptions options)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.DataDirectory);
        else Directory.CreateDirectory(options.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private sealed class KnownNames(TargetCatalog targets, SourceRegistry sources) : IKnownNames
    {
        public IReadOnlyCollection<string> Targets => [.. targets.All.Select(target => target.Symbol)];

        public IReadOnlyCollection<string> Sources { get; } = [.. sources.All.Select(source => source.Description.Name.Value)];

        public string? TargetSymbol(string text) => targets.Find(text)?.Symbol;
    }
}
