using System.Diagnostics;
using System.Globalization;

namespace TargetAlerts.Tests.Kill;

/// <summary>
/// Many short lives of the running service. Sources are due every two seconds, one of ten readers' digests each minute,
/// news come at any time; now and then a command works beside the service, and may be killed, too.
/// </summary>
internal sealed class RandomDeaths(KillWorld world, Random dice, Action<string> report)
{
    // What does not fit a mail stands on its page alone, where this proof does not look.
    private const int Readers = 10, MostNews = 50, MostInAMail = 3;

    private int _news;

    // What a command needs here and now: deaths are to fall into the work, not into the start, on a busy machine, too.
    private TimeSpan _breath;

    public int Deaths { get; private set; }

    public int Mails => world.Relay.Taken.Count;

    public async Task<Verdict> LiveAsync(int deaths, CancellationToken stop)
    {
        await PrepareAsync();
        var told = 0;
        while (Deaths < deaths)
        {
            var commands = dice.Next(3) == 0 ? CommandAsync(stop) : Task.CompletedTask;
            await DieAsync(["run"], stop);
            await commands;
            if (_news >= told + MostInAMail)
            {
                told = _news;
                await world.DoAsync("check");
                await world.DoAsync("digest", "--now");
            }
            if (Deaths % 10 == 0) report($"{Deaths} kills, {_news} scenes of news, {Mails} mails");
        }
        // Alive and well for the rest.
        await world.TellAsync();
        return world.Reconcile();
    }

    private async Task PrepareAsync()
    {
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
        world.Set("Schedule:Sweep", "00:00:01");
        // Digests must not wait for the lease of a check that was killed: nobody lives that long.
        world.Set("Schedule:Patience", "00:00:00");
        world.Set("Mail:SendLimit", "00:00:09");
        world.Set("Mail:Lease", "00:00:10");
        await world.DoAsync("check");
        var time = Stopwatch.StartNew();
        await world.DoAsync("check");
        _breath = time.Elapsed;
        report($"a check takes {_breath.TotalSeconds:0.0} s");
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
        var (before, after) = (_breath * 2 * dice.NextDouble(), _breath * 2 * dice.NextDouble());
        if (await process.EndsWithinAsync(before, stop)) return;
        if (arguments[0] == "run" && _news < MostNews && dice.Next(2) == 0) world.Happen(++_news);
        if (await process.EndsWithinAsync(after, stop)) return;
        process.Kill();
        if ((await process.EndAsync(stop)).Killed) Deaths++;
    }
}
