using TargetAlerts.Checks;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class StraightLineTests
{
    private static readonly DateOnly Bulk = new(2025, 12, 1);

    [Fact]
    public async Task A_baseline_is_silent_and_the_news_after_it_is_one_mail_of_four_items()
    {
        await using var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(2_000, 1, Bulk));
            model.Trials.Add(Sample.Trials(500, 1, Bulk));
        });
        var baseline = await service.CheckAsync();
        Assert.All(baseline, report => Assert.Equal((CheckOutcome.Baseline, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn)));
        await service.AddAlertAsync();
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        var known = await service.ListAsync<string>("SELECT id FROM records ORDER BY id");
        Assert.Equal(2_000 + 500, known.Count + (2_000 - await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE source = 'pubmed'")));
    }
}
