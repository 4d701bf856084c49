using System.Data.Common;
using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;
using TargetAlerts.Checks;

namespace TargetAlerts.Storage;

/// <summary>
/// The one transaction that makes a check count: records, memberships, changes, cursor and run together
/// (MAIL-AND-SAFETY section 4, step 3). Also holds a doubtful result back, and releases or discards it later.
/// </summary>
internal sealed class CheckCommit(Database database)
{
    public Task CommitAsync(string check, Watch watch, Completion completion, CheckTally tally, long fence, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Check, async connection =>
    {
        await GuardAsync(connection, watch, fence);
        await ApplyAsync(connection, check, watch, completion, removals: false);
        await connection.ExecuteAsync("""
            UPDATE checks SET outcome = @outcome, finished_at = @finished, seen = @Seen, added = @Added, updated = @Updated, withdrawn = @Withdrawn WHERE id = @check
            """, new { check, outcome = completion.Baseline ? "baseline" : "complete", finished = completion.At, tally.Seen, tally.Added, tally.Updated, tally.Withdrawn });
        if (watch.QuarantinedCheck is { } held) await DropAsync(connection, held, "discarded");
    }, cancellationToken);

    /// <summary>Keeps the result aside; nothing is told until it is released.</summary>
    public Task QuarantineAsync(string check, Watch watch, Completion completion, CheckTally tally, string reason, long fence, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Quarantine, async connection =>
    {
        await GuardAsync(connection, watch, fence);
        if (watch.QuarantinedCheck is { } older) await DropAsync(connection, older, "discarded");
        await connection.ExecuteAsync("""
            UPDATE checks SET outcome = 'quarantined', finished_at = @finished, reason = @reason, completion = @completion,
              seen = @Seen, added = @Added, updated = @Updated, withdrawn = @Withdrawn WHERE id = @check
            """, new { check, finished = completion.At, reason, completion = JsonSerializer.Serialize(completion), tally.Seen, tally.Added, tally.Updated, tally.Withdrawn });
        await connection.ExecuteAsync("""
            UPDATE watches SET state = 'quarantined', quarantined_check = @check, reason = @reason, last_attempt_at = @finished, failing_since = COALESCE(failing_since, @finished)
            WHERE target = @Target AND source = @Source
            """, new { check, reason, finished = completion.At, watch.Target, watch.Source });
    }, cancellationToken);

    /// <summary>Commits a result that was held back; what another watch has changed since is left alone. False when there is none.</summary>
    /// <param name="removals">True where a person vouches for the records that are missing.</param>
    public Task<bool> ReleaseAsync(Watch watch, bool removals, long fence, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Release, async connection =>
    {
        await GuardAsync(connection, watch, fence);
        if (await HeldAsync(connection, watch) is not ({ } check, { } completion)) return false;
        await connection.ExecuteAsync("""
            DELETE FROM staged_changes WHERE check_id = @check AND EXISTS (
              SELECT 1 FROM staged s LEFT JOIN records r ON r.source = @Source AND r.id = s.id
              WHERE s.check_id = @check AND s.id = staged_changes.record_id AND s.store = 1 AND COALESCE(s.base, '') <> COALESCE(r.content, ''));
            UPDATE staged SET store = 0 WHERE check_id = @check AND store = 1
              AND COALESCE(base, '') <> COALESCE((SELECT content FROM records r WHERE r.source = @Source AND r.id = staged.id), '')
            """, new { check, watch.Source });
        if (removals) await connection.ExecuteAsync("""
            INSERT INTO staged_changes (check_id, record_id, kind, reason, severity, facts, fingerprint)
            SELECT @check, s.id, 'withdrawn', 'removed', 2, '[]', 'gone' FROM staged s JOIN records r ON r.source = @Source AND r.id = s.id AND r.gone_at IS NULL
            WHERE s.check_id = @check AND s.fate = 'gone' AND NOT EXISTS (SELECT 1 FROM staged_changes c WHERE c.check_id = @check AND c.record_id = s.id) ORDER BY s.id
            """, new { check, watch.Source });
        await ApplyAsync(connection, check, watch, completion, removals);
        await connection.ExecuteAsync("UPDATE checks SET outcome = 'released' WHERE id = @check", new { check });
        return true;
    }, cancellationToken);

    /// <summary>Forgets a result that was held back; the next check reads everything again. False when there is none.</summary>
    public Task<bool> DiscardAsync(Watch watch, long fence, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await GuardAsync(connection, watch, fence);
        if (watch.QuarantinedCheck is not { } check) return false;
        await DropAsync(connection, check, "discarded");
        await connection.ExecuteAsync("UPDATE watches SET state = 'ok', quarantined_check = NULL, reason = NULL, failing_since = NULL WHERE target = @Target AND source = @Source", watch);
        return true;
    }, cancellationToken);

    public Task<Completion?> HeldAsync(Watch watch, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => (await HeldAsync(connection, watch)).Completion, cancellationToken);

    /// <summary>A hash of what is staged.</summary>
    public Task<string> EqualAsync(string check, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        await foreach (var row in connection.QueryUnbufferedAsync<string>("SELECT id || '|' || COALESCE(content, '') || '|' || COALESCE(fate, '') FROM staged WHERE check_id = @check ORDER BY id", new { check }))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(row + "\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }, cancellationToken);

    private async Task ApplyAsync(DbConnection connection, string check, Watch watch, Completion completion, bool removals)
    {
        await connection.ExecuteAsync(database.Dialect.LockChangeNumbers);
        await connection.ExecuteAsync(CheckCommitSql.Apply(database.Dialect), new
        {
            check,
            watch.Source,
            watch.Target,
            now = completion.At,
            version = completion.FingerprintVersion,
            removals = removals ? 1 : 0,
            completion.Cursor,
            completion.Gate,
            completion.Query,
            completion.Notes,
            listing = completion.Listing ? 1 : 0,
            baseline = completion.Baseline ? 1 : 0,
        });
        await CheckStore.ClearAsync(connection, check);
    }

    private static async Task DropAsync(DbConnection connection, string check, string outcome)
    {
        await CheckStore.ClearAsync(connection, check);
        await connection.ExecuteAsync("UPDATE checks SET outcome = @outcome WHERE id = @check", new { check, outcome });
    }

    // A commit of an owner that lost its lease meanwhile must not count: another may be at work on the same watch.
    private static async Task GuardAsync(DbConnection connection, Watch watch, long fence)
    {
        // An update, not a select: it holds the row until the commit, so that nobody takes the lease in between.
        var standing = await connection.ExecuteAsync("UPDATE leases SET fence = fence WHERE name = @name AND fence = @fence", new { name = SourceLease.NameOf(watch.Source), fence });
        if (standing != 1) throw new LeaseLostException(watch.Source);
    }

    private static async Task<(string? Check, Completion? Completion)> HeldAsync(DbConnection connection, Watch watch)
    {
        if (watch.QuarantinedCheck is not { } check) return default;
        var completion = await connection.QuerySingleOrDefaultAsync<string>("SELECT completion FROM checks WHERE id = @check", new { check });
        return completion is null ? default : (check, JsonSerializer.Deserialize<Completion>(completion));
    }
}

/// <summary>The source's lease went to another while a check ran; nothing of the check counts.</summary>
internal sealed class LeaseLostException(string source) : Exception($"The lease of {source} was lost to another process.");
