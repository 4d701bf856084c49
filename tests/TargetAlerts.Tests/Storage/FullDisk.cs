using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Tests.Kill;

namespace TargetAlerts.Tests.Storage;

/// <summary>The real service on a disk of 16 MB that is filled while it checks, makes digests or sends, and freed again.</summary>
internal sealed class FullDisk(KillWorld world, TinyDisk disk, ServiceProcess service, HttpClient browser, CancellationToken stop)
{
    // When the disk is full: with a mail accepted and not noted yet, before a digest, with a mail not marked yet, at a check.
    private enum Moment { Dot, Digest, Mail, Check }

    private const string Full = "Nothing can be stored: the disk is full", Mended = "Storing works again";

    private string Database => Path.Combine(disk.Folder, "data", "targetalerts.db");

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
        var proof = new FullDisk(world, disk, service, browser, stop);
        var longest = TimeSpan.Zero;
        for (var fill = 0; fill < fills; fill++)
        {
            var took = await proof.FillAsync((Moment)(fill % 4), news: 2 * fill);
            if (took > longest) longest = took;
        }
        service.Kill();
        var log = (await service.EndAsync(stop)).Said;
        await world.TellAsync();
        var verdict = world.Reconcile();
        Assert.True(verdict is { Holds: true, Duplicates: 0 }, verdict.ToString());
        // A step that was under way when there was room again may say it once more.
        Assert.True(Count(log, Full) <= 2 * fills && Count(log, Full) == Count(log, Mended), log);
        var integrity = await proof.CheckAsync();
        await proof.ReadOnlyAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{fills} fills of a disk of 16 MB: {world.Relay.Taken.Count} mails, {verdict}; integrity_check {integrity}; ready again within {longest.TotalSeconds:0.0} s of room; {time.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>How long after there was room the service was ready again, by itself.</summary>
    private async Task<TimeSpan> FillAsync(Moment moment, int news)
    {
        var (said, mended) = (Count(service.Said, Full), Count(service.Said, Mended));
        world.Happen(news);
        await world.DoAsync("check");
        if (moment is Moment.Dot or Moment.Mail) await FillInAMailAsync(moment == Moment.Dot ? Step.Dot : Step.Mail);
        else FillNow();
        if (moment == Moment.Digest) await AssertSaidAsync("digest", "--now");
        world.Happen(news + 1);
        await TestService.UntilAsync(async () => await AskAsync("/health/ready") is (HttpStatusCode.ServiceUnavailable, "the disk is full\n"));
        await TestService.UntilAsync(() => Task.FromResult(Count(service.Said, Full) > said));
        await AssertSaidAsync("health");
        await AssertSaidAsync("doctor");
        var (status, health) = await AskAsync("/health");
        Assert.True(status == HttpStatusCode.ServiceUnavailable && health.Contains(Full, StringComparison.Ordinal), health);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/")).Status);

        disk.Free();
        var time = Stopwatch.StartNew();
        await TestService.UntilAsync(async () => await AskAsync("/health/ready") is (HttpStatusCode.OK, _));
        await TestService.UntilAsync(() => Task.FromResult(Count(service.Said, Mended) > mended));
        var took = time.Elapsed;
        // The service finds the news and sends the mails; only the readers' day is made shorter by hand.
        await TestService.UntilAsync(async () =>
        {
            await world.DoAsync("digest", "--now");
            return world.Reconcile().Lost.Count == 0;
        });
        return took;
    }

    private async Task FillInAMailAsync(Step step)
    {
        var filled = new TaskCompletionSource();
        world.Relay.Script = (at, _) =>
        {
            if (at == step && !filled.Task.IsCompleted)
            {
                FillNow();
                filled.SetResult();
            }
            return null;
        };
        // The first mail may be on its way, and the disk full, while the last digest is made.
        var digests = await world.RunAsync("digest", "--now");
        Assert.True(digests.Code == 0 || digests.Complained.Contains("the disk is full", StringComparison.Ordinal), digests.ToString());
        await filled.Task.WaitAsync(TimeSpan.FromSeconds(20), stop);
    }

    // What the log of SQLite holds in reserve would take some more writes.
    private void FillNow()
    {
        using (var open = new SqliteConnection($"Data Source={Database};Pooling=false"))
        {
            open.Open();
            open.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        disk.Fill();
    }

    private async Task AssertSaidAsync(params string[] command)
    {
        var ended = await world.RunAsync(command);
        Assert.True(ended.Code == 1 && (ended.Said + ended.Complained).Contains("the disk is full", StringComparison.Ordinal), $"{string.Join(' ', command)}: {ended}");
    }

    private async Task<string> CheckAsync()
    {
        var check = await world.RunAsync("storage", "check");
        Assert.True(check.Code == 0, check.ToString());
        using var open = new SqliteConnection($"Data Source={Database};Pooling=false");
        open.Open();
        var integrity = await open.QuerySingleAsync<string>("PRAGMA integrity_check");
        Assert.Equal("ok", integrity);
        return integrity;
    }

    // Nothing is open for writing now; what is started says why it cannot begin, and begins when it can.
    private async Task ReadOnlyAsync()
    {
        disk.ReadOnly(true);
        foreach (var command in new[] { "run", "check", "health" })
        {
            var ended = await world.RunAsync(command);
            Assert.True(ended.Code == 1 && ended.Complained.Contains("read-only", StringComparison.OrdinalIgnoreCase), $"{command}: {ended}");
        }
        var looked = await world.RunAsync("storage", "check");
        Assert.True(looked.Code == 1 && looked.Complained.Contains("the disk is read-only", StringComparison.Ordinal) && !looked.Complained.Contains("restore", StringComparison.Ordinal), looked.ToString());
        disk.ReadOnly(false);
        await world.DoAsync("check");
        await world.DoAsync("health");
    }

    private async Task<(HttpStatusCode Status, string Said)> AskAsync(string path)
    {
        using var answer = await browser.GetAsync(path, stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    private static int Count(string log, string words) => log.Split(words).Length - 1;
}
