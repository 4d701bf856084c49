using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Commands;

public sealed class RunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_start_in_an_empty_folder_needs_nothing()
    {
        await using var upstream = await UpstreamHost.StartAsync(CommandHouse.Filled(), null, Stop);
        using var program = new TargetAlertsProcess(upstream, withConfig: false);
        await using var service = await RunningService.StartAsync(program);

        Assert.Equal("ready\n", await service.Client.GetStringAsync("/health/ready", Stop));
        await service.SaysAsync("pubmed for SERT: Baseline");
        await service.SaysAsync("clinicaltrials for SERT: Baseline");

        // Other commands work beside it; a second service is refused.
        var beside = await program.JsonAsync("check");
        Assert.All(beside.GetProperty("watches").EnumerateArray(), watch => Assert.Equal("complete", watch.GetProperty("outcome").GetString()));
        var second = await program.CallAsync("run");
        Assert.Equal((1, ""), (second.Code, second.Out));
        Assert.Contains("Another service is running on", Assert.Single(second.Faults), StringComparison.Ordinal);

        var (code, took) = await service.StopAsync();
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(service.Lines, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));
        Assert.Equal(["data"], Directory.GetFileSystemEntries(program.Folder).Select(Path.GetFileName));
        // The log of the database was folded in: nothing is half-written.
        Assert.Equal(["run.lock", "targetalerts.db", "targetalerts.db.lock"], Directory.GetFileSystemEntries(program.Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(program.Data, "targetalerts.db")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(program.Data));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_source_that_says_nothing()
    {
        await using var upstream = await UpstreamHost.StartAsync(CommandHouse.Filled(), null, Stop);
        upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Silence, Fault.Always));
        using var program = new TargetAlertsProcess(upstream);
        await using var service = await RunningService.StartAsync(program, "--json");
        await service.SaysAsync("clinicaltrials for SERT: Baseline");

        var (code, took) = await service.StopAsync();

        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(service.Lines, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));
        // The check that was cut off left nothing; the one that was through stays.
        var sources = (await program.JsonAsync("sources", "list")).GetProperty("sources").EnumerateArray().ToDictionary(source => source.GetProperty("name").GetString()!, source => source.GetProperty("state").GetString());
        Assert.Equal(("new", "ok"), (sources["pubmed"], sources["clinicaltrials"]));
        upstream.Faults.Clear();
        Assert.Equal("baseline", (await program.JsonAsync("check", "--source", "pubmed")).GetProperty("watches")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_port_in_use_is_said_and_ends_with_1()
    {
        await using var upstream = await UpstreamHost.StartAsync(new UpstreamModel(), null, Stop);
        using var program = new TargetAlertsProcess(upstream);
        program.Environment["TARGETALERTS__Web__Listen"] = upstream.Url;

        var ended = await program.CallAsync("run");

        Assert.Equal(1, ended.Code);
        Assert.Contains("address already in use", Assert.Single(ended.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_by_hand_that_is_stopped_says_so_and_leaves_nothing()
    {
        await using var upstream = await UpstreamHost.StartAsync(CommandHouse.Filled(), null, Stop);
        upstream.Faults.Add(new Fault(new FaultMatch(), FaultKind.Silence, Fault.Always));
        using var program = new TargetAlertsProcess(upstream);
        using var check = program.Start("check", "--json");
        while (upstream.Log.Requests.Count == 0) await Task.Delay(20, Stop);

        RunningService.Terminate(check);
        var ended = await Ended.OfAsync(check, Stop);

        Assert.Equal((1, "", "Stopped.\n"), (ended.Code, ended.Out, ended.Error));
        Assert.All((await program.JsonAsync("sources", "list")).GetProperty("sources").EnumerateArray(), source => Assert.Equal("new", source.GetProperty("state").GetString()));
    }
}
