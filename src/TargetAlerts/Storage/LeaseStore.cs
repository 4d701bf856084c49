using Dapper;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Storage;

/// <summary>Who may do what alone, and when a source may be asked next: shared by all processes, kept across restarts.</summary>
internal sealed class LeaseStore(Database database, TimeProvider time) : IPace
{
    /// <summary>The fencing number, or null while another owner holds the lease.</summary>
    public Task<long?> TryTakeAsync(string name, string owner, TimeSpan length, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.QuerySingleOrDefaultAsync<long?>("""
            INSERT INTO leases (name, owner, fence, until_at) VALUES (@name, @owner, 1, @until)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = leases.fence + 1, until_at = excluded.until_at
            WHERE leases.until_at < @now
            RETURNING fence
            """, new { name, owner, until = Now + length, now = Now }), cancellationToken);

    /// <summary>False when the lease was lost.</summary>
    public Task<bool> RenewAsync(string name, long fence, TimeSpan length, CancellationToken cancellationToken) => database.WriteAsync(
        async connection => await connection.ExecuteAsync(
            "UPDATE leases SET until_at = @until WHERE name = @name AND fence = @fence", new { name, fence, until = Now + length }) == 1, cancellationToken);

    public Task ReleaseAsync(string name, long fence, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE leases SET until_at = 0 WHERE name = @name AND fence = @fence", new { name, fence }), cancellationToken);

    public Task<bool> IsHeldAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<bool>("SELECT COUNT(*) > 0 FROM leases WHERE name = @name AND until_at >= @now", new { name, now = Now }), cancellationToken);

    /// <summary>The names of all that are held.</summary>
    public Task<HashSet<string>> HeldAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<string>("SELECT name FROM leases WHERE until_at >= @now", new { now = Now })).ToHashSet(), cancellationToken);

    public async Task<DateTimeOffset> TakeAsync(string rateGroup, TimeSpan interval, CancellationToken cancellationToken)
    {
        var now = Now.ToUnixTimeMilliseconds();
        var step = Math.Max(1, (long)Math.Ceiling(interval.TotalMilliseconds));
        var next = await database.WriteAsync(connection => connection.QuerySingleOrDefaultAsync<long?>("""
            INSERT INTO pacing (rate_group, next_at) VALUES (@rateGroup, @now + @step)
            ON CONFLICT (rate_group) DO UPDATE SET next_at = CASE WHEN pacing.next_at > @now THEN pacing.next_at ELSE @now END + @step, reason = NULL
            WHERE pacing.next_at <= @patience
            RETURNING next_at
            """, new { rateGroup, now, step, patience = now + (long)SourceAccess.Patience.TotalMilliseconds }), cancellationToken);
        // Held beyond patience: no slot is taken, the caller is told until when.
        return DateTimeOffset.FromUnixTimeMilliseconds(next - step ?? (await HeldUntilAsync(rateGroup, cancellationToken))!.Value.ToUnixTimeMilliseconds());
    }

    public Task HoldAsync(string rateGroup, DateTimeOffset until, string reason, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync("""
            INSERT INTO pacing (rate_group, next_at, reason) VALUES (@rateGroup, @until, @reason)
            ON CONFLICT (rate_group) DO UPDATE SET next_at = excluded.next_at, reason = excluded.reason WHERE pacing.next_at < excluded.next_at
            """, new { rateGroup, until, reason }), cancellationToken);

    public Task<DateTimeOffset?> HeldUntilAsync(string rateGroup, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<DateTimeOffset?>("SELECT next_at FROM pacing WHERE rate_group = @rateGroup", new { rateGroup }), cancellationToken);

    private DateTimeOffset Now => time.GetUtcNow();
}
