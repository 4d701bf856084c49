using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Kill;

namespace TargetAlerts.Tests.Storage;

/// <summary>The real service on a disk of 16 MB that is filled while news come, and freed again.</summary>
internal static class FullDisk
{
    public static async Task<string> ProveAsync(int fills, CancellationToken stop)
    {
        var time = Stopwatch.StartNew();
        using var disk = new TinyDisk(megabytes: 16);
        await using var world = await KillWorld.StartAsync(KillStorage.Sqlite, null, stop);
        world.Set("DataDirectory", Path.Combine(disk.Folder, "data"));
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
        world.Set("Schedule:Sweep", "00:00:01");
        await world.DoAsync("check");
        await Kill.Subscribers.AddAllAsync(world);
        using var service = world.Start("run");
        await service.ReadyAsync(stop);
        using var browser = new HttpClient { BaseAddress = world.Web };
        for (var fill = 1; fill <= fills; fill++)
        {
            world.Happen(2 * fill);
            await DigestAsync(world, stop);
            using (var open = new Database(new SqliteDialect(Path.Combine(disk.Folder, "data", "targetalerts.db"))).Open()) open.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            disk.Fill();
            world.Happen((2 * fill) + 1);
            await TestService.UntilAsync(async () => await ReadyAsync(browser, stop) is (HttpStatusCode.ServiceUnavailable, "the disk is full\n"));
            var health = await world.RunAsync("health");
            Assert.True(health.Code == 1 && health.Complained.Contains("the disk is full", StringComparison.Ordinal), health.ToString());
            disk.Free();
            await TestService.UntilAsync(async () => await ReadyAsync(browser, stop) is (HttpStatusCode.OK, _));
        }
        await DigestAsync(world, stop);
        await TestService.UntilAsync(() => Task.FromResult(world.Reconcile().Lost.Count == 0));
        service.Kill();
        var log = (await service.EndAsync(stop)).Said;
        await world.TellAsync();
        var verdict = world.Reconcile();
        Assert.True(verdict.Holds, verdict.ToString());
        var check = await world.RunAsync("storage", "check");
        Assert.True(check.Code == 0, check.ToString());
        var (said, mended) = (Count(log, "Nothing can be stored: the disk is full"), Count(log, "Storing works again"));
        // A step that was under way when there was room again may say it once more.
        Assert.True(said >= fills && said <= 2 * fills && said == mended, $"said {said} times, mended {mended} times");
        return string.Create(CultureInfo.InvariantCulture, $"{fills} fills of a disk of 16 MB: {world.Relay.Taken.Count} mails, {verdict}; {check.Said.Trim().Split('\n')[0]}; {time.Elapsed.TotalSeconds:0} s");
    }

    private static int Count(string log, string words) => log.Split(words).Length - 1;

    // The service has found them when nothing is left to be found by hand.
    private static async Task DigestAsync(KillWorld world, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        await timer.WaitForNextTickAsync(stop);
        await world.DoAsync("digest", "--now");
    }

    private static async Task<(HttpStatusCode, string)> ReadyAsync(HttpClient browser, CancellationToken stop)
    {
        using var answer = await browser.GetAsync("/health/ready", stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }
}
