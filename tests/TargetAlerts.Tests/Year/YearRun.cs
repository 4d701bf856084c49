using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

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
    private readonly Dictionary<(string, string), (DateTimeOffset Complete, DateTimeOffset Failed)> _watches = [];

    private YearRun(int seed, TestService service, YearDice dice, YearRoute route)
    {
        (_service, _dice, _route, _figures) = (service, dice, route, new(seed));
        var world = new World(service.Model);
        (_seen, _events) = (new(world), new(world, dice));
        _life = new(service, _seen, dice);
        _outages = new(service.Upstream, route, dice);
        _post = new(service, route, _life.Alerts, _figures);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<YearFigures> PlayAsync(int seed, Action<ServiceOptions> database, int days = 365)
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
                database(options);
            },
            [.. World.Targets.Select(pair => TestTargets.Drug(pair.Target, pair.Drug))], Start,
            register: services => services.AddSingleton<IMailRoute>(route));
        await using var run = new YearRun(seed, service, dice, route);
        var watch = Stopwatch.StartNew();
        try
        {
            await run.PlayAsync(Start.AddDays(days));
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
        await CheckAsync();
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
        Func<Task>[] jobs = [CheckAsync, DigestAsync, DeliverAsync, MaintainAsync];
        var first = _dice.Between(0, 3);
        for (var at = 0; at < jobs.Length; at++)
        {
            if (_dice.Chance(0.9)) await jobs[(first + at) % jobs.Length]();
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
            foreach (var job in new[] { CheckAsync, DigestAsync, DeliverAsync, MaintainAsync }) await job();
        }
        await _post.CompareStatesAsync();
    }

    private async Task CheckAsync()
    {
        foreach (var source in _service.Get<SourceRegistry>().All)
        {
            var now = _service.Clock.GetUtcNow();
            var reports = await _service.Get<AlertRun>().CheckAsync(source, Stop);
            foreach (var report in reports)
            {
                var watch = (report.Target, report.Source);
                if (report.Outcome is CheckOutcome.Complete or CheckOutcome.Baseline)
                {
                    _figures.Checks++;
                    _watches[watch] = (now, _watches.GetValueOrDefault(watch).Failed);
                    var expected = _seen.Check(report.Target, report.Source, now);
                    Assert.True((report.Added, report.Updated, report.Withdrawn) == expected, $"{report} but expected {expected}: {string.Join("; ", _seen.Changes.Where(change => change.At == now).Select(change => $"{change.Kind} {change.Record.Id} {string.Join(",", change.Facts)}"))}");
                    continue;
                }
                _figures.Unavailable++;
                Assert.True(report.Outcome == CheckOutcome.Unavailable && _outages.Excuses(report.Source, now), $"no outage excuses {report}");
                _watches[watch] = (_watches.GetValueOrDefault(watch).Complete, now);
            }
            // What was not checked was done since five in the morning, or is left alone for a while after a failure.
            var due = ModelCalendar.Latest(null, new(5, 0), "UTC", now).Instant;
            foreach (var watch in _watches.Where(pair => pair.Key.Item2 == source.Description.Name.Value))
            {
                Assert.True(watch.Value.Complete >= due || now - watch.Value.Failed <= TimeSpan.FromHours(4), $"{watch.Key} was not checked");
            }
        }
    }

    private async Task DigestAsync()
    {
        var now = _service.Clock.GetUtcNow();
        var made = await _service.Get<AlertRun>().DigestAsync(Stop);
        var expected = _life.Alerts.Select(alert => (Alert: alert, Due: alert.DueAt(now))).Where(pair => pair.Due is not null).ToDictionary(pair => pair.Alert.Id, pair => ModelDigest.Make(pair.Alert, pair.Due!.Value, _seen));
        var wrongs = expected.Keys.ToHashSet();
        wrongs.SymmetricExceptWith(made.Select(report => report.Alert));
        foreach (var wrong in wrongs) Assert.Fail($"{(expected.ContainsKey(wrong) ? "no digest" : "a digest")} of {_life.Alerts.Single(alert => alert.Id == wrong)}");
        foreach (var report in made)
        {
            var digest = expected[report.Alert];
            digest.Id = report.Id;
            if ((report.Number, report.Items, report.State) == (digest.Number, digest.Items.Count, digest.Items.Count == 0 ? "empty" : "ready")) continue;
            var accounts = await _service.ListAsync<string>($"SELECT c.number || ' ' || c.record_id || ' ' || c.kind || ', ' || l.state FROM ledger l JOIN changes c ON c.number = l.change_number WHERE l.digest_id = '{report.Id}'");
            Assert.Fail($"{report}, {digest.Alert}\naccounts for\n{string.Join("\n", accounts)}\nbut expected no. {digest.Number} of\n{string.Join("\n", digest.Items)}");
        }
        _figures.Digests += made.Count(report => report.State == "ready");
    }

    private async Task DeliverAsync()
    {
        await _service.Get<AlertRun>().DeliverAsync(Stop);
        await _post.CompareAsync();
    }

    private async Task MaintainAsync()
    {
        await _service.Get<AlertRun>().MaintainAsync(Stop);
        var now = _service.Clock.GetUtcNow();
        foreach (var alert in _life.Alerts.Where(alert => alert.ConfirmedAt is null && now - alert.CreatedAt > TimeSpan.FromDays(7))) alert.State = LifeState.Forgotten;
    }
}
