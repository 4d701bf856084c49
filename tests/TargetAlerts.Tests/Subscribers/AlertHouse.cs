using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

/// <summary>A database file of its own, the services of alerts over it, a clock that is set by hand and an outbox that remembers.</summary>
internal sealed class AlertHouse : IConfirmationOutbox, IOwnerNotices, IKnownNames, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-test-").FullName;
    private readonly ServiceProvider _services;

    public const string Secret = "a secret for tests that is long enough";

    public AlertHouse(string? publicUrl = null)
    {
        Database = new Database(new SqliteDialect(Path.Combine(_folder, "test.db")));
        Database.Upgrade();
        Options = new WebOptions { Listen = "http://127.0.0.1:0", PublicUrl = publicUrl };
        var services = new ServiceCollection();
        Register(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public Database Database { get; }

    public WebOptions Options { get; }

    public List<(string AlertId, string Address, string Subject, string Text, string Html)> Mails { get; } = [];

    /// <summary>What owners were told an admin did.</summary>
    public List<(string AlertId, string Action)> Told { get; } = [];

    public bool OutboxIsFull { get; set; }

    public AlertDesk Desk => _services.GetRequiredService<AlertDesk>();

    public AlertLife Life => _services.GetRequiredService<AlertLife>();

    public SignUps SignUps => _services.GetRequiredService<SignUps>();

    public AlertStore Alerts => _services.GetRequiredService<AlertStore>();

    public Links Links => _services.GetRequiredService<Links>();

    public IReadOnlyCollection<string> Targets => ["SERT", "DAT", "EGFR"];

    public IReadOnlyCollection<string> Sources => ["pubmed", "clinicaltrials", "chembl"];

    public void Register(IServiceCollection services) => services
        .AddSingleton(Database).AddSingleton<StorageRoom>()
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton(Options)
        .AddSingleton(new LinkKey(Secret))
        .AddSingleton<IKnownNames>(this)
        .AddSingleton<IConfirmationOutbox>(this)
        .AddSingleton<IOwnerNotices>(this)
        .AddSubscribers();

    /// <summary>The same house with another key.</summary>
    public ServiceProvider Again(LinkKey key)
    {
        var services = new ServiceCollection();
        Register(services);
        return services.AddSingleton(key).BuildServiceProvider();
    }

    public string? TargetSymbol(string text) =>
        text.Equals("SLC6A4", StringComparison.OrdinalIgnoreCase) ? "SERT" : Targets.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));

    public async Task AddAsync(
        DbConnection transaction, string alertId, string address, string subject, string text, string html, CancellationToken cancellationToken)
    {
        if (OutboxIsFull) throw new IOException("The outbox is full.");
        Mails.Add((alertId, address, subject, text, html));
        await transaction.ExecuteAsync("""
            INSERT INTO messages (id, kind, alert_id, recipient, envelope_from, message_id, state, created_at, next_at)
            VALUES (@id, 'confirmation', @alertId, @address, '', @id, 'ready', 0, 0)
            """, new { id = Guid.NewGuid().ToString("N"), alertId, address });
    }

    public Task TellAsync(DbConnection transaction, Alert alert, string action, CancellationToken cancellationToken)
    {
        Told.Add((alert.Id, action));
        return Task.CompletedTask;
    }

    public async Task<string> NewAlertAsync(CancellationToken cancellationToken, string email = "ada@example.org", bool confirmed = true)
    {
        var added = await Desk.AddAsync(new AlertRequest { Emails = [email], Targets = ["SERT"], Confirmed = confirmed }, cancellationToken);
        return added.Single().Id;
    }

    public async Task<Alert> AlertAsync(string id, CancellationToken cancellationToken) => Assert.IsType<Alert>(await Alerts.FindAsync(id, cancellationToken));

    public Task ChangesAsync(int count, CancellationToken cancellationToken) => Database.WriteAsync(async connection =>
    {
        for (var n = 0; n < count; n++)
        {
            await connection.ExecuteAsync("""
                INSERT INTO changes (source, record_id, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at)
                VALUES ('pubmed', @id, 'added', 1, '[]', 1, 'f', 'c', @at)
                """, new { id = Guid.NewGuid().ToString("N"), at = Time.GetUtcNow() });
        }
    }, cancellationToken);

    public Task<int> AuditAsync(string action, string id, CancellationToken cancellationToken) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM audit WHERE action = @action AND subject = @id", new { action, id }),
        cancellationToken);

    /// <summary>All that a visitor could have changed, as text.</summary>
    public Task<string> StateAsync(CancellationToken cancellationToken) => Database.ReadAsync(async connection =>
    {
        var rows = new List<string>();
        foreach (var table in new[] { "subscribers", "alerts", "audit", "link_mails", "messages", "settings" })
        {
            rows.AddRange((await connection.QueryAsync($"SELECT '{table}' AS t, x.* FROM {table} x")).Select(row => string.Join('|', (IDictionary<string, object>)row)));
        }
        return string.Join('\n', rows);
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
