using TargetAlerts.Checks;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources;

/// <summary>One service with its baseline, on which case after case is played: news come, a fault stands in their way, the fault goes.</summary>
public class FaultStage : IAsyncLifetime
{
    private int _news;

    internal TestService Service { get; private set; } = null!;

    protected virtual TimeSpan Timeout => TimeSpan.FromSeconds(20);

    protected virtual int Trials => 60;

    public virtual async ValueTask InitializeAsync()
    {
        Service = await TestService.StartAsync(
            model =>
            {
                var bulk = new DateOnly(2025, 12, 1);
                model.PubMed.Add(Sample.Articles(60, 1, bulk));
                model.Trials.Add(Sample.Trials(Trials, 1, bulk));
            },
            options =>
            {
                foreach (var source in options.Sources.Values) source.Timeout = Timeout;
            });
        Assert.All(await Service.CheckAsync(), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>News that the next check of the case's source must bring, once; the id they are about.</summary>
    internal string Happen(FaultCase fault)
    {
        Service.Clock.Jump(TimeSpan.FromHours(1));
        _news++;
        if (fault.Source == UpstreamSource.PubMed)
        {
            // Two papers, so that a repeated record can be told from the only one.
            foreach (var pmid in new[] { 95_000_000 + _news, 96_000_000 + _news }) Service.Model.PubMed.Add(Sample.Article(pmid, Service.Model.Today) with { Title = "Made-up news of the serotonin transporter" });
            return $"{95_000_000 + _news}";
        }
        var id = $"NCT{95_000_000 + _news}";
        Service.Model.Trials.Add(Sample.Trial(id, Service.Model.Today));
        // The registry is asked for a single study only where one is missing from a full reading.
        if (fault.Endpoint == "study") Service.Model.Trials.Delete(Sample.TrialNumber(7));
        return id;
    }

    internal Task<CheckReport> CheckAsync(FaultCase fault) => Service.CheckOneAsync(fault.SourceName, full: fault.Endpoint == "study");

    /// <summary>The fault goes; what the next check says is returned, and the world is as before the case.</summary>
    internal async Task<CheckReport> RecoverAsync(FaultCase fault)
    {
        Service.Upstream.Faults.Clear();
        if (fault.Endpoint == "study" && Service.Model.Trials.Find(Sample.TrialNumber(7)) is null)
        {
            Service.Model.Trials.Add(Sample.Trials(60, 1, new DateOnly(2025, 12, 1)).Single(trial => trial.NctId == Sample.TrialNumber(7)));
        }
        return await CheckAsync(fault);
    }

    internal void Break(FaultCase fault, int times) => Service.Upstream.Faults.Add(fault.Fault(times));
}

/// <summary>The same with little patience, for answers that do not come in time.</summary>
public sealed class HastyFaultStage : FaultStage
{
    protected override TimeSpan Timeout => TimeSpan.FromMilliseconds(700);
}
