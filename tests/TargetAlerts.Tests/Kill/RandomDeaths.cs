using System.Globalization;

namespace TargetAlerts.Tests.Kill;

/// <summary>
/// Many short lives of the running service. Sources are due every two seconds, one of ten readers' digests each minute,
/// news come at any time; now and then a command works beside the service, and may be killed, too.
/// </summary>
internal sealed class RandomDeaths(KillWorld world, Random dice, Action<string> report)
{
    private const int Readers = 10, MostNews = 50;

    private int _news;

    public int Deaths { get; private set; }

    public int Mails => world.Relay.Taken.Count;

    public async Task<Verdict> LiveAsync(int deaths, CancellationToken stop)
    {
        await PrepareAsync();
        while (Deaths < deaths)
        {
            var commands = dice.Next(3) == 0 ? CommandAsync(stop) : Task.CompletedTask;
            await DieAsync(["run"], stop);
            await commands;
            if (Deaths % 10 == 0) report($"{Deaths} kills, {_news} scenes of news, {Mails} mails");
        }
        // Alive and well for the rest.
        await world.TellAsync();
        return world.Reconcile();
    }

    private async Task PrepareAsync()
    {
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
        // Digests must not wait for the lease of a check that was killed: the next round comes in a minute, and nobody lives that long.
        world.Set("Schedule:Patience", "00:00:00");
        world.Set("Mail:SendLimit", "00:00:09");
        world.Set("Mail:Lease", "00:00:10");
        await world.DoAsync("check");
        var now = TimeProvider.System.GetUtcNow();
        for (var reader = 0; reader < Readers; reader++)
        {
            var at = now.AddMinutes(reader + 1).ToString("HH:mm", CultureInfo.InvariantCulture);
            await Subscribers.AddAsync(world, $"reader{reader}@{(reader % 3 == 0 ? "papers." : "")}example.org", "--time-zone", "UTC", "--at", at);
        }
    }

    private async Task CommandAsync(CancellationToken stop)
    {
        string[] command = dice.Next(3) switch { 0 => ["digest", "--now"], 1 => ["deliver"], _ => ["check"] };
        await DieAsync(command, stop);
    }

    private async Task DieAsync(string[] arguments, CancellationToken stop)
    {
        using var process = world.Start(arguments);
        var (before, after) = (TimeSpan.FromMilliseconds(dice.Next(4_000)), TimeSpan.FromMilliseconds(dice.Next(3_000)));
        if (await process.EndsWithinAsync(before, stop)) return;
        if (arguments[0] == "run" && _news < MostNews && dice.Next(2) == 0) world.Happen(++_news);
        if (await process.EndsWithinAsync(after, stop)) return;
        process.Kill();
        if ((await process.EndAsync(stop)).Killed) Deaths++;
    }
}
