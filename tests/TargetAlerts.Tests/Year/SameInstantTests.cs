using TargetAlerts.Subscribers;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Year;

public sealed class SameInstantOnSqlite() : SameInstantTests(DatabaseKind.Sqlite);

public sealed class SameInstantOnPostgres() : SameInstantTests(DatabaseKind.Postgres);

/// <summary>A trigger is a hint: one that fires sixteen times at once makes one run and one digest.</summary>
public abstract class SameInstantTests(DatabaseKind kind)
{
    private const int Firings = 16;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Twenty_instants_fired_sixteen_times_at_once_count_once() => FireAsync(20);

    [Fact(Explicit = true)]
    [Trait("Long", "year")]
    public Task Two_hundred_instants_fired_sixteen_times_at_once_count_once() => FireAsync(200);

    private async Task FireAsync(int instants)
    {
        using var folder = new YearFolder();
        await using var service = await TestService.StartAsync(
            model => model.PubMed.Vocabulary.ReportsUnknown = false, folder.Configure, [TestTargets.Drug("ONE", "sertraline")], Start, kind);
        await service.CheckAsync();
        string[] readers = ["ada@example.org", "ben@example.org", "cleo@example.org"];
        foreach (var reader in readers) await service.AddAlertAsync(request => new AlertRequest { Emails = request.Emails, Targets = ["ONE"], Frequency = "daily", At = "06:00", Confirmed = true }, reader);

        for (var at = 1; at <= instants; at++)
        {
            service.Clock.JumpTo(Start.AddDays(at));
            var today = service.Model.Today;
            service.Model.PubMed.Add(new Article { Pmid = 95_000_000 + at, Title = $"Of the ONE protein, paper {at}", Published = today, Created = today, Modified = today });
            await Task.WhenAll(Enumerable.Range(0, Firings).Select(_ => Task.Run(() => service.Get<AlertRun>().RunAsync(Stop))));
            // A digest that found a check running waits for the next trigger.
            await service.Get<AlertRun>().RunAsync(Stop);
        }
        // What was found between the digest of a firing and the check of another is in the next.
        service.Clock.JumpTo(Start.AddDays(instants + 1));
        await service.Get<AlertRun>().RunAsync(Stop);

        var (days, owed) = (instants + 1, readers.Length * instants);
        var watches = await service.ReadAsync<int>("SELECT COUNT(*) FROM watches");
        Assert.Equal(watches * days, await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE scheduled_at IS NOT NULL AND outcome = 'complete'"));
        Assert.Equal(watches * days, await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE scheduled_at IS NOT NULL"));
        Assert.Equal(instants, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        Assert.Equal(readers.Length * days, await service.ReadAsync<int>("SELECT COUNT(*) FROM digests"));
        Assert.Equal(owed, await service.ReadAsync<int>("SELECT SUM(items) FROM digests"));
        Assert.Equal(owed, await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger WHERE state = 'told'"));
        var mails = await service.ReadAsync<int>("SELECT COUNT(*) FROM digests WHERE state = 'sent'");
        Assert.Equal(mails, await service.ReadAsync<int>("SELECT COUNT(*) FROM digests WHERE items > 0"));
        Assert.Equal(mails, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE state = 'sent' AND attempts = 0"));
        Assert.Equal(mails, Directory.GetFiles(Path.Combine(service.Options.DataDirectory, "outbox"), "*.eml").Length);
    }
}
