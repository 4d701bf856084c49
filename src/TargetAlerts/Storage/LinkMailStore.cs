using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>How many mails with a link an address was sent lately; steps of the caller's write transaction.</summary>
internal static class LinkMailStore
{
    /// <summary>The purpose under which sign-ups of a network are counted; the hash is the network's.</summary>
    public const string SignUp = "sign-up";

    // PostgreSQL would let two count at once; SQLite has one writer.
    public static Task HoldSignUpsAsync(DbConnection connection) => connection.ExecuteAsync(
        "INSERT INTO leases (name, owner, fence, until_at) VALUES ('sign-ups', '', 0, 0) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner");

    public static Task<int> CountSignUpsAsync(DbConnection connection, DateTimeOffset since) =>
        connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM link_mails WHERE purpose = @SignUp AND at > @since", new { SignUp, since });

    public static Task ForgetSignUpsAsync(DbConnection connection, DateTimeOffset before) =>
        connection.ExecuteAsync("DELETE FROM link_mails WHERE purpose = @SignUp AND at <= @before", new { SignUp, before });

    public static Task<int> CountAsync(DbConnection connection, string addressHash, string purpose, DateTimeOffset since) =>
        connection.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM link_mails WHERE address_hash = @addressHash AND purpose = @purpose AND at > @since",
            new { addressHash, purpose, since });

    public static Task AddAsync(DbConnection connection, string addressHash, string purpose, string alertId, DateTimeOffset at) =>
        connection.ExecuteAsync(
            "INSERT INTO link_mails (address_hash, purpose, alert_id, at) VALUES (@addressHash, @purpose, @alertId, @at)",
            new { addressHash, purpose, alertId, at });

    public static Task ForgetAsync(DbConnection connection, DateTimeOffset before) =>
        connection.ExecuteAsync("DELETE FROM link_mails WHERE at < @before", new { before });
}
