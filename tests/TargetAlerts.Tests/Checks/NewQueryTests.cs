using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Targets;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Tests.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Checks;

/// <summary>A changed profile or a changed reading is no news (DESIGN.md section 4, "New query, new fingerprint").</summary>
public sealed class NewQueryTests
{
    private static readonly DrugTarget Wider = TestTargets.Sert with { Drugs = [.. TestTargets.Sert.Drugs, new("madeupetine")] };

    [Fact]
    public async Task A_drug_added_to_the_profile_brings_its_old_trials_silently_and_the_young_ones_as_news()
    {
        await using var service = await Studies.KnownAsync(20, model => model.Trials.Add([Of(70, Studies.Bulk), Of(71, new DateOnly(2026, 3, 1))]));
        service.Model.Trials.Add(Of(72, service.Model.Today));
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { Phases = ["PHASE3"] });

        var report = await CheckAsync(service, Source(service), Wider);

        Assert.Equal((CheckOutcome.Complete, 1, 1), (report.Outcome, report.Added, report.Updated));
        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(72)));
        Assert.Empty(await service.ToldAsync(Studies.Number(71)));
        Assert.Equal(["updated: phase"], await service.ToldAsync(Studies.Number(1)));
        Assert.Equal(3, await service.ReadAsync<int>($"SELECT COUNT(*) FROM memberships WHERE id IN ('{Studies.Number(70)}', '{Studies.Number(71)}', '{Studies.Number(72)}')"));

        // From then on they are like the others.
        service.Model.Trials.Change(Studies.Number(70), trial => trial with { OverallStatus = "TERMINATED" });
        await CheckAsync(service, Source(service), Wider);
        Assert.Equal(["updated: status"], await service.ToldAsync(Studies.Number(70)));
    }

    [Fact]
    public async Task A_drug_taken_out_of_the_profile_takes_its_trials_along_silently()
    {
        await using var service = await Studies.KnownAsync(20, model => model.Trials.Add(Enumerable.Range(70, 20).Select(at => Of(at, Studies.Bulk))));
        await CheckAsync(service, Source(service), Wider);

        var report = await CheckAsync(service, Source(service), TestTargets.Sert);

        // Half of the known are not listed any more, and that is no reason to doubt.
        Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Withdrawn));
        Assert.Equal(20, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships WHERE left_at IS NULL"));
        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_new_reading_of_the_answers_compares_only_what_both_readings_know()
    {
        await using var service = await Studies.KnownAsync();
        var source = Source(service);
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { Phases = ["PHASE3"] });

        var report = await CheckAsync(service, new Reread(source, 2, dropped: "start"), TestTargets.Sert);
        Assert.Equal((CheckOutcome.Complete, 1), (report.Outcome, report.Updated));
        Assert.Equal(["updated: phase"], await service.ToldAsync(Studies.Number(1)));

        // The third reading has the fact again: no news either.
        report = await CheckAsync(service, new Reread(source, 3, dropped: ""), TestTargets.Sert);
        Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Updated));
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Fact]
    public async Task After_a_new_reading_a_fact_that_appears_is_news_also_on_a_record_that_was_the_same_in_both()
    {
        await using var service = await Studies.KnownAsync();
        var source = new Reread(Source(service), 2, dropped: "");
        await CheckAsync(service, source, TestTargets.Sert);
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { HasResults = true, ResultsFirstPosted = service.Model.Today });

        await CheckAsync(service, source, TestTargets.Sert);

        Assert.Equal(["updated: results"], await service.ToldAsync(Studies.Number(1)));
    }

    private static TargetAlerts.Upstreams.ClinicalTrials.Trial Of(int at, DateOnly posted) => Studies.Study(at, posted) with { Interventions = [new("DRUG", "Madeupetine")] };

    private static ITargetSource Source(TestService service) => service.Get<SourceRegistry>().Find(Studies.Source);

    private static async Task<CheckReport> CheckAsync(TestService service, ITargetSource source, DrugTarget target) =>
        Assert.Single(await service.Get<SourceRun>().RunAsync(source, [new DueWatch(target, null)], full: false, null, TestContext.Current.CancellationToken));

    /// <summary>The connector as a later version of the service would have it.</summary>
    private sealed class Reread(ITargetSource inner, int version, string dropped) : ITargetSource
    {
        public SourceDescription Description { get; } = inner.Description with { FingerprintVersion = version };

        public string Query(DrugTarget target) => inner.Query(target);

        public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => inner.ReadGateAsync(cancellationToken);

        public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var page in inner.FetchAsync(question, cancellationToken))
            {
                yield return page with { Records = [.. page.Records.Select(fetched => fetched with { Record = fetched.Record with { Facts = fetched.Record.Facts.Where(fact => fact.Key != dropped).ToDictionary() } })] };
            }
        }

        public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => inner.LookupAsync(question, cancellationToken);

        public Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken) => inner.TestAsync(target, cancellationToken);
    }
}
