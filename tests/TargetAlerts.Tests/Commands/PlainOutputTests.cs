using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Commands;

public sealed class PlainOutputTests(CommandHouse house) : IClassFixture<CommandHouse>
{
    [Theory]
    [InlineData("check", "clinicaltrials   SERT       complete     seen ")]
    [InlineData("digest", "No digest is due.")]
    [InlineData("deliver", "Sent 0, failed 0, unknown 0, waiting 0.")]
    [InlineData("alerts list", "active   ada@example.org  SERT  weekly on mon at 08:00 (UTC)")]
    [InlineData("targets list", "SERT       serotonin transporter (SLC6A4, Homo sapiens)")]
    [InlineData("sources list", "pubmed           ok           last success 2")]
    [InlineData("sources test pubmed --show-query", "\"serotonin transporter\"[tiab]")]
    [InlineData("mail test --to ops@example.org", "Accepted by folder ")]
    [InlineData("health", "healthy")]
    [InlineData("doctor", "✓ relay            none is set")]
    [InlineData("--help", "The service (default when no command is given).")]
    public async Task Without_json_a_person_reads_lines(string line, string said)
    {
        var ended = await house.Program.DoneAsync(line.Split(' '));

        Assert.Contains(said, ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("{", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unavailable_source_is_said_on_stderr_and_ends_with_1()
    {
        house.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, Fault.Always));
        house.Program.Environment["TARGETALERTS__Sources__pubmed__ApiKey"] = "canary-key";
        try
        {
            var check = await house.Program.CallAsync("check", "--json");
            Assert.Equal(1, check.Code);
            Assert.StartsWith("pubmed for SERT: unavailable: ", Assert.Single(check.Faults), StringComparison.Ordinal);
            Assert.Equal(["unavailable", "complete"], check.Json.GetProperty("watches").EnumerateArray().Select(watch => watch.GetProperty("outcome").GetString()));
            Assert.Contains(check.Json.GetProperty("watches")[0].GetProperty("reason").GetString()!, check.Error, StringComparison.Ordinal);

            var test = await house.Program.CallAsync("sources", "test", "pubmed");
            var doctor = await house.Program.CallAsync("doctor", "--json");
            Assert.Equal((1, 1), (test.Code, doctor.Code));
            Assert.StartsWith("pubmed: ", Assert.Single(test.Faults), StringComparison.Ordinal);
            Assert.Equal("not well: pubmed", Assert.Single(doctor.Faults));
            Assert.All(new[] { check, test, doctor }, ended => Assert.DoesNotContain("canary", ended.Out + ended.Error, StringComparison.Ordinal));
        }
        finally
        {
            house.Upstream.Faults.Clear();
            house.Program.Environment.Remove("TARGETALERTS__Sources__pubmed__ApiKey");
        }
    }

    [Theory]
    [InlineData("LANG", "de_DE.UTF-8")]
    [InlineData("LC_ALL", "tr_TR.UTF-8")]
    [InlineData("LC_ALL", "de_DE.ISO-8859-1")]
    public async Task Numbers_times_and_json_are_the_same_everywhere(string variable, string locale)
    {
        house.Program.Environment[variable] = locale;
        try
        {
            var edited = await house.Program.JsonAsync("alerts", "edit", house.Alert, "--at", "18:05", "--term", "Größe", "--set", "Sources:pubmed:RequestsPerSecond=2.5", "--set", "Mail:PerSecond=0.5");
            Assert.Equal("18:05", edited.GetProperty("at").GetString());
            Assert.Equal("Größe", edited.GetProperty("terms")[0].GetString());
            Assert.EndsWith("+00:00", edited.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
            var wrong = await house.Program.CallAsync("health", "--set", "Mail:PerSecond=0,5", "--set", "Mail:Port=0");
            Assert.Equal(["  Mail:PerSecond = \"0,5\": must be a number.", "  Mail:Port = \"0\": must be 1 to 65535."], wrong.Faults.Skip(1));
            await house.Program.DoneAsync("alerts", "edit", house.Alert, "--at", "08:00", "--term", "none");
        }
        finally
        {
            house.Program.Environment.Remove(variable);
        }
    }
}
