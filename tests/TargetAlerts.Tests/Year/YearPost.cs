namespace TargetAlerts.Tests.Year;

/// <summary>Compares what arrived with what the model says was to arrive, mail by mail and at the end as a whole.</summary>
internal sealed class YearPost(TestService service, YearRoute route, List<ModelAlert> alerts, YearFigures figures)
{
    private static readonly TimeSpan GivenUp = TimeSpan.FromDays(5);

    /// <summary>After each delivery: every digest that waited has the fate its answers gave it.</summary>
    public async Task CompareAsync()
    {
        var open = alerts.SelectMany(alert => alert.Digests).Where(digest => digest.Fate == DigestFate.Ready).ToList();
        if (open.Count == 0) return;
        var states = (await service.ListAsync<(string Id, string State)>($"SELECT id, state FROM digests WHERE id IN ({string.Join(",", open.Select(digest => $"'{digest.Id}'"))})")).ToDictionary(row => row.Id, row => row.State);
        var fares = route.Fares.Values.Where(fare => fare.Mail.Number is not null).ToDictionary(fare => (fare.Mail.To, fare.Mail.Number));
        // In the order of the answers: three failures running are no three with an acceptance between them. Last what had no
        // answer of its own: it may be called off because the others parked the alert.
        var judged = open.Select(digest => (Digest: digest, Fare: fares.GetValueOrDefault((digest.Alert.Email, digest.Number))));
        foreach (var (digest, fare) in judged.OrderBy(pair => Fate(pair.Fare, DigestFate.Ready) == DigestFate.Ready).ThenBy(pair => pair.Fare?.LastAnswer)) Judge(digest, states[digest.Id], fare);
    }

    public async Task CompareStatesAsync()
    {
        var states = (await service.ListAsync<(string Id, string State)>("SELECT id, state FROM alerts")).ToDictionary(row => row.Id, row => row.State);
        foreach (var alert in alerts)
        {
            var expected = alert.State == LifeState.Forgotten ? null : alert.State.ToString().ToLowerInvariant();
            Assert.True(states.GetValueOrDefault(alert.Id) == expected, $"alert {alert.Email} is {states.GetValueOrDefault(alert.Id)} but ought to be {expected}");
        }
    }

    /// <summary>The end: each change owed to a reader arrived, once, or again where it was said that it may repeat.</summary>
    public void Balance()
    {
        foreach (var alert in alerts)
        {
            if (alert.State == LifeState.Active)
            {
                Assert.Empty(alert.Pending);
                Assert.DoesNotContain(alert.Digests, digest => digest.Fate == DigestFate.Ready);
            }
            var stands = alert.Digests.Where(digest => digest.Fate is DigestFate.Sent or DigestFate.Empty).ToList();
            var got = stands.SelectMany(digest => digest.Told.Concat(digest.Joined)).Select(waiting => waiting.Change.Number).ToList();
            Assert.Equal(got.Count, got.Distinct().Count());
            // A reader who is away keeps what waits; the rest must be there.
            var waits = alert.State == LifeState.Active ? [] : alert.Pending.Keys.Concat(alert.Digests.Where(digest => digest.Fate == DigestFate.Ready).SelectMany(digest => digest.Told.Concat(digest.Joined)).Select(waiting => waiting.Change.Number));
            var lost = alert.Owed.Except(got).Except(waits).ToList();
            figures.Lost += lost.Count;
            Assert.True(lost.Count == 0, $"{alert.Email} lost {string.Join(", ", lost)}");
            Assert.Empty(got.Except(alert.Owed));
            OnceEach(alert);
        }
        figures.Mails = route.Fares.Values.Sum(fare => fare.Taken);
        figures.Duplicates = route.Fares.Values.Count(fare => fare.Taken > 1);
        figures.Items = route.Fares.Values.Where(fare => fare.Taken > 0).Sum(fare => fare.Mail.Items.Count + fare.Mail.Omitted);
        Assert.DoesNotContain(route.Fares.Values, fare => fare.Taken > 1 && fare.Lost == 0);
        // A message belongs to one digest and a digest to one instant of its alert.
        Assert.DoesNotContain(alerts.SelectMany(alert => alert.Digests.GroupBy(digest => (alert.Id, digest.ScheduledAt))), instant => instant.Count() > 1);
    }

    // Whatever was really taken by the relay: a change that came before comes again only under the words "may repeat".
    private static void OnceEach(ModelAlert alert)
    {
        var before = new HashSet<int>();
        foreach (var digest in alert.Digests.Where(digest => digest.Arrived is not null))
        {
            foreach (var told in digest.Told) Assert.True(before.Add(told.Change.Number) || told.Repeat, $"{alert.Email} got {told.Change} twice");
        }
    }

    private void Judge(ModelDigest digest, string state, Fare? fare)
    {
        var alert = digest.Alert;
        if (fare is not null) Read(digest, fare);
        var fate = Enum.Parse<DigestFate>(state, ignoreCase: true);
        var expected = Fate(fare, fate);
        var fits = fate == expected || (fate == DigestFate.Failed && expected == DigestFate.Ready && alert.State != LifeState.Active);
        Assert.True(fits, $"digest {digest.Number} of {alert.Email} ({alert.State}) is {fate} but ought to be {expected}: {string.Join(", ", fare?.Answers ?? [])}");
        if (fate is DigestFate.Failed or DigestFate.Unknown) Undone(digest, fate, expected, fare);
        if (fate != DigestFate.Sent) return;
        digest.Fate = fate;
        alert.FailuresInARow = 0;
    }

    // Put off once more when it is five days old, a message is given up; the service reads the clock a little later than the route.
    private static DigestFate Fate(Fare? fare, DigestFate fate) => fare?.Answers.LastOrDefault() switch
    {
        null => DigestFate.Ready,
        _ when fare.Answers.Count == 0 => DigestFate.Ready,
        Answer.Accepted => DigestFate.Sent,
        Answer.Refused => DigestFate.Failed,
        Answer.Lost => fare.Lost == 3 ? DigestFate.Unknown : DigestFate.Ready,
        _ when (fare.Age - GivenUp).Duration() < TimeSpan.FromMinutes(1) => fate,
        _ => fare.Age >= GivenUp ? DigestFate.Failed : DigestFate.Ready,
    };

    private void Undone(ModelDigest digest, DigestFate fate, DigestFate expected, Fare? fare)
    {
        var alert = digest.Alert;
        digest.Return(fate, maybeArrived: fare?.Lost > 0);
        if (fate == DigestFate.Unknown) figures.Unknown++;
        else figures.Failed++;
        if (fate != expected || fate == DigestFate.Unknown || alert.State != LifeState.Active || ++alert.FailuresInARow < 3) return;
        (alert.State, alert.PausedAt) = (LifeState.Paused, service.Clock.GetUtcNow());
    }

    private static void Read(ModelDigest digest, Fare fare)
    {
        if (fare.Taken == 0 || digest.Arrived is not null) return;
        digest.Arrived = fare.Mail;
        Assert.Equal(digest.Items.Count, fare.Mail.Items.Count + fare.Mail.Omitted);
        if (fare.Mail.Omitted == 0) Assert.True(digest.Items.SequenceEqual(fare.Mail.Items), $"digest {digest.Number} of {digest.Alert.Email} holds\n{string.Join("\n", fare.Mail.Items)}\nbut ought to hold\n{string.Join("\n", digest.Items)}");
        else Assert.Empty(fare.Mail.Items.Except(digest.Items));
    }
}
