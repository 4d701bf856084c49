using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Digests;

/// <summary>What the page promises is what the alert sends: ten made-up histories, live and looked back on.</summary>
public sealed class BackTestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_histories_looked_back_on_are_what_was_sent()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var dice = new Random(seed);
            ListSource papers = new("list-papers", RecordKind.Publication), preprints = new("list-preprints", RecordKind.Preprint);
            await using var service = await TestService.StartAsync(start: new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), sources: [], register: services => services.AddSingleton<ITargetSource>(papers).AddSingleton<ITargetSource>(preprints));
            await service.CheckAsync();
            var request = new AlertRequest { Emails = ["ada@example.org"], Targets = ["SERT"], Frequency = seed % 2 == 0 ? "daily" : "weekly", Day = "wed", At = "09:00", TimeZone = "Europe/Berlin", Confirmed = true, NotTerms = ["unwanted"] };
            var id = Assert.Single(await service.Get<AlertDesk>().AddAsync(request, Stop)).Id;
            for (var day = 1; day <= 40; day++)
            {
                service.Clock.Jump(TimeSpan.FromHours(20));
                for (var news = dice.Next(4); news > 0; news--)
                {
                    var work = dice.Next(60);
                    var source = dice.Next(2) == 0 ? papers : preprints;
                    var record = source.Put($"{work}", $"Work {work}{(work % 7 == 0 ? " unwanted" : "")}", $"doi:10.5555/{work}");
                    if (dice.Next(3) == 0) source.Put(record with { Facts = new Dictionary<string, FactValue> { ["status"] = FactValue.Text($"{dice.Next(3)}")! } });
                }
                await service.CheckAsync();
                service.Clock.Jump(TimeSpan.FromHours(4));
                await service.Get<AlertRun>().DigestAsync(Stop);
            }

            var report = await service.Get<BackTest>().RunAsync((await service.Get<AlertStore>().FindAsync(id, Stop))! with { Id = "" }, BackTest.Usual, Stop);

            var sent = await service.ListAsync<string>($"SELECT period_end || ' ' || items FROM digests WHERE alert_id = '{id}' ORDER BY scheduled_at");
            Assert.Equal(sent, report.Periods.Where(period => period.End > report.Recorded!.Whole).Select(period => $"{period.LastDay:yyyy-MM-dd} {period.Items.Count}"));
        }
    }
}
