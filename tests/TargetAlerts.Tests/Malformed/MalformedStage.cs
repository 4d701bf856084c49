using TargetAlerts.Checks;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Tests.Kill;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Malformed;

/// <summary>A service with its baseline and a reader. News wait while bad bodies come; once good ones come, they are delivered, once.</summary>
public sealed class MalformedStage : FaultStage
{
    private const string Reader = "ada@example.org";

    /// <summary>More than a page of the registry.</summary>
    protected override int Trials => 520;

    internal int Moves { get; private set; }

    internal int FalseChanges { get; private set; }

    internal int Lost { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Service.AddAlertAsync(email: Reader);
    }

    internal async Task PlayAsync(BadBody body)
    {
        var first = Happen(body.Case);
        var news = Ids(body, first);
        var before = await Service.StandingAsync();
        Service.Upstream.Log.Clear();
        Service.Upstream.Faults.Replace(body.Fault);

        var report = await Service.CheckOneAsync(body.Case.SourceName, body.Full);

        Assert.Contains(Service.Upstream.Log.Requests, request => request.Fault is not null);
        var after = await Service.StandingAsync();
        var fresh = after.Except(before).ToList();
        if (body.MayCount) fresh = [.. fresh.Where(line => line.StartsWith("change ", StringComparison.Ordinal) && !news.Any(id => line.Contains($" {id} added ", StringComparison.Ordinal)))];
        else Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Moves += fresh.Count(line => line.StartsWith("watch ", StringComparison.Ordinal));
        FalseChanges += fresh.Count(line => line.StartsWith("change ", StringComparison.Ordinal));
        Assert.Empty(fresh);
        if (!body.MayCount) Assert.Equal(before, after);
        Assert.False(report.Reason?.StartsWith("unexpected:", StringComparison.Ordinal) == true, report.Reason);
        // A lie that was believed is set right with the next news: until then the source says that it has none.
        if (body.MayCount) news = [.. news, .. Ids(body, Happen(body.Case))];
        await ToldAsync(body, news);
    }

    /// <summary>After a body that did harm: what waits is told, so that the next body starts afresh.</summary>
    internal async Task SettleAsync(BadBody body)
    {
        Happen(body.Case);
        await RecoverAsync(body.Case);
        await Service.DigestNowAsync();
        await Service.DeliverAsync();
        foreach (var mail in Mails()) File.Delete(mail);
    }

    private static string[] Ids(BadBody body, string first) => body.Case.Source == UpstreamSource.PubMed ? [first, "96" + first[2..]] : [first];

    private string[] Mails() => Directory.Exists(Service.Outbox) ? Directory.GetFiles(Service.Outbox, "*.eml") : [];

    private async Task ToldAsync(BadBody body, string[] news)
    {
        Assert.Equal(CheckOutcome.Complete, (await RecoverAsync(body.Case)).Outcome);
        foreach (var id in news) Assert.Equal(["added"], await Service.ToldAsync(id));
        await Service.DigestNowAsync();
        await Service.DeliverAsync();
        var mails = Mails();
        var links = news.Select(id => body.Case.Source == UpstreamSource.PubMed ? $"https://pubmed.ncbi.nlm.nih.gov/{id}/" : News.Link(id)).ToHashSet();
        var verdict = Reconciliation.Of([.. mails.Select(mail => new Accepted("", Reader, File.ReadAllBytes(mail)))], new Dictionary<string, HashSet<string>> { [Reader] = links });
        foreach (var mail in mails) File.Delete(mail);
        Lost += verdict.Lost.Count;
        FalseChanges += verdict.Extra.Count + verdict.Repeated.Count;
        Assert.True(verdict.Holds, verdict.ToString());
    }
}
