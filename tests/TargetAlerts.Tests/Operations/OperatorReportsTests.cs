using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery;
using TargetAlerts.Operations;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using Fault = TargetAlerts.Upstreams.Faults.Fault;

namespace TargetAlerts.Tests.Operations;

public sealed class OperatorReportsOnSqlite() : OperatorReportsTests(DatabaseKind.Sqlite);

public sealed class OperatorReportsOnPostgres() : OperatorReportsTests(DatabaseKind.Postgres);

/// <summary>Which mails an operator gets over days of a service's life, looked at every quarter of an hour or half.</summary>
public abstract class OperatorReportsTests(DatabaseKind database)
{
    private const string Operator = "ops@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_is_down_for_days_is_told_once_reminded_of_daily_and_told_to_be_over()
    {
        await using var service = await StartAsync(Operator);
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, Fault.Always));
        await service.CheckAsync();

        // Overdue after a day; told when it has lasted a quarter of an hour.
        await LiveAsync(service, delivering: true, span: TimeSpan.FromHours(24));
        Assert.Empty(await SubjectsAsync(service));
        await LiveAsync(service, delivering: true, span: TimeSpan.FromHours(1));
        Assert.Equal(["TargetAlerts: 1 new fault"], await SubjectsAsync(service));
        await LiveAsync(service, delivering: true, span: TimeSpan.FromHours(23));
        Assert.Single(await SubjectsAsync(service));
        await LiveAsync(service, delivering: true, span: TimeSpan.FromHours(48));
        Assert.Equal(["TargetAlerts: 1 new fault", "TargetAlerts: 1 lasting fault", "TargetAlerts: 1 lasting fault"], await SubjectsAsync(service));

        service.Upstream.Faults.Clear();
        await service.CheckAsync();
        await LiveAsync(service, delivering: true, span: TimeSpan.FromHours(12));
        var mails = await SubjectsAsync(service);
        Assert.Equal(["TargetAlerts: 1 fault over"], mails.Skip(3));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM faults"));
        var texts = Directory.GetFiles(service.Outbox, "*.eml").Select(ParsedMail.Read).OrderBy(mail => mail.Subject, StringComparer.Ordinal).ToList();
        Assert.All(texts, mail => Assert.Equal(Operator, mail.Headers["To"]));
        Assert.Contains("OVER\n\n* PubMed has been due since 2026-03-02 06:00 UTC and was not read to the\n  end for SERT: the source answered 503 service unavailable.", texts[0].Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("  → See that this machine reaches it: targetalerts sources test; behind\r\n", texts[^1].Text, StringComparison.Ordinal);
        Assert.All(texts.SelectMany(mail => mail.Text.Split("\r\n")), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task What_comes_and_goes_is_not_told_and_what_comes_together_is_one_mail()
    {
        await using var service = await StartAsync(Operator);
        var relay = service.Get<RelayHealth>();
        await LiveAsync(service, TimeSpan.FromHours(1));
        await relay.WriteAsync(RelayCondition.Fine.Worse(RelayState.Stopped, "535 made up", "m", TimeSpan.FromMinutes(15), service.Clock.GetUtcNow()), Stop);
        await service.Get<OperatorReports>().LookAsync(Stop);
        service.Clock.Jump(TimeSpan.FromMinutes(10));
        await relay.WriteAsync(RelayCondition.Fine, Stop);
        await LiveAsync(service, TimeSpan.FromHours(5));
        Assert.Empty(await SubjectsAsync(service));

        await relay.WriteAsync(RelayCondition.Fine.Worse(RelayState.Stopped, "535 made up", "m", TimeSpan.FromMinutes(15), service.Clock.GetUtcNow()), Stop);
        await service.Get<IOperatorAlarm>().RaiseAsync("relay", "Sending has stopped: made up", Stop);
        await service.Get<IOperatorAlarm>().RaiseAsync("alert:x", "Alert x is paused: made up.", Stop);
        await service.Get<SendingHold>().HoldAsync("made up", Stop);
        service.Clock.Jump(TimeSpan.FromMinutes(2));
        await service.Get<OperatorReports>().LookAsync(Stop);
        Assert.Equal(["TargetAlerts: 1 event"], await SubjectsAsync(service));
        // Within the hour after a mail there is no other.
        await LiveAsync(service, TimeSpan.FromMinutes(45));
        Assert.Single(await SubjectsAsync(service));
        await LiveAsync(service, TimeSpan.FromMinutes(30));
        Assert.Equal(["TargetAlerts: 1 event", "TargetAlerts: 2 new faults"], await SubjectsAsync(service));
        // Over, and back before it was told to be over: it is the same fault.
        await relay.WriteAsync(RelayCondition.Fine, Stop);
        await service.Get<OperatorReports>().LookAsync(Stop);
        service.Clock.Jump(TimeSpan.FromMinutes(5));
        await relay.WriteAsync(RelayCondition.Fine.Worse(RelayState.Stopped, "535 made up", "m", TimeSpan.FromMinutes(15), service.Clock.GetUtcNow()), Stop);
        await LiveAsync(service, TimeSpan.FromHours(20));
        Assert.Equal(2, (await SubjectsAsync(service)).Count);
    }

    [Fact]
    public async Task Of_many_nodes_that_look_at_once_one_tells()
    {
        await using var service = await StartAsync(Operator);
        await service.Get<SendingHold>().HoldAsync("made up", Stop);
        await using var other = await service.ServeAsync();
        OperatorReports[] nodes = [service.Get<OperatorReports>(), other.App.Services.GetRequiredService<OperatorReports>()];
        await nodes[0].LookAsync(Stop);
        for (var round = 0; round < 5; round++)
        {
            // A day later it is told again.
            service.Clock.Jump(TimeSpan.FromHours(25));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Task.Run(() => nodes[turn % 2].LookAsync(Stop))));
            Assert.Equal(1 + round, (await SubjectsAsync(service)).Count);
        }
    }

    [Fact]
    public async Task Without_an_address_nothing_is_mailed_and_one_that_is_set_later_is_not_told_of_the_past()
    {
        await using var service = await StartAsync(null);
        await service.Get<IOperatorAlarm>().RaiseAsync("alert:x", "Alert x is paused: made up.", Stop);
        await service.Get<SendingHold>().HoldAsync("made up", Stop);
        await LiveAsync(service, TimeSpan.FromHours(3));
        Assert.Empty(await SubjectsAsync(service));

        service.Options.Mail.OperatorAddress = Operator;
        await LiveAsync(service, TimeSpan.FromMinutes(30));
        Assert.Equal(["TargetAlerts: 1 new fault"], await SubjectsAsync(service));
    }

    private Task<TestService> StartAsync(string? address) => TestService.StartAsync(
        configure: options => options.Mail.OperatorAddress = address, database: database, sources: [UpstreamSource.PubMed]);

    private static async Task LiveAsync(TestService service, TimeSpan span, bool delivering = false)
    {
        for (var end = service.Clock.GetUtcNow() + span; service.Clock.GetUtcNow() < end;)
        {
            await service.Get<OperatorReports>().LookAsync(Stop);
            if (delivering) await service.DeliverAsync();
            service.Clock.Jump(TimeSpan.FromMinutes(delivering ? 30 : 15));
        }
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(TestService service)
    {
        var mails = await service.ListAsync<byte[]>("SELECT b.bytes FROM messages m JOIN message_bytes b ON b.id = m.id WHERE m.kind = 'operator' ORDER BY m.created_at");
        return [.. mails.Select(bytes => System.Text.Encoding.ASCII.GetString(bytes).Split("\r\n").First(line => line.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..])];
    }
}
