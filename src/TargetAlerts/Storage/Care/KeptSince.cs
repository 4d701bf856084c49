using Dapper;
using Microsoft.Data.Sqlite;

namespace TargetAlerts.Storage.Care;

/// <summary>
/// What a restored backup is told by the database that it replaces, where that can be read: nobody is written to who has left
/// since, and what was sent since is not sent again.
/// </summary>
/// <param name="Left">Alerts whose readers unsubscribed, or that were removed.</param>
/// <param name="Suppressed">Addresses that bounced or complained.</param>
/// <param name="Sent">Messages that waited at the time of the backup.</param>
/// <param name="Missing">Alerts that the former database does not have: erased or forgotten since. They are paused; erase them where that was asked for.</param>
internal sealed record KeptSince(int Left, int Suppressed, int Sent, IReadOnlyList<string> Missing)
{
    public static async Task<KeptSince?> TakeOverAsync(SqliteConnection copy, string former)
    {
        await copy.ExecuteAsync("ATTACH @former AS former", new { former });
        try
        {
            await using var transaction = await copy.BeginTransactionAsync();
            const string same = "SELECT COUNT(*) FROM main.settings m JOIN former.settings f ON f.key = m.key AND f.value = m.value WHERE m.key = 'installation'";
            if (await copy.QuerySingleAsync<int>(same) == 0) return null;
            var left = await copy.ExecuteAsync("""
                UPDATE main.alerts AS m SET state = f.state FROM former.alerts f WHERE f.id = m.id AND f.state IN ('left', 'removed') AND m.state NOT IN ('left', 'removed')
                """);
            var suppressed = await copy.ExecuteAsync("INSERT INTO main.suppressions (address_hash, reason, at) SELECT address_hash, reason, at FROM former.suppressions WHERE true ON CONFLICT (address_hash) DO NOTHING");
            const string waited = "m.state IN ('ready', 'claimed', 'inflight') AND f.id = m.id AND f.state = 'sent'";
            await copy.ExecuteAsync($"UPDATE main.digests SET state = 'sent' WHERE state = 'ready' AND id IN (SELECT m.digest_id FROM main.messages m JOIN former.messages f ON {waited})");
            var sent = await copy.ExecuteAsync($"UPDATE main.messages AS m SET state = 'sent', result = f.result, done_at = f.done_at, owner = NULL, lease_until = NULL FROM former.messages f WHERE {waited}");
            // Most likely erased: a person decides, and until then they are not written to.
            const string missing = "m.state IN ('active', 'pending') AND NOT EXISTS (SELECT 1 FROM former.alerts f WHERE f.id = m.id)";
            var gone = (await copy.QueryAsync<string>($"SELECT m.id FROM main.alerts m WHERE {missing} ORDER BY m.id")).AsList();
            await copy.ExecuteAsync($"UPDATE main.alerts AS m SET state = 'paused', paused_at = COALESCE(m.paused_at, m.created_at) WHERE {missing} AND m.confirmed_at IS NOT NULL");
            await transaction.CommitAsync();
            return new(left, suppressed, sent, gone);
        }
        catch (SqliteException)
        {
            // Damaged, or from before there were such tables: the backup stands alone.
            return null;
        }
        finally
        {
            await copy.ExecuteAsync("DETACH former");
        }
    }
}
