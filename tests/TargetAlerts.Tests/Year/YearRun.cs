using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Year;

/// <summary>A year of the service in one process, step by step beside a model of what it owes its readers.</summary>
internal sealed class YearRun : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 20, TimeSpan.Zero);

    private readonly TestService _service;
    private readonly YearDice _dice;
    private readonly YearRoute _route;
    private readonly SeenWorld _seen;
    private readonly WorldEvents _events;
    private readonly YearLife _life;
    private readonly YearOutages _outages;
    private readonly YearPost _post;
    private readonly YearFigures _figures;
    private readonly YearJobs _jobs;

    private YearRun(int seed, TestService service, YearDice dice, YearRoute route)
    {
        (_service, _dice, _route, _figures) = (service, dice, route, new(seed));
        var world = new World(service.Model);
        (_seen, _events) = (new(world), new(world, dice));
        _life = new(service, _seen, dice);
        _outages = new(service.Upstream, route, dice);
        _post = new(service, route, _life.Alerts, _figures);
        _jobs = new(service, _seen, _life.Alerts, _outages, _post, _figures);
    }

    public static async Task<YearFigures> PlayAsync(int seed, DatabaseKind kind, Action<ServiceOptions> configure)
    {
        var dice = new YearDice(seed);
        TestService? service = null;
        var route = new YearRoute(dice, () => service!.Clock);
        service = await TestService.StartAsync(
            model => model.PubMed.Vocabulary.ReportsUnknown = false,
            options =>
            {
                // One line, so that a seed decides the order of the answers.
                options.Mail.Connections = 1;
                options.Mail.PerSecond = 1000;
                configure(options);
            },
            [.. World.Targets.Select(pair => TestTargets.Drug(pair.Target, pair.Drug))], Start, kind,
            register: services => services.AddSingleton<IMailRoute>(route));
        await using var run = new YearRun(seed, service, dice, route);
        var watch = Stopwatch.StartNew();
        try
        {
            await run.PlayAsync(Start.AddDays(365));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Seed {seed}, {service.Clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC, tick {run._figures.Ticks}: {error.Message}", error);
        }
        run._figures.Took = watch.Elapsed;
        return run._figures;
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task PlayAsync(DateTimeOffset end)
    {
        _events.Fill(papers: 60, trials: 60);
        await _jobs.CheckAsync();
        await _life.BeginAsync();
        var now = Start;
        while (now < end)
        {
            now = Next(now);
            _service.Clock.JumpTo(now);
            _outages.Pass(now);
            for (var news = _dice.Between(-2, 2); news > 0; news--) _events.One();
            if (_dice.Chance(0.15)) await _life.OneAsync();
            await TickAsync();
        }
        await QuietAsync(now);
        (_figures.Events, _figures.Changes, _figures.Alerts) = (_events.Happened, _seen.Changes.Count, _life.Alerts.Count);
        (_figures.SourceOutages, _figures.RelayOutages) = (_outages.OfSources, _outages.OfRelay);
        _post.Balance();
    }

    // Some odd milliseconds: never on the very instant that something is due.
    private DateTimeOffset Next(DateTimeOffset now)
    {
        var hours = _dice.Chance(0.01) ? _dice.Between(20, 60) : _dice.Between(2, 8);
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(hours).AddMinutes(_dice.Between(0, 59)).AddMilliseconds(_dice.Between(10_000, 50_000));
    }

    // The jobs come in any order, and some do not come at all.
    private async Task TickAsync()
    {
        _figures.Ticks++;
        var jobs = _jobs.All;
        var first = _dice.Between(0, 3);
        for (var at = 0; at < jobs.Count; at++)
        {
            if (_dice.Chance(0.9)) await jobs[(first + at) % jobs.Count]();
        }
        await _post.CompareStatesAsync();
        _service.Upstream.Log.Clear();
    }

    // Sources and relay are well, nothing happens any more: all that is owed must arrive.
    private async Task QuietAsync(DateTimeOffset now)
    {
        _outages.End();
        for (var hours = 0; hours < 24 * 24; hours += 6)
        {
            _service.Clock.JumpTo(now.AddHours(hours));
            foreach (var job in _jobs.All) await job();
        }
        await _post.CompareStatesAsync();
    }
}
