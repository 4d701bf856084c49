using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Delivery;

/// <summary>The real container on a real SQLite file, with one alert and its clock in the test's hand.</summary>
internal sealed class Outboxes : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("delivery").FullName;
    private readonly ServiceProvider _services;

    public Outboxes(MailOptions options, IMailRoute? route = null)
    {
        Database = new Database(new SqliteDialect(Path.Combine(_folder, "test.db")));
        Database.Upgrade();
        options.Pickup ??= Path.Combine(_folder, "outbox");
        Pickup = options.Pickup;
        var services = new ServiceCollection().AddLogging().AddSingleton(options).AddSingleton(Mails.Key).AddSingleton(Database).AddSingleton<TimeProvider>(Clock).AddDelivery();
        if (route is not null) services.AddSingleton(route);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Mails.Noon);

    public Database Database { get; }

    public string Pickup { get; }

    public Outbox Outbox => Get<Outbox>();

    public OutboxStore Store => Get<OutboxStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<DeliveryReport> DeliverAsync(bool probe = false) => Outbox.DeliverAsync(new DeliverOptions(probe), TestContext.Current.CancellationToken);

    /// <summary>Moves on and delivers what is due then.</summary>
    public Task<DeliveryReport> DeliverAfterAsync(TimeSpan wait)
    {
        Clock.Advance(wait);
        return DeliverAsync();
    }

    /// <summary>An alert, a digest of two changes and its message, committed together as the digest step does.</summary>
    public async Task<OutgoingMail> AddDigestAsync(string digest = "d1", string alert = "a1", string address = "jane@lab.example.edu", string alertState = "active")
    {
        var mail = Mails.Digest(address, digest, alert);
        var composed = Get<MailComposer>().Compose(mail);
        await Database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO subscribers (id, address, created_at) VALUES (@alert, @address, 0) ON CONFLICT DO NOTHING;
                INSERT INTO alerts (id, subscriber_id, state, wish, frequency, weekday, at_local, zone, position, created_at)
                VALUES (@alert, @alert, @alertState, '{}', 'daily', 1, '08:00', 'UTC', 0, 0) ON CONFLICT DO NOTHING;
                INSERT INTO digests (id, alert_id, scheduled_at, sequence, number, state, items, period_start, period_end, made_at)
                VALUES (@digest, @alert, 0, (SELECT COUNT(*) FROM digests), 1, 'ready', 2, '2026-11-22', '2026-11-22', 0);
                INSERT INTO ledger (alert_id, change_number, state, digest_id)
                SELECT @alert, n + (SELECT COUNT(*) FROM ledger), 'told', @digest FROM (SELECT 1 AS n UNION SELECT 2) AS two;
                """, new { alert, address, alertState, digest });
            await Store.AddAsync(connection, mail, composed);
        }, TestContext.Current.CancellationToken);
        return mail;
    }

    public Task<T?> AskAsync<T>(string sql) => Database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<T>(sql), TestContext.Current.CancellationToken);

    public Task DoAsync(string sql) => Database.WriteAsync(connection => connection.ExecuteAsync(sql), TestContext.Current.CancellationToken);

    /// <summary>"sent", "ready 1", "pending late": what is kept of the only digest.</summary>
    public async Task<(string Message, string Digest, string Ledger)> StateAsync(string digest = "d1") => (
        (await AskAsync<string>($"SELECT state FROM messages WHERE digest_id = '{digest}' ORDER BY created_at DESC LIMIT 1"))!,
        (await AskAsync<string>($"SELECT state FROM digests WHERE id = '{digest}'"))!,
        (await AskAsync<string>("SELECT group_concat(DISTINCT state || ' ' || COALESCE(mark, '-')) FROM ledger"))!);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
