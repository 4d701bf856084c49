using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Tests.Kill;

namespace TargetAlerts.Tests.Containers;

/// <summary>The images and the compose file in a real engine; tests/long-containers.sh runs the explicit ones.</summary>
public sealed partial class ContainerTests(ITestOutputHelper output)
{
    private static readonly string[] TwoSources = ["-f", "docker-compose.yml", "-f", "tests/TargetAlerts.Tests/Containers/two-sources.yml"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_compose_file_is_understood()
    {
        await using var compose = await Compose.OfAsync("--profile", "demo", "--profile", "cluster");

        Assert.Equal(["demo", "first-digest", "mail", "node1", "node2", "postgres", "targetalerts", "upstreams"],
            (await compose.DoAsync("config", "--services")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact(Explicit = true)]
    [Trait("Long", "containers")]
    public async Task From_up_to_the_mail_without_privileges()
    {
        await using var compose = await Compose.OfAsync("--profile", "demo");
        await compose.DoAsync("build", "upstreams", "demo");
        var time = Stopwatch.StartNew();
        await compose.DoAsync("up", "-d", "upstreams", "demo");
        await compose.WaitAsync($"{Compose.Pages}/health/ready");
        output.WriteLine($"ready {time.Elapsed.TotalSeconds:0.0} s after up; image {await SizeAsync("targetalerts")} MB, of which the base {await SizeAsync("mcr.microsoft.com/dotnet/aspnet:10.0")} MB");
        await AssertUnprivilegedAsync(compose);
        await BaselineAsync(compose, "demo");

        var reader = "ada@example.org";
        await compose.ExecAsync("demo", "targetalerts", "alerts", "add", "--email", reader, "--target", "SERT", "--frequency", "daily", "--kind", "publication", "--kind", "preprint", "--kind", "trial");
        await ConfirmAsync(compose, reader);
        var expected = new Expectation { Readers = { reader } };
        await expected.AdvanceAsync(compose);
        await SeenAsync(compose, "demo");
        await compose.ExecAsync("demo", "targetalerts", "digest", "--now");
        await SentAsync(compose, "demo");

        // The confirmation and the state of the target came before.
        var mails = (await compose.MailsAsync()).Where(mail => mail.Recipient == reader).Skip(2).ToList();
        var verdict = expected.Of(mails);
        output.WriteLine($"{mails.Count} digest to {reader}: {expected.News().Count} new records, {verdict}; {time.Elapsed.TotalSeconds:0} s in all");
        Assert.NotEmpty(expected.News());
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Equal("healthy", await HealthAsync(compose, "demo"));
    }

    [Fact(Explicit = true)]
    [Trait("Long", "containers")]
    public async Task Ten_times_asked_to_stop_at_work()
    {
        await using var compose = await Compose.OfAsync([.. TwoSources, "--profile", "demo"]);
        await compose.DoAsync("up", "-d", "--build", "upstreams", "demo");
        await compose.WaitAsync($"{Compose.Pages}/health/ready");
        await BaselineAsync(compose, "demo");
        var expected = await ReadersAsync(compose, "demo", 30);
        var stops = new List<double>();
        for (var time = 0; time < 10; time++)
        {
            await expected.AdvanceAsync(compose);
            await SeenAsync(compose, "demo");
            await compose.ExecAsync("demo", "targetalerts", "digest", "--now");
            await expected.AdvanceAsync(compose);
            await Task.Delay(Random.Shared.Next(0, 4_000), Stop);
            var sent = (await compose.MailsAsync()).Count;
            var clock = Stopwatch.StartNew();
            await compose.DoAsync("stop", "demo");
            stops.Add(clock.Elapsed.TotalSeconds);
            var code = (await Compose.DockerAsync("inspect", "--format", "{{.State.ExitCode}}", await compose.ContainerAsync("demo"))).Trim();
            output.WriteLine($"stop {time + 1}: {sent} mails were out, gone after {clock.Elapsed.TotalSeconds:0.0} s with {code}");
            Assert.Equal("0", code);
            await compose.DoAsync("start", "demo");
            await compose.WaitAsync($"{Compose.Pages}/health/ready");
        }
        await ReconcileAsync(compose, "demo", expected);
        Assert.InRange(stops.Max(), 0, 60);
    }

    [Fact(Explicit = true)]
    [Trait("Long", "containers")]
    public async Task Nodes_die_at_work_and_the_other_goes_on()
    {
        await using var compose = await Compose.OfAsync([.. TwoSources, "--profile", "cluster", "--profile", "demo"]);
        await compose.DoAsync("up", "-d", "--build", "upstreams", "node1", "node2");
        await compose.WaitAsync("http://localhost:5071/health/ready");
        await compose.WaitAsync("http://localhost:5072/health/ready");
        await BaselineAsync(compose, "node1");
        var expected = await ReadersAsync(compose, "node1", 30);
        // A check that takes a while can be interrupted.
        using (var slow = await compose.Http.PostAsync(new Uri($"{Compose.StandIn}/fault?source=pubmed&kind=slowBody&times=always"), null, Stop)) slow.EnsureSuccessStatusCode();
        var nodes = new Dictionary<string, string> { ["node1"] = await compose.ContainerAsync("node1"), ["node2"] = await compose.ContainerAsync("node2") };
        var took = new Dictionary<string, int> { ["checking"] = 0, ["sending"] = 0 };
        for (var time = 0; time < 12; time++)
        {
            var (victim, other) = time / 2 % 2 == 0 ? ("node1", "node2") : ("node2", "node1");
            var what = time % 2 == 0 ? "checking" : "sending";
            await expected.AdvanceAsync(compose);
            if (what == "sending")
            {
                await SeenAsync(compose, other);
                await compose.ExecAsync(other, "targetalerts", "digest", "--now");
            }
            var before = await OwnersAsync(compose, what);
            for (var tries = 0; tries < 100 && before.Length == 0; tries++) before = await OwnersAsync(compose, what);
            await Compose.DockerAsync("kill", nodes[victim]);
            var clock = Stopwatch.StartNew();
            // Who lives has renewed its lease by then, or is done: what stands as it stood is the dead's.
            var first = await OwnersAsync(compose, what);
            await Task.Delay(6_000, Stop);
            var dead = first.Intersect(await OwnersAsync(compose, what)).ToArray();
            if (dead.Length > 0) took[what]++;
            await SeenAsync(compose, other);
            output.WriteLine($"{victim} killed: {(dead.Length > 0 ? what : "idle")}; the other has read all {clock.Elapsed.TotalSeconds:0.0} s later");
            await Compose.DockerAsync("start", nodes[victim]);
        }
        output.WriteLine($"12 kills: {took["checking"]} at a check, {took["sending"]} with a mail in hand");
        await ReconcileAsync(compose, "node1", expected);
        Assert.All(took.Values, hits => Assert.NotEqual(0, hits));
    }

    private static async Task<Expectation> ReadersAsync(Compose compose, string service, int count)
    {
        var expected = new Expectation();
        expected.Readers.AddRange(Enumerable.Range(1, count).Select(reader => $"reader{reader}@example.org"));
        await compose.ExecAsync(service, ["targetalerts", "alerts", "add", .. expected.Readers.SelectMany(reader => new[] { "--email", reader }), "--target", "SERT", "--frequency", "daily", "--kind", "publication", "--kind", "preprint", "--kind", "trial", "--change", "added", "--confirmed"]);
        return expected;
    }

    private static Task BaselineAsync(Compose compose, string service) => SuccessAsync(compose, service, DateTimeOffset.MinValue);

    // A check that was under way may have asked before: its successor has not.
    private static async Task SeenAsync(Compose compose, string service)
    {
        var first = await SuccessAsync(compose, service, TimeProvider.System.GetUtcNow());
        await SuccessAsync(compose, service, first);
    }

    /// <summary>When each source has been read completely after an instant.</summary>
    private static async Task<DateTimeOffset> SuccessAsync(Compose compose, string service, DateTimeOffset after)
    {
        for (var tries = 0; ; tries++)
        {
            var sources = (await compose.AskAsync(service, "sources", "list")).GetProperty("sources").EnumerateArray().Where(source => source.GetProperty("enabled").GetBoolean()).ToList();
            var successes = sources.Select(source => source.GetProperty("lastSuccess") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset() : DateTimeOffset.MinValue).ToList();
            if (successes.Min() > after) return successes.Max();
            Assert.True(tries < 120, $"The sources were not read: {JsonSerializer.Serialize(sources)}");
            await Task.Delay(500, Stop);
        }
    }

    private static async Task SentAsync(Compose compose, string service)
    {
        for (var tries = 0; (await compose.AskAsync(service, "deliver")).GetProperty("waiting").GetInt32() > 0; tries++)
        {
            Assert.True(tries < 120, "Mail is still waiting.");
            await Task.Delay(500, Stop);
        }
    }

    private async Task ReconcileAsync(Compose compose, string service, Expectation expected)
    {
        await SeenAsync(compose, service);
        await compose.ExecAsync(service, "targetalerts", "digest", "--now");
        await SentAsync(compose, service);
        var mails = await compose.MailsAsync();
        var verdict = expected.Of(mails);
        output.WriteLine($"{mails.Count} mails, {expected.News().Count} new records for each of {expected.Readers.Count} readers: {verdict}");
        Assert.True(verdict.Holds, verdict.ToString());
    }

    private static async Task ConfirmAsync(Compose compose, string reader)
    {
        await SentAsync(compose, "demo");
        var link = ConfirmLink().Match(Reconciliation.Read((await compose.MailsAsync()).Single(mail => mail.Recipient == reader).Raw).TextBody!).Value;
        var page = await compose.Http.GetStringAsync(new Uri(link), Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent(Field().Matches(page).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value)) };
        request.Headers.Add("Origin", Compose.Pages);
        using var answer = await compose.Http.SendAsync(request, Stop);
        Assert.Contains("is confirmed", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await SentAsync(compose, "demo");
    }

    private static async Task AssertUnprivilegedAsync(Compose compose)
    {
        var container = await compose.ContainerAsync("demo");
        Assert.Equal("1654:1654 true [ALL] [no-new-privileges:true] false",
            (await Compose.DockerAsync("inspect", "--format", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.Privileged}}", container)).Trim());
        var seen = await compose.ExecAsync("demo", "sh", "-c", "id -u; grep -E 'CapEff|NoNewPrivs' /proc/1/status | tr -d '[:space:]'; touch /app/x 2>/dev/null || echo ' read-only'");
        Assert.Equal("1654\nCapEff:0000000000000000NoNewPrivs:1 read-only\n", seen);
    }

    private static async Task<string> HealthAsync(Compose compose, string service)
    {
        var container = await compose.ContainerAsync(service);
        for (var tries = 0; ; tries++)
        {
            var health = (await Compose.DockerAsync("inspect", "--format", "{{.State.Health.Status}}", container)).Trim();
            if (health != "starting" || tries == 90) return health;
            await Task.Delay(1_000, Stop);
        }
    }

    private static async Task<string[]> OwnersAsync(Compose compose, string what) => (await compose.ExecAsync("postgres", "sh", "-c",
        $"PGPASSWORD=$(cat /run/secrets/database-password) psql --host 127.0.0.1 --username targetalerts --tuples-only --no-align --command \"{(what == "checking"
            ? "SELECT owner || until_at FROM leases WHERE until_at > EXTRACT(EPOCH FROM clock_timestamp()) * 1000"
            : "SELECT id || owner FROM messages WHERE state IN ('claimed', 'inflight')")}\"")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> SizeAsync(string image) => (int)(long.Parse(await Compose.DockerAsync("image", "inspect", "--format", "{{.Size}}", image), CultureInfo.InvariantCulture) / 1_000_000);

    [GeneratedRegex(@"http://localhost:5073/a/\S+/confirm")]
    private static partial Regex ConfirmLink();

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
