using System.Globalization;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>
/// Nodes on one database go by their own clocks: leases, due times, and Quartz, whose cluster wants them within a second
/// (Quartz documentation, "Clustering"). The database's clock is the one that all of them can see.
/// </summary>
internal sealed class DatabaseClock(Database database, TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidOperationException">This machine's clock is more than a second off; says what to do.</exception>
    public async Task DemandAgreementAsync(CancellationToken cancellationToken)
    {
        if (await DisagreementAsync(cancellationToken) is { } off) throw new InvalidOperationException($"The {off}. Set both by a time server (chrony, systemd-timesyncd), then start again.");
    }

    /// <summary>How far the two are apart, and what that does; null where they agree or are one.</summary>
    public async Task<string?> DisagreementAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect.Now is not { } now) return null;
        var off = await OffAsync(now, cancellationToken);
        return off.Duration() <= Most ? null : string.Create(CultureInfo.InvariantCulture,
            $"clock of this machine is {off.Duration().TotalSeconds:0.0} s {(off > TimeSpan.Zero ? "ahead of" : "behind")} the database's; nodes must agree within {Most.TotalSeconds:0} s, or they take each other's work");
    }

    // Of three readings the quickest: what the way there takes cannot be told from a difference.
    private Task<TimeSpan> OffAsync(string now, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var (off, quickest) = (TimeSpan.Zero, TimeSpan.MaxValue);
        for (var reading = 0; reading < 3; reading++)
        {
            var before = time.GetUtcNow();
            var there = DateTimeOffset.FromUnixTimeMilliseconds(await connection.QuerySingleAsync<long>(now));
            var took = time.GetUtcNow() - before;
            if (took >= quickest) continue;
            (off, quickest) = (before + (took / 2) - there, took);
        }
        return off;
    }, cancellationToken);
}
