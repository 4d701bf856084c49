using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Storage;

namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>What reports may change, and must not.</summary>
internal static class Suppressions
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Those of the names whose address at example.org is suppressed.</summary>
    public static async Task<IReadOnlyList<string>> SuppressedAsync(this TestService service, params string[] names)
    {
        var suppressed = new List<string>();
        foreach (var name in names)
        {
            if (await service.Get<Bounces>().IsSuppressedAsync($"{name}@example.org", Stop)) suppressed.Add(name);
        }
        return suppressed;
    }

    /// <summary>All that a report could touch, row by row, and what waits to be sent.</summary>
    public static async Task<IReadOnlyList<string>> StateAsync(this TestService service)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "suppressions", "alerts", "messages", "digests", "ledger", "audit" }) rows.AddRange((await Tables.RowsAsync(service.Get<Database>(), table, Stop)).Select(row => $"{table}: {row}"));
        return rows;
    }

    /// <summary>The id of a message that is ready and has not left.</summary>
    public static async Task<string> WaitingMessageAsync(this TestService service, string address)
    {
        var mail = Mails.Digest(address) with { Kind = MailKind.Operator, List = null, DigestId = null, AlertId = null };
        await service.Get<OutboxStore>().AddAsync(mail, service.Get<MailComposer>().Compose(mail), Stop);
        return mail.Id;
    }

    public static Task DoAsync(this TestService service, string sql) => service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync(sql), Stop);
}
