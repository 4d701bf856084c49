using System.Text.Json;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Commands;

/// <summary>The shapes of DESIGN.md section 6, through the real process.</summary>
public sealed class JsonShapeTests
{
    [Fact]
    public async Task From_a_first_check_to_a_sent_digest_each_command_says_one_document()
    {
        var model = CommandHouse.Filled();
        await using var upstream = await UpstreamHost.StartAsync(model, null, TestContext.Current.CancellationToken);
        using var program = new TargetAlertsProcess(upstream);

        AssertWatches(await program.JsonAsync("check"), ["SERT/pubmed/baseline/0/0/0", "SERT/clinicaltrials/baseline/0/0/0"]);
        var added = await program.JsonAsync("alerts", "add", "--email", "ada@example.org", "--target", "5-HT transporter", "--confirmed");
        Assert.Equal(["id", "state"], Names(added));
        Assert.Equal("active", added.GetProperty("state").GetString());
        var alert = added.GetProperty("id").GetString()!;
        Assert.Equal("pending", (await program.JsonAsync("alerts", "add", "--email", "bob@example.org", "--target", "SERT", "--term", "@word")).GetProperty("state").GetString());

        model.PubMed.Add(Sample.Article(95_000_001, model.Today) with { Title = "A new made-up paper on the serotonin transporter" });
        AssertWatches(await program.JsonAsync("check", "--source", "PubMed", "--target", "sert"), ["SERT/pubmed/complete/1/0/0"]);
        AssertWatches(await program.JsonAsync("check", "--full"), ["SERT/pubmed/complete/0/0/0", "SERT/clinicaltrials/complete/0/0/0"]);
        Assert.Equal("""{"digests":[]}""", Compact(await program.JsonAsync("digest")));
        var digest = Assert.Single((await program.JsonAsync("digest", "--now", "--alert", alert)).GetProperty("digests").EnumerateArray().ToList());
        Assert.Equal(["id", "alert", "number", "items", "state"], Names(digest));
        Assert.Equal((alert, 1, 1, "ready"), (digest.GetProperty("alert").GetString(), digest.GetProperty("number").GetInt32(), digest.GetProperty("items").GetInt32(), digest.GetProperty("state").GetString()));
        Assert.Equal("""{"sent":2,"failed":0,"unknown":0,"waiting":0}""", Compact(await program.JsonAsync("deliver")));
        Assert.Equal(2, program.Mails.Length);
        var again = Assert.Single((await program.JsonAsync("digest", "--now", "--alert", alert)).GetProperty("digests").EnumerateArray().ToList());
        Assert.Equal((JsonValueKind.Null, "empty"), (again.GetProperty("number").ValueKind, again.GetProperty("state").GetString()));

        Assert.Equal("ready", (await program.JsonAsync("mail", "resend", "--digest", digest.GetProperty("id").GetString()!)).GetProperty("state").GetString());
        Assert.Equal("""{"sent":1,"failed":0,"unknown":0,"waiting":0}""", Compact(await program.JsonAsync("deliver")));
        Assert.True((await program.JsonAsync("mail", "test", "--to", "ops@example.org")).GetProperty("accepted").GetBoolean());
        await AlertsAsync(program, alert);
        await OthersAsync(program);
    }

    private static async Task AlertsAsync(TargetAlertsProcess program, string alert)
    {
        Assert.Equal(2, (await program.JsonAsync("alerts", "list")).GetProperty("alerts").GetArrayLength());
        Assert.Equal("weekly", (await program.JsonAsync("alerts", "show", alert)).GetProperty("frequency").GetString());
        var edited = await program.JsonAsync("alerts", "edit", alert, "--frequency", "daily", "--at", "7:30", "--time-zone", "Europe/Berlin", "--severity", "high");
        Assert.Equal(("daily", "07:30", "Europe/Berlin", "high"), (edited.GetProperty("frequency").GetString(), edited.GetProperty("at").GetString(), edited.GetProperty("timeZone").GetString(), edited.GetProperty("severity").GetString()));
        var paused = await program.JsonAsync("alerts", "pause", alert, "--until", "2101-12-24");
        Assert.Equal(("paused", "2101-12-24"), (paused.GetProperty("state").GetString(), paused.GetProperty("pausedUntil").GetString()));
        Assert.Equal("2101-12-24", (await program.JsonAsync("alerts", "show", alert)).GetProperty("pausedUntil").GetString());
        Assert.Equal(2, (await program.CallAsync("alerts", "pause", alert, "--until", "2001-12-24")).Code);
        foreach (var (verb, state) in new[] { ("pause", "paused"), ("resume", "active"), ("remove", "removed") })
        {
            Assert.Equal(state, (await program.JsonAsync("alerts", verb, alert)).GetProperty("state").GetString());
        }
    }

    private static async Task OthersAsync(TargetAlertsProcess program)
    {
        var sources = (await program.JsonAsync("sources", "list")).GetProperty("sources").EnumerateArray().Where(source => source.GetProperty("enabled").GetBoolean()).ToList();
        Assert.Equal(["pubmed", "clinicaltrials"], sources.Select(source => source.GetProperty("name").GetString()));
        Assert.All(sources, source =>
        {
            Assert.Equal(["name", "enabled", "state", "lastSuccess", "failures", "nextCheck", "reason"], Names(source).Take(7));
            Assert.Equal((true, "ok", 0), (source.GetProperty("enabled").GetBoolean(), source.GetProperty("state").GetString(), source.GetProperty("failures").GetInt32()));
            Assert.True(source.GetProperty("nextCheck").GetDateTimeOffset() > source.GetProperty("lastSuccess").GetDateTimeOffset());
        });
        Assert.Equal("SERT", Assert.Single((await program.JsonAsync("targets", "list")).GetProperty("targets").EnumerateArray().ToList()).GetProperty("symbol").GetString());
        Assert.Equal("SLC6A4", (await program.JsonAsync("targets", "show", "P31645")).GetProperty("gene").GetString());
        Assert.All((await program.JsonAsync("sources", "test")).GetProperty("sources").EnumerateArray(), source => Assert.True(source.GetProperty("ok").GetBoolean()));
        Assert.Equal("""{"healthy":true,"faults":[]}""", Compact(await program.JsonAsync("health")));
        Assert.Equal(["configuration", "storage", "disk", "relay", "bounces", "schedule", "pubmed", "clinicaltrials", "clock"], (await program.JsonAsync("doctor")).GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("part").GetString()));
    }

    private static void AssertWatches(JsonElement document, string[] expected)
    {
        var watches = document.GetProperty("watches").EnumerateArray().ToList();
        Assert.All(watches, watch => Assert.Equal(["target", "source", "outcome", "seen", "added", "updated", "withdrawn", "reason"], Names(watch)));
        Assert.Equal(expected, watches.Select(watch => string.Join('/', new[] { "target", "source", "outcome", "added", "updated", "withdrawn" }.Select(name => watch.GetProperty(name).ToString()))));
    }

    private static List<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
