using System.Collections.Concurrent;
using System.Reflection;
using TargetAlerts.Checks;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Kill;

/// <summary>Listens to every stage in this process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(KillPointsTests), DisableParallelization = true)]
[Collection(nameof(KillPointsTests))]
public sealed class KillPointsTests : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _heard = [];

    public KillPointsTests() => KillPoints.Heard = stage => _heard.AddOrUpdate(stage, 1, (_, times) => times + 1);

    public void Dispose() => KillPoints.Heard = null;

    [Fact]
    public void The_list_holds_every_stage_once()
    {
        var fields = typeof(KillPoints).GetFields(BindingFlags.Public | BindingFlags.Static);
        var named = fields.Select(field => field.GetValue(null)).SelectMany(value => value is CommitPoint point ? [point.Before, point.After] : new[] { (string)value! });

        Assert.Equal(named.Where(name => name != KillPoints.Variable).Order(), KillPoints.All.Order());
    }

    [Fact]
    public async Task Every_stage_is_passed_on_the_way()
    {
        await using (var relay = new ScriptedSmtpServer())
        {
            await ByRelayAsync(relay);
        }
        await using (var service = await ServiceAsync())
        {
            await TellAsync(service, 1);
        }

        Assert.Empty(KillPoints.All.Except(_heard.Keys));
        Assert.Equal(_heard[KillPoints.SmtpAfterDot], _heard[KillPoints.SmtpAnswerRead]);
    }

    private static async Task ByRelayAsync(ScriptedSmtpServer relay)
    {
        await using var service = await ServiceAsync(options => options.Mail = Mails.Options(relay.Port));
        var alert = await service.AddAlertAsync(request => request with { Confirmed = false }, "bob@example.org");
        await service.Get<AlertLife>().ConfirmAsync(alert, TestContext.Current.CancellationToken);

        relay.Script = (step, count) => step == Step.Mail && count == 0 ? new Reaction.Say("421 later") : step == Step.Rcpt && count == 1 ? new Reaction.Say("554 no") : null;
        await TellAsync(service, 1);
        await service.DeliverAsync();
        await service.DeliverAsync();

        News.Hide(service.Model);
        Assert.Equal(CheckOutcome.Quarantined, (await service.CheckOneAsync("clinicaltrials", full: true)).Outcome);
        await service.Get<Quarantine>().ReleaseAsync("clinicaltrials", null, TestContext.Current.CancellationToken);
        await service.Get<AlertLife>().LeaveAsync(alert, TestContext.Current.CancellationToken);
        await service.Get<ReturnEffects>().TakeAsync(new(ReturnKind.Ignored, "made up"), [], TestContext.Current.CancellationToken);
    }

    private static async Task<TestService> ServiceAsync(Action<ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model => News.Fill(model), configure);
        await service.CheckAsync();
        await service.AddAlertAsync();
        return service;
    }

    private static async Task TellAsync(TestService service, int number)
    {
        service.Clock.Jump(TimeSpan.FromDays(1));
        News.Play(service.Model, number);
        await service.CheckAsync();
        await service.DigestNowAsync();
        await service.DeliverAsync();
    }
}
