using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Kill;

/// <summary>What the real program is told about the world around it.</summary>
internal static class KillSettings
{
    public static void Give(KillWorld world, KillStorage storage, int connections)
    {
        world.Set("DataDirectory", Path.Combine(world.Folder, "data"));
        world.Set("Contact", "tests@example.org");
        world.Set("Storage:Provider", storage.Provider);
        if (storage.NewDatabase(world.Folder) is { } connection) world.Set("Storage:ConnectionString", connection);
        world.Set("Sources:pubmed:BaseUrl", world.Upstream.PubMedUrl);
        world.Set("Sources:clinicaltrials:BaseUrl", world.Upstream.ClinicalTrialsUrl);
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:RequestsPerSecond", "1000");
        foreach (var source in SourceNames.All.Except(["pubmed", "clinicaltrials"])) world.Set($"Sources:{source}:Enabled", "false");
        // Short leases, so that what a dead process held is soon free; a send fits in on a busy machine.
        world.Set("Schedule:Lease", "00:00:01");
        world.Set("Mail:SendLimit", "00:00:05");
        world.Set("Mail:Lease", "00:00:06");
        world.Set("Mail:Host", "127.0.0.1");
        world.Set("Mail:Port", $"{world.Relay.Port}");
        world.Set("Mail:Security", "none");
        world.Set("Mail:From", "TargetAlerts <alerts@alerts.example.org>");
        world.Set("Mail:PerSecond", "1000");
        world.Set("Mail:Connections", $"{connections}");
        world.Set("Web:Listen", $"http://127.0.0.1:{FreePort.Find()}");
    }
}
