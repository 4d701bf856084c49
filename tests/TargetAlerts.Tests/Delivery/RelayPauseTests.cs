using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Delivery;

public sealed class RelayPauseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_relay_that_is_down_is_left_alone_for_longer_each_time_and_costs_no_attempt()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Greeting && n < 6 ? new Reaction.HangUp() : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync("d1");
        await outboxes.AddDigestAsync("d2");
        await outboxes.DeliverAsync();
        foreach (var minutes in new[] { 1, 2, 4, 8, 15 })
        {
            var before = server.Connections;
            await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(before, server.Connections);
            await outboxes.DeliverAfterAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(before + 1, server.Connections);
        }
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT SUM(attempts) FROM messages"));
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"));

        Assert.Equal(2, (await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(15))).Sent);
        Assert.Equal(RelayCondition.Fine, await outboxes.Get<RelayHealth>().ReadAsync(Stop));
    }

    [Theory]
    [InlineData(Step.Mail, "553 5.7.1 sender not allowed")]
    [InlineData(Step.Rcpt, "530 5.7.0 log in first")]
    [InlineData(Step.Mail, "500 5.5.1 what?")]
    public async Task A_relay_that_refuses_us_stops_all_sending_with_one_alarm_and_is_probed(Step step, string answer)
    {
        var refuse = true;
        await using var server = new ScriptedSmtpServer { Script = (at, _) => at == step && refuse ? new Reaction.Say(answer) : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        for (var n = 1; n <= 3; n++) await outboxes.AddDigestAsync("d" + n, "a" + n, $"reader{n}@example.org");

        Assert.Equal(new DeliveryReport(0, 0, 0, 3), await outboxes.DeliverAsync());
        var connections = server.Connections;
        await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(connections, server.Connections);
        await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(1));
        Assert.True(server.Connections > connections);
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm' AND subject = 'relay'"));
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"));
        Assert.Equal(RelayState.Stopped, (await outboxes.Get<RelayHealth>().ReadAsync(Stop)).State);

        refuse = false;
        Assert.Equal(0, (await outboxes.DeliverAsync()).Sent);
        Assert.Equal(3, (await outboxes.DeliverAsync(probe: true)).Sent);
    }

    [Fact]
    public async Task A_message_the_relay_always_breaks_off_goes_on_the_retry_schedule_and_holds_up_no_other()
    {
        await using var server = new ScriptedSmtpServer { ForRecipient = (step, to) => step == Step.Data && to.StartsWith("poison", StringComparison.Ordinal) ? new Reaction.HangUp() : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync("d1", "a1", "poison@example.org");
        for (var n = 2; n <= 4; n++) await outboxes.AddDigestAsync("d" + n, "a" + n, $"reader{n}@example.org");

        await outboxes.DeliverAsync();
        var second = await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(3, second.Sent);
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT attempts FROM messages WHERE digest_id = 'd1'"));
        Assert.Equal(RelayState.Ok, (await outboxes.Get<RelayHealth>().ReadAsync(Stop)).State);
    }

    [Fact]
    public async Task A_stop_takes_no_new_message_and_lets_the_open_one_finish()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedSmtpServer
        {
            Script = (step, _) =>
            {
                if (step == Step.Data) stop.Cancel();
                return null;
            },
        };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync("d1");
        await outboxes.AddDigestAsync("d2");

        var report = await outboxes.Outbox.DeliverAsync(new DeliverOptions(), stop.Token);

        Assert.Equal(new DeliveryReport(1, 0, 0, 1), report);
        Assert.Single(server.Taken);
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM messages WHERE state = 'ready'"));
    }

    [Theory]
    [InlineData(Step.Dot, "inflight")]
    [InlineData(Step.Data, "ready")]
    public async Task When_the_grace_is_over_a_send_is_left_as_its_stage_demands(Step step, string state)
    {
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedSmtpServer();
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        server.Script = (at, _) =>
        {
            if (at != step) return null;
            stop.Cancel();
            outboxes.Clock.Advance(TimeSpan.FromSeconds(41));
            return new Reaction.Silence();
        };
        await outboxes.AddDigestAsync();

        var report = await outboxes.Outbox.DeliverAsync(new DeliverOptions(), stop.Token);

        Assert.Equal(new DeliveryReport(0, 0, 0, 1), report);
        Assert.Equal(state, (await outboxes.StateAsync()).Message);
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT attempts + unknowns FROM messages"));
    }
}
