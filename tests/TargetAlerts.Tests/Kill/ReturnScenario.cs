using TargetAlerts.Tests.Delivery.Returns;

namespace TargetAlerts.Tests.Kill;

/// <summary>Deaths while it is read what came back.</summary>
internal static class ReturnScenario
{
    public static async Task<Verdict> ComplaintAsync(KillWorld world)
    {
        world.Happen(1);
        await world.TellAsync();
        var box = Directory.CreateDirectory(Path.Combine(world.Folder, "returned")).FullName;
        var mail = world.Relay.Taken.Last(mail => mail.Recipient == Subscribers.Ada);
        await File.WriteAllTextAsync(Path.Combine(box, "complaint"), Reports.Complaint(mail.EnvelopeFrom.Split('@')[0], "abuse", ""));

        // Whoever died has left the file there.
        var read = await world.DoAsync("mail", "bounces", "--set", "Mail:Bounces:Folder=" + box);

        Assert.Empty(Directory.GetFiles(box));
        Assert.Contains("unreadable 0", read.Said, StringComparison.Ordinal);
        // What she got is hers; nothing more comes.
        var had = world.Expected[Subscribers.Ada];
        world.Expected.Remove(Subscribers.Ada);
        world.Happen(2);
        await world.TellAsync();
        world.Expected[Subscribers.Ada] = had;
        return world.Reconcile();
    }
}
