using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TargetAlerts.Tests.Commands;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Operations;

/// <summary>What /metrics tells, and the shipped rules that read it.</summary>
public sealed partial class MetricsTests
{
    private static readonly string Rules = Path.Combine(TestTargets.ConfigFolder, "observability", "targetalerts.rules.yml");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_just_started_tells_what_was_done_before_it_and_every_rule_finds_its_figures()
    {
        await using var upstream = await UpstreamHost.StartAsync(CommandHouse.Filled(), null, Stop);
        using var program = new TargetAlertsProcess(upstream);
        var before = TimeProvider.System.GetUtcNow();
        await program.DoneAsync("check");
        await program.DoneAsync("alerts", "add", "--email", "ada@example.org", "--target", "SERT", "--confirmed", "--heartbeat");
        await program.DoneAsync("alerts", "add", "--email", "ben@example.org", "--target", "SERT", "--confirmed");
        await program.DoneAsync("digest", "--now");
        program.Environment["TARGETALERTS__Mail__Host"] = "127.0.0.1";
        program.Environment["TARGETALERTS__Mail__Port"] = "9";
        program.Environment["TARGETALERTS__Mail__Security"] = "none";
        // Nobody listens there.
        await program.CallAsync("deliver");

        await using var service = await RunningService.StartAsync(program);
        var text = "";
        // The first look for what is due may be on its way.
        await TestService.UntilAsync(async () => (text = await service.Client.GetStringAsync("/metrics", Stop)).Contains("\ntargetalerts_schedule_last_seen", StringComparison.Ordinal));
        double Figure(string name, string? label = null) => double.Parse(Lines().Matches(text).Single(line => line.Groups[1].Value == name && (label is null || line.Groups[2].Value.Contains($"=\"{label}\"", StringComparison.Ordinal))).Groups[3].Value, CultureInfo.InvariantCulture);

        Assert.Equal((1, 1, 0), (Figure("targetalerts_digests", "ready"), Figure("targetalerts_digests", "empty"), Figure("targetalerts_digests", "sent")));
        Assert.Equal((1, 2, 1), (Figure("targetalerts_message_waiting"), Figure("targetalerts_alerts", "active"), Figure("targetalerts_relay_state", "paused")));
        Assert.InRange(Figure("targetalerts_message_waiting_age_seconds"), 0.01, 60);
        Assert.InRange(Figure("targetalerts_source_last_complete_time_seconds", "pubmed"), before.ToUnixTimeSeconds(), before.ToUnixTimeSeconds() + 60);
        Assert.Equal((0, 0, 1), (Figure("targetalerts_watch_overdue", "pubmed"), Figure("targetalerts_faults", "checks"), Figure("targetalerts_storage_up")));
        var told = Lines().Matches(text).Select(line => line.Groups[1].Value).ToHashSet();
        var read = Names().Matches(await File.ReadAllTextAsync(Rules, Stop)).Select(match => match.Value).Distinct().ToList();
        Assert.True(read.Count > 10);
        Assert.Empty(read.Except(told));
    }

    [Theory]
    [InlineData("check", "targetalerts.rules.yml")]
    [InlineData("test", "targetalerts.tests.yml")]
    public async Task Prometheus_takes_the_rules_and_they_fire_when_they_should(string verb, string file)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed (Debian: prometheus)");
        using var promtool = Process.Start(new ProcessStartInfo("promtool", [verb, "rules", file]) { WorkingDirectory = Path.GetDirectoryName(Rules), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var ended = await Ended.OfAsync(promtool, Stop);
        Assert.True(ended.Code == 0, ended.Out + ended.Error);
        Assert.Contains("SUCCESS", ended.Out, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(targetalerts_\w+)(?:\{(.*)\})? (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"(?<=[ (])targetalerts_(?!source|state|fault_kind)\w+|targetalerts_source_last\w+")]
    private static partial Regex Names();
}
