using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class SharedRecordsOnSqlite() : SharedRecordTests(DatabaseKind.Sqlite);

public sealed class SharedRecordsOnPostgres() : SharedRecordTests(DatabaseKind.Postgres);

public abstract class SharedRecordTests(DatabaseKind database)
{
    private static readonly DateOnly Bulk = new(2025, 12, 1);
    private static readonly DrugTarget[] Two = [TestTargets.Drug("ONE", "sertraline"), TestTargets.Drug("TWO", "fluoxetine")];
    private static readonly string Shared = Sample.TrialNumber(1), Alone = Sample.TrialNumber(2);

    [Fact]
    public async Task A_change_of_a_shared_trial_reaches_each_subscriber_once()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE"] }, "one@example.org");
        await service.AddAlertAsync(request => request with { Targets = ["ONE", "TWO"] }, "both@example.org");
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Shared, trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "made up" });

        var reports = await service.CheckAsync("clinicaltrials");
        var digests = await service.DigestNowAsync();

        Assert.Equal(1, reports.Sum(report => report.Updated));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        Assert.Equal([1, 1], digests.Select(digest => digest.Items));
    }

    [Fact]
    public async Task A_record_that_enters_a_second_target_is_added_there_and_only_there()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE"] }, "one@example.org");
        await service.AddAlertAsync(request => request with { Targets = ["TWO"] }, "two@example.org");
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Alone, trial => trial with { Interventions = [new("DRUG", "sertraline", []), new("DRUG", "fluoxetine", [])] });

        await service.CheckAsync("clinicaltrials");
        var digests = await service.DigestNowAsync();

        var changes = await service.ListAsync<string>("SELECT kind || ' ' || COALESCE(target, '-') FROM changes ORDER BY number");
        Assert.Equal(["updated -", "added TWO"], changes);
        Assert.Equal([1, 1], digests.Select(digest => digest.Items));
        await service.DeliverAsync();
        var mails = Directory.GetFiles(service.Outbox, "*.eml").Select(ParsedMail.Read).ToDictionary(mail => mail.Headers["To"]);
        Assert.Contains("Trial changed", mails["one@example.org"].Text, StringComparison.Ordinal);
        Assert.Contains("New trial", mails["two@example.org"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_on_both_targets_hears_of_a_new_record_once()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE", "TWO"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Add(Trial(Sample.TrialNumber(9), service.Model.Today, "sertraline", "fluoxetine"));

        await service.CheckAsync("clinicaltrials");
        var first = await service.DigestNowAsync();

        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes WHERE kind = 'added'"));
        Assert.Equal(1, Assert.Single(first).Items);
        Assert.Equal("empty", Assert.Single(await service.DigestNowAsync()).State);
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger WHERE state IN ('told', 'joined')"));
    }

    [Fact]
    public async Task A_record_told_for_one_target_is_joined_when_it_enters_the_other_later()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync(request => request with { Targets = ["ONE", "TWO"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Add(Trial(Sample.TrialNumber(9), service.Model.Today, "sertraline"));
        await service.CheckAsync("clinicaltrials");
        Assert.Equal(1, Assert.Single(await service.DigestNowAsync()).Items);

        // A cosmetic edit brings the other drug's name into the summary: no change of a fact that counts, but TWO holds it now.
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Sample.TrialNumber(9), trial => trial with { Interventions = [new("DRUG", "sertraline", ["fluoxetine"])] });
        await service.CheckAsync("clinicaltrials");
        var later = Assert.Single(await service.DigestNowAsync());

        Assert.Equal("empty", later.State);
        Assert.Equal(["told", "joined"], await service.ListAsync<string>("SELECT state FROM ledger ORDER BY change_number"));
    }

    private async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Vocabulary.ReportsUnknown = false;
            model.Trials.Add(Trial(Shared, Bulk, "sertraline", "fluoxetine"));
            model.Trials.Add(Trial(Alone, Bulk, "sertraline"));
        }, targets: Two, database: database);
        await service.CheckAsync();
        return service;
    }

    private static Trial Trial(string id, DateOnly posted, params string[] drugs) => Sample.Trial(id, posted) with
    {
        BriefTitle = $"Made-up trial {id}",
        OfficialTitle = $"Made-up trial {id}",
        BriefSummary = "Made up.",
        OverallStatus = "RECRUITING",
        WhyStopped = null,
        Keywords = [],
        Interventions = [.. drugs.Select(drug => new Intervention("DRUG", drug, []))],
    };
}
