using System.Globalization;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Year;

/// <summary>What subscribers do: each act goes to the service and to the model.</summary>
internal sealed class YearLife(TestService service, SeenWorld seen, YearDice dice)
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];
    private static readonly string[] Times = ["08:00", "02:30", "00:10", "23:45", "17:00", "02:00"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public List<ModelAlert> Alerts { get; } = [];

    private int Seen => seen.Changes.Count;

    private DateTimeOffset Now => service.Clock.GetUtcNow();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every zone, daily and weekly; some at half past two in the morning.</summary>
    public async Task BeginAsync()
    {
        for (var at = 0; at < Zones.Length * 2; at++) await AddAsync(confirmed: true, Zones[at % Zones.Length], daily: at < Zones.Length, at % 3 == 0 ? "02:30" : dice.Pick(Times));
    }

    public async Task OneAsync()
    {
        var roll = dice.Between(1, 17);
        if (roll == 1 && Alerts.Count(alert => alert.State is LifeState.Active or LifeState.Paused) < 20)
        {
            await AddAsync(dice.Chance(0.5), dice.Pick(Zones), dice.Chance(0.5), dice.Pick(Times));
            return;
        }
        var alert = dice.Pick(Alerts);
        switch (alert.State)
        {
            case LifeState.Pending when dice.Chance(0.8):
                await service.Get<AlertLife>().ConfirmAsync(alert.Id, Stop);
                alert.Begin(Now, Seen);
                break;
            case LifeState.Paused when dice.Chance(0.5):
                await service.Get<AlertDesk>().ResumeAsync(alert.Id, Stop);
                alert.Resume(LifeState.Active, Now, seen.Changes);
                alert.PausedAt = null;
                break;
            case LifeState.Left when dice.Chance(0.5):
                await service.Get<AlertLife>().ReturnAsync(alert.Id, Stop);
                alert.Resume(alert.ConfirmedAt is null ? LifeState.Pending : alert.PausedAt is null ? LifeState.Active : LifeState.Paused, Now, seen.Changes);
                break;
            case LifeState.Active or LifeState.Paused or LifeState.Pending:
                await ActAsync(alert, roll);
                break;
        }
    }

    private async Task ActAsync(ModelAlert alert, int roll)
    {
        switch (roll)
        {
            case 2 when alert.State == LifeState.Active:
                alert.PausedUntil = dice.Chance(0.5) ? ModelCalendar.Date(Now, alert.Zone).AddDays(dice.Between(1, 40)) : null;
                await service.Get<AlertDesk>().PauseAsync(alert.Id, Stop, alert.PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                (alert.State, alert.PausedAt) = (LifeState.Paused, Now);
                break;
            case 3:
                await service.Get<AlertLife>().LeaveAsync(alert.Id, Stop);
                alert.State = LifeState.Left;
                break;
            case 4 when dice.Chance(0.2):
                await service.Get<AlertDesk>().RemoveAsync(alert.Id, Stop);
                alert.State = LifeState.Removed;
                break;
            case >= 15:
                if (alert.MutedSources.Count + alert.MutedRecords.Count + alert.MutedFacts.Count > 0 && dice.Chance(0.5)) await UnmuteAsync(alert);
                else await MuteAsync(alert);
                break;
            default:
                await EditAsync(alert, roll);
                break;
        }
    }

    private async Task MuteAsync(ModelAlert alert)
    {
        var source = dice.Pick<string>(["pubmed", "clinicaltrials"]);
        var kind = seen.Changes.Count == 0 ? 3 : dice.Between(1, 5);
        var record = kind <= 2 ? seen.Changes[^dice.Between(1, Math.Min(seen.Changes.Count, 40))].Record : null;
        var fact = kind is 3 or 4 ? dice.Pick<string>(source == "pubmed" ? ["Title", "Correction"] : ["Title", "Status", "Why stopped", "Phase", "Primary completion", "Results"]) : null;
        if (record is not null) alert.MutedRecords.Add(record.Id);
        else if (fact is not null) alert.MutedFacts.Add((source, fact));
        else alert.MutedSources.Add(source);
        await service.Get<MuteDesk>().AddAsync(alert.Id, Muting(record?.Source ?? source, record?.Id, fact), Actor.Subscriber, Stop);
    }

    private async Task UnmuteAsync(ModelAlert alert)
    {
        var keys = alert.MutedSources.Select(source => Muting(source)).Concat(alert.MutedFacts.Select(fact => Muting(fact.Source, fact: fact.Fact)))
            .Concat(alert.MutedRecords.Select(id => Muting(id[0] == 'N' ? "clinicaltrials" : "pubmed", id))).ToDictionary(mute => mute.Key);
        var key = dice.Pick<string>([.. keys.Keys.Order(StringComparer.Ordinal)]);
        var mute = keys[key];
        if (mute.Record is { } record) alert.MutedRecords.Remove(record);
        else if (mute.Fact is { } fact) alert.MutedFacts.RemoveWhere(one => one.Source == mute.Source && Muting(one.Source, fact: one.Fact).Fact == fact);
        else alert.MutedSources.Remove(mute.Source);
        await service.Get<MuteDesk>().RemoveAsync(alert.Id, key, Actor.Subscriber, Stop);
    }

    // The product knows a fact by its name, a reader by its label.
    private Mute Muting(string source, string? record = null, string? fact = null) => new()
    {
        Source = source,
        Record = record,
        Fact = fact is null ? null : service.Get<SourceRegistry>().Get(new(source)).Description.Facts.First(one => one.Label == fact).Name,
    };

    private async Task EditAsync(ModelAlert alert, int roll)
    {
        var request = roll switch
        {
            <= 6 => new AlertRequest { TimeZone = dice.Pick(Zones) },
            7 => new AlertRequest { At = dice.Pick(Times) },
            8 => new AlertRequest { Targets = dice.Pick<string[]>([["ONE"], ["TWO"], ["ONE", "TWO"], ["ONE", "TWO"]]) },
            9 => new AlertRequest { Sources = dice.Pick<string[]>([["pubmed"], ["clinicaltrials"], ["pubmed", "clinicaltrials"], ["pubmed", "clinicaltrials"], ["all"]]) },
            10 => new AlertRequest { Severities = [dice.Pick<string>(["low", "low", "normal", "high"])], Kinds = dice.Pick<string[]>([["all"], ["all"], ["trial"], ["publication"]]) },
            11 => new AlertRequest { Changes = dice.Pick<string[]>([["all"], ["all"], ["added"], ["updated", "withdrawn"]]) },
            12 => new AlertRequest { Terms = dice.Pick<string[]>([["none"], [dice.Pick(World.Topics)], ["anxiety", "obesity"]]), NotTerms = dice.Pick<string[]>([["none"], [dice.Pick(World.Topics)]]) },
            13 => new AlertRequest { Frequency = dice.Pick<string>(["daily", "weekly"]) },
            _ => new AlertRequest { Day = dice.Pick(Days) },
        };
        await service.Get<AlertDesk>().EditAsync(alert.Id, request, Stop);
        Apply(alert, request);
    }

    private async Task AddAsync(bool confirmed, string zone, bool daily, string at)
    {
        var email = $"reader{Alerts.Count + 1}@example.org";
        var request = new AlertRequest
        {
            Emails = [email],
            Targets = dice.Pick<string[]>([["ONE"], ["TWO"], ["ONE", "TWO"]]),
            Frequency = daily ? "daily" : "weekly",
            Day = dice.Pick(Days),
            At = at,
            TimeZone = zone,
            Confirmed = confirmed,
        };
        var added = Assert.Single(await service.Get<AlertDesk>().AddAsync(request, Stop));
        var alert = new ModelAlert { Id = added.Id, Email = email, CreatedAt = Now, Zone = zone };
        Apply(alert, request);
        if (confirmed) alert.Begin(Now, Seen);
        Alerts.Add(alert);
    }

    private void Apply(ModelAlert alert, AlertRequest request)
    {
        static IReadOnlyList<string> Any(IReadOnlyList<string> said) => said is ["all"] or ["none"] ? [] : said;
        if (request.TimeZone is { } zone) alert.Zone = zone;
        if (request.At is { } at) alert.At = TimeOnly.ParseExact(at, "HH:mm", CultureInfo.InvariantCulture);
        if (request.Frequency is { } frequency) alert.Daily = frequency == "daily";
        if (request.Day is { } day) alert.Weekday = (DayOfWeek)((Array.IndexOf(Days, day) + 1) % 7);
        if (request.Targets.Count > 0) alert.Targets = request.Targets.ToDictionary(name => name, name => alert.Targets.GetValueOrDefault(name, Seen));
        if (request.Sources is ["all"]) alert.ReadAll(Seen);
        else if (request.Sources.Count > 0) alert.Read(request.Sources, Seen);
        if (request.Kinds.Count > 0) alert.Kinds = Any(request.Kinds);
        if (request.Changes.Count > 0) alert.Changes = [.. Any(request.Changes).Select(word => Enum.Parse<SeenKind>(word, ignoreCase: true))];
        if (request.Severities.Count > 0) alert.Lowest = Array.IndexOf(["low", "normal", "high"], request.Severities[0]);
        if (request.Terms.Count > 0) alert.Terms = Any(request.Terms);
        if (request.NotTerms.Count > 0) alert.NotTerms = Any(request.NotTerms);
    }
}
