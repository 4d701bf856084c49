using TargetAlerts.Tests.Delivery;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.Kill;

/// <param name="Stages">Those it passes, each of which it must survive.</param>
/// <param name="Times">Its share of the five deaths, at least, at each stage of the long proof.</param>
/// <param name="Prepared">Starts after a baseline, with readers.</param>
internal sealed record Scenario(string Name, IReadOnlyList<string> Stages, int Times, bool Prepared, Func<KillWorld, Task<Verdict>> Play);

/// <summary>The ways through the service on which a process may die. Written as if nobody ever did.</summary>
internal static class Scenarios
{
    private static readonly string[] Checking =
        ["run.before-commit", "run.after-commit", "fetch.before-request", "fetch.answer-begun", "fetch.answer-read", "stage.before-commit", "stage.after-commit", "check.before-commit", "check.after-commit"];

    private static readonly string[] Sending =
    [
        "digest.before-commit", "digest.after-commit", "claim.before-commit", "claim.after-commit", "smtp.connected", "in-flight.before-commit", "in-flight.after-commit",
        "smtp.before-data", "smtp.before-body", "smtp.after-dot", "smtp.answer-read", "sent.before-commit", "sent.after-commit",
    ];

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("news in brief", [.. Checking, .. Sending], 3, true, BriefAsync),
        new("news", [.. Checking, .. Sending], 2, true, NewsAsync),
        new("baseline", Checking, 2, false, BaselineAsync),
        new("quarantine", ["quarantine.before-commit", "quarantine.after-commit"], 5, true, QuarantineAsync),
        new("release", ["release.before-commit", "release.after-commit"], 5, true, ReleaseAsync),
        new("relay hangs up", ["again.before-commit", "again.after-commit"], 5, true, RelayAsync),
        new("refused", ["fail.before-commit", "fail.after-commit"], 5, true, RefusedAsync),
        new("confirm", ["confirm.before-commit", "confirm.after-commit"], 5, true, WebScenarios.ConfirmAsync),
        new("unsubscribe", ["unsubscribe.before-commit", "unsubscribe.after-commit"], 5, true, WebScenarios.UnsubscribeAsync),
        new("complaint", ["return.before-commit", "return.after-commit"], 5, true, ReturnScenario.ComplaintAsync),
        new("folder", ["in-flight.after-commit", "pickup.written", "pickup.renamed", "sent.before-commit"], 5, true, FolderAsync),
    ];

    private static async Task<Verdict> BriefAsync(KillWorld world)
    {
        world.Happen(1);
        await world.TellAsync();
        return world.Reconcile();
    }

    public static async Task<Verdict> NewsAsync(KillWorld world)
    {
        await BriefAsync(world);
        world.Happen(2);
        await world.TellAsync();
        return world.Reconcile();
    }

    private static async Task<Verdict> BaselineAsync(KillWorld world)
    {
        await Subscribers.AddAllAsync(world);
        await world.TellAsync();
        world.Happen(1);
        await world.TellAsync();
        return world.Reconcile();
    }

    // A fifth of the trials is missing for a while: held back, and nothing of it is told.
    private static async Task<Verdict> QuarantineAsync(KillWorld world)
    {
        var hidden = await HoldBackAsync(world);
        world.Model.Trials.Add(hidden);
        await world.TellAsync();
        return world.Reconcile();
    }

    // The admin vouches for what is missing.
    private static async Task<Verdict> ReleaseAsync(KillWorld world)
    {
        var hidden = await HoldBackAsync(world);
        var ended = await world.RunAsync("sources", "release", "clinicaltrials");
        // The dead holds the source until its lease is over, and may have released it already.
        while (ended.Complained.Contains("try again", StringComparison.Ordinal)) ended = await world.RunAsync("sources", "release", "clinicaltrials");
        Assert.True(ended.Code == 0 || (world.Died && ended.Code == 2), ended.ToString());
        foreach (var (recipient, links) in world.Expected.Where(one => !Subscribers.PapersOnly(one.Key))) links.UnionWith(hidden.Select(trial => News.Link(trial.NctId)));
        await world.TellAsync();
        return world.Reconcile();
    }

    private static async Task<IReadOnlyList<Trial>> HoldBackAsync(KillWorld world)
    {
        var hidden = News.Hide(world.Model);
        world.Happen(1);
        Assert.Equal(1, (await world.RunAsync("check", "--full")).Code);
        return hidden;
    }

    private static async Task<Verdict> RelayAsync(KillWorld world)
    {
        world.Relay.Script = (step, count) => step == Step.Mail && count < 2 ? new Reaction.Say("421 4.3.2 going down") : null;
        return await NewsAsync(world);
    }

    // Refused for good until it is made known: its items open the next digest.
    private static async Task<Verdict> RefusedAsync(KillWorld world)
    {
        var refusing = true;
        world.Relay.ForRecipient = (step, recipient) => refusing && step == Step.Rcpt && recipient == Subscribers.Ada ? new Reaction.Say("554 5.7.1 not today") : null;
        world.Happen(1);
        await world.TellAsync();
        refusing = false;
        world.Happen(2);
        await world.TellAsync();
        return world.Reconcile();
    }

    private static async Task<Verdict> FolderAsync(KillWorld world)
    {
        world.Settings.Remove("Mail:Host");
        await NewsAsync(world);
        var outbox = Path.Combine(world.Settings["DataDirectory"], "outbox");
        Assert.All(Directory.GetFiles(outbox), file => Assert.EndsWith(".eml", file, StringComparison.Ordinal));
        return world.Reconcile([.. Directory.GetFiles(outbox).Order().Select(File.ReadAllBytes).Select(raw => new Accepted("", Reconciliation.Read(raw).To.Mailboxes.Single().Address, raw))]);
    }
}
