using TargetAlerts.Checks;
using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Year;

/// <summary>The scheduled jobs, each beside what the model expects of it at that moment.</summary>
internal sealed class YearJobs(TestService service, SeenWorld seen, List<ModelAlert> alerts, YearOutages outages, YearPost post, YearFigures figures)
{
    private readonly Dictionary<(string Target, string Source), (DateTimeOffset Complete, DateTimeOffset Failed)> _watches = [];

    public IReadOnlyList<Func<Task>> All => [CheckAsync, DigestAsync, DeliverAsync, MaintainAsync];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task CheckAsync()
    {
        foreach (var source in service.Get<SourceRegistry>().All)
        {
            var now = service.Clock.GetUtcNow();
            var reports = await service.Get<AlertRun>().CheckAsync(source, Stop);
            foreach (var report in reports)
            {
                var watch = (report.Target, report.Source);
                if (report.Outcome is CheckOutcome.Complete or CheckOutcome.Baseline)
                {
                    figures.Checks++;
                    _watches[watch] = (now, _watches.GetValueOrDefault(watch).Failed);
                    var expected = seen.Check(report.Target, report.Source, now);
                    Assert.True((report.Added, report.Updated, report.Withdrawn) == expected, $"{report} but expected {expected}: {string.Join("; ", seen.Changes.Where(change => change.At == now).Select(change => $"{change.Kind} {change.Record.Id} {string.Join(",", change.Facts)}"))}");
                    continue;
                }
                figures.Unavailable++;
                Assert.True(report.Outcome == CheckOutcome.Unavailable && outages.Excuses(report.Source, now), $"no outage excuses {report}");
                _watches[watch] = (_watches.GetValueOrDefault(watch).Complete, now);
            }
            // What was not checked was done since five in the morning, or is left alone for a while after a failure.
            var due = ModelCalendar.Latest(null, new(5, 0), "UTC", now).Instant;
            foreach (var watch in _watches.Where(pair => pair.Key.Source == source.Description.Name.Value))
            {
                Assert.True(watch.Value.Complete >= due || now - watch.Value.Failed <= TimeSpan.FromHours(4), $"{watch.Key} was not checked");
            }
        }
    }

    public async Task DigestAsync()
    {
        var now = service.Clock.GetUtcNow();
        var made = await service.Get<AlertRun>().DigestAsync(Stop);
        foreach (var alert in alerts) alert.EndPause(now, seen.Changes);
        var expected = alerts.Select(alert => (Alert: alert, Due: alert.DueAt(now))).Where(pair => pair.Due is not null).ToDictionary(pair => pair.Alert.Id, pair => ModelDigest.Make(pair.Alert, pair.Due!.Value, seen));
        var wrongs = expected.Keys.ToHashSet();
        wrongs.SymmetricExceptWith(made.Select(report => report.Alert));
        foreach (var wrong in wrongs) Assert.Fail($"{(expected.ContainsKey(wrong) ? "no digest" : "a digest")} of {alerts.Single(alert => alert.Id == wrong)}");
        foreach (var report in made)
        {
            var digest = expected[report.Alert];
            digest.Id = report.Id;
            if ((report.Number, report.Items, report.State) == (digest.Number, digest.Items.Count, digest.Items.Count == 0 ? "empty" : "ready")) continue;
            var accounts = await service.ListAsync<string>($"SELECT c.number || ' ' || c.record_id || ' ' || c.kind || ', ' || l.state FROM ledger l JOIN changes c ON c.number = l.change_number WHERE l.digest_id = '{report.Id}'");
            Assert.Fail($"{report}, {digest.Alert}\naccounts for\n{string.Join("\n", accounts)}\nbut expected no. {digest.Number} of\n{string.Join("\n", digest.Items)}");
        }
        figures.Digests += made.Count(report => report.State == "ready");
    }

    public async Task DeliverAsync()
    {
        await service.Get<AlertRun>().DeliverAsync(Stop);
        await post.CompareAsync();
    }

    public async Task MaintainAsync()
    {
        await service.Get<AlertRun>().MaintainAsync(Stop);
        var now = service.Clock.GetUtcNow();
        foreach (var alert in alerts.Where(alert => alert.ConfirmedAt is null && now - alert.CreatedAt > TimeSpan.FromDays(7))) alert.State = LifeState.Forgotten;
    }
}
