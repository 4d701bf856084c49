using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class ChangeOrderTests
{
    private static readonly DateOnly Bulk = new(2025, 12, 1);

    /// <summary>
    /// One commit has its numbers and is slow to finish; a second, begun later, must not become visible before it: an alert
    /// that had considered everything up to the second would never look at the first again.
    /// </summary>
    [Fact]
    public async Task Two_nodes_that_commit_checks_at_once_lose_no_change()
    {
        await using var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(20, 1, Bulk));
            model.Trials.Add(Sample.Trials(20, 1, Bulk));
        }, database: DatabaseKind.Postgres);
        await service.CheckAsync();
        await service.AddAlertAsync();
        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync("""
            CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END';
            CREATE TRIGGER slow AFTER INSERT ON changes FOR EACH ROW WHEN (NEW.source = 'pubmed') EXECUTE FUNCTION dawdle()
            """), TestContext.Current.CancellationToken);
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        service.Model.Trials.Add(Sample.Trial(Sample.TrialNumber(99), service.Model.Today));

        var slow = service.CheckAsync("pubmed");
        await TestService.UntilAsync(async () => await service.ReadAsync<int>("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%INSERT INTO changes%' AND wait_event = 'PgSleep'") > 0);
        var quick = await service.CheckAsync("clinicaltrials");
        var first = await service.DigestNowAsync();
        await slow;
        var second = await service.DigestNowAsync();

        Assert.Equal(1, quick.Sum(report => report.Added));
        Assert.Equal(2, first.Concat(second).Sum(digest => digest.Items));
    }
}
