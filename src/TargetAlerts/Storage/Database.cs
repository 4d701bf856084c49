using System.Data.Common;
using Dapper;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace TargetAlerts.Storage;

/// <summary>Connections, write transactions and the schema. All SQL of the service goes through here, from this folder alone.</summary>
internal sealed class Database(Dialect dialect)
{
    static Database() => DapperTypes.Register();

    // Who finds the database busy sleeps for 150 ms (Microsoft.Data.Sqlite); within the process writers wait here instead.
    private readonly SemaphoreSlim? _turn = dialect.OneWriter ? new(1, 1) : null;

    public Dialect Dialect => dialect;

    /// <summary>What kept the last failed transaction from being stored, until <see cref="RemainsAsync"/> finds it gone; null for nothing.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Tries to store something small: null, and the trouble is over, or what is wrong still.</summary>
    public async Task<string?> RemainsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(connection => connection.ExecuteAsync("INSERT INTO settings (key, value) VALUES ('room', '0') ON CONFLICT (key) DO UPDATE SET value = CASE settings.value WHEN '0' THEN '1' ELSE '0' END"), cancellationToken);
            return Trouble = null;
        }
        catch (StorageTroubleException trouble)
        {
            return trouble.Message;
        }
    }

    /// <summary>
    /// Applies the embedded, numbered scripts that are missing, under a lock. Nothing is left half-applied; nothing is touched of a
    /// database that a newer version has taken something away from.
    /// </summary>
    /// <param name="newer">Scripts that a newer version would bring, for the tests of upgrades.</param>
    public void Upgrade(params SqlScript[] newer)
    {
        try
        {
            using var held = dialect.LockSchema();
            dialect.Prepare();
            Refuse(newer);
            Apply(newer);
        }
        catch (DbException error) when (Noted(error) is { } trouble)
        {
            throw trouble;
        }
        catch (IOException error) when (dialect.RoomFault() is { } fault)
        {
            throw new StorageTroubleException(fault, error);
        }
    }

    private void Apply(SqlScript[] newer)
    {
        var result = dialect.Upgrader
            .WithScripts(newer)
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariables(dialect.SchemaWords)
            .WithTransaction()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful && result.Error is DbException failed && Noted(failed) is { } trouble) throw trouble;
        if (!result.Successful) throw new InvalidOperationException($"The schema could not be brought up to date: {result.Error.Message}", result.Error);
    }

    private void Refuse(SqlScript[] newer)
    {
        using var connection = Open();
        if (connection.ExecuteScalar<long>(dialect.CountTables("settings")) == 0) return;
        var unknown = SchemaState.Unknown(connection).Except(newer.Select(script => SchemaState.NameOf(script.Name))).ToList();
        if (unknown.Count > 0) throw new InvalidOperationException($"The database was brought on by a newer version that this one cannot work beside ({string.Join(", ", unknown)}). Nothing was changed: start the newer version here as well.");
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await read(connection);
        }
        catch (DbException error) when (Noted(error) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>One write transaction, immediate on SQLite. No network call belongs inside.</summary>
    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) => WriteAsync(null, write, cancellationToken);

    /// <param name="point">Names the commit to the tests that kill the process there.</param>
    /// <param name="unhurried">See <see cref="Dialect.Unhurried"/>.</param>
    public async Task<T> WriteAsync<T>(CommitPoint? point, Func<DbConnection, Task<T>> write, CancellationToken cancellationToken, bool unhurried = false)
    {
        if (_turn is not null) await _turn.WaitAsync(cancellationToken);
        try
        {
            return await WriteInTurnAsync(point, write, unhurried, cancellationToken);
        }
        catch (DbException error) when (Noted(error) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            _turn?.Release();
        }
    }

    private async Task<T> WriteInTurnAsync<T>(CommitPoint? point, Func<DbConnection, Task<T>> write, bool unhurried, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        // OpenAsync says what holds otherwise; PostgreSQL's pool resets it.
        if (unhurried) await connection.ExecuteAsync(dialect.Unhurried);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await write(connection);
        if (point is not null) KillPoints.Reach(point.Before);
        // The decision is made: a cancellation that comes now must not leave it open whether it was committed.
        await transaction.CommitAsync(CancellationToken.None);
        if (point is not null) KillPoints.Reach(point.After);
        return result;
    }

    private StorageTroubleException? Noted(DbException error)
    {
        if (dialect.Trouble(error) is not { } words) return null;
        Trouble = words;
        return new(words, error);
    }

    public Task WriteAsync(Func<DbConnection, Task> write, CancellationToken cancellationToken) => WriteAsync(null, write, cancellationToken);

    public Task WriteAsync(CommitPoint? point, Func<DbConnection, Task> write, CancellationToken cancellationToken, bool unhurried = false) =>
        WriteAsync(point, async connection =>
        {
            await write(connection);
            return true;
        }, cancellationToken, unhurried);

    /// <summary>For contracts that are synchronous.</summary>
    public DbConnection Open()
    {
        var connection = dialect.NewConnection();
        connection.Open();
        if (dialect.OnOpen.Length > 0) connection.Execute(dialect.OnOpen);
        return connection;
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = dialect.NewConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (dialect.OnOpen.Length > 0) await connection.ExecuteAsync(dialect.OnOpen);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
