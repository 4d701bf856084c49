using TargetAlerts.Checks;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>Whatever goes wrong at a source: nothing moves, and what happened meanwhile is told once when it works again.</summary>
public sealed class FaultTests(FaultStage stage) : IClassFixture<FaultStage>
{
    public static TheoryData<FaultCase> Lasting => [.. FaultCases.Tried.Concat(FaultCases.Wrong)];

    public static TheoryData<FaultCase> Passing => [.. FaultCases.Tried];

    public static TheoryData<FaultCase> Held => [.. FaultCases.Held];

    [Theory, MemberData(nameof(Lasting))]
    public async Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault)
    {
        var news = stage.Happen(fault);
        var before = await stage.Service.StandingAsync();
        stage.Break(fault, Fault.Always);

        var report = await stage.CheckAsync(fault);

        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.NotEmpty(report.Reason!);
        Assert.DoesNotContain("unexpected", report.Reason, StringComparison.Ordinal);
        // 600 MB are given up at the cap, while they unpack.
        if (fault.Kind == FaultKind.HugeGzip) Assert.Equal("an answer is larger than 32 MiB", report.Reason);
        Assert.Equal(before, await stage.Service.StandingAsync());
        await ToldOnceAsync(fault, news);
    }

    [Theory, MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_is_tried_again_in_the_same_check(FaultCase fault)
    {
        var news = stage.Happen(fault);
        stage.Break(fault, 1);

        var report = await stage.CheckAsync(fault);

        Assert.Equal(CheckOutcome.Complete, report.Outcome);
        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
        await stage.RecoverAsync(fault);
    }

    [Theory, MemberData(nameof(Held))]
    public async Task A_long_Retry_After_is_kept_and_spares_the_next_checks_their_requests(FaultCase fault)
    {
        var news = stage.Happen(fault);
        var before = await stage.Service.StandingAsync();
        stage.Break(fault, Fault.Always);
        stage.Service.Upstream.Log.Clear();
        var first = await stage.CheckAsync(fault);
        Assert.Single(stage.Service.Upstream.Log.Requests, request => request.Fault is not null);
        stage.Service.Upstream.Faults.Clear();
        stage.Service.Upstream.Log.Clear();

        var second = await stage.CheckAsync(fault);

        Assert.Equal((CheckOutcome.Unavailable, CheckOutcome.Unavailable), (first.Outcome, second.Outcome));
        Assert.Contains("asked not to be called before", second.Reason, StringComparison.Ordinal);
        Assert.Empty(stage.Service.Upstream.Log.Requests);
        Assert.Equal(before, await stage.Service.StandingAsync());
        var until = await stage.Service.ReadAsync<long>($"SELECT next_at FROM pacing WHERE rate_group = '{fault.SourceName}'");
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(until) - stage.Service.Clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        stage.Service.Clock.Jump(TimeSpan.FromHours(1));
        await ToldOnceAsync(fault, news);
    }

    private async Task ToldOnceAsync(FaultCase fault, string news)
    {
        Assert.Equal(CheckOutcome.Complete, (await stage.RecoverAsync(fault)).Outcome);
        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
        Assert.Equal((CheckOutcome.Complete, 0), Outcome(await stage.CheckAsync(fault)));
        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
    }

    private static (CheckOutcome, int) Outcome(CheckReport report) => (report.Outcome, report.Added + report.Updated + report.Withdrawn);
}

/// <summary>Answers that do not come in time: the time-out covers the body.</summary>
public sealed class LateAnswerTests(HastyFaultStage stage) : IClassFixture<HastyFaultStage>
{
    public static TheoryData<FaultCase> Late => [.. FaultCases.Late];

    [Theory, MemberData(nameof(Late))]
    public async Task An_answer_that_does_not_come_in_time_moves_nothing_and_loses_nothing(FaultCase fault)
    {
        var news = stage.Happen(fault);
        var before = await stage.Service.StandingAsync();
        stage.Break(fault, Fault.Always);

        var report = await stage.CheckAsync(fault);

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Contains("no whole answer within", report.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await stage.Service.StandingAsync());
        Assert.Equal(CheckOutcome.Complete, (await stage.RecoverAsync(fault)).Outcome);
        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
    }
}
