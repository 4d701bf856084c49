using System.Net;
using Npgsql;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Commands;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Tests.Web;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Tests.Operations;

/// <summary>
/// Secrets, tokens and addresses in the real service at trace level: a failing login, refusals that quote the address, broken
/// sources, forms, links, a fault of our own. None of them may stand in a log, a span, a metric or an error page.
/// </summary>
public sealed class CanaryTests(ITestOutputHelper output)
{
    private const string Key = "canary-link-key-4e0d2b7c91aa5f38", Old = "canary-old-link-key-77b1c0de2f9a", Password = "canary-admin-password-93f1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_no_token_and_no_address_leaves_by_log_trace_metric_or_error_page()
    {
        var database = PostgresServer.NewSharedDatabase();
        await using var collector = await Collector.StartAsync();
        await using var upstream = await UpstreamHost.StartAsync(CommandHouse.Filled(), null, Stop);
        // As NCBI does, the source says the key that it does not like.
        upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, 2) { Status = 400, Rewrite = _ => """{"error":"API key invalid","api-key":"canary-pubmed-key"}"""u8.ToArray() });
        await using var relay = new ScriptedSmtpServer
        {
            Script = (step, count) => step == Step.Auth && count == 0 ? new Reaction.Say("535 5.7.8 canary-smtp-user may not log in with canary-smtp-password") : null,
            ForRecipient = (step, address) => step == Step.Rcpt ? new Reaction.Say($"550 5.7.1 {address} is refused") : null,
        };
        using var program = new TargetAlertsProcess(upstream);
        var hash = AdminPassword.Keep(Password);
        Set(program, new()
        {
            ["Storage__Provider"] = "postgres",
            ["Storage__ConnectionString"] = database + ";Password=canary-database-password",
            ["Sources__pubmed__ApiKey"] = "canary-pubmed-key",
            ["Sources__openfda__ApiKey"] = "canary/openfda+key",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = $"{relay.Port}",
            ["Mail__Security"] = "none",
            ["Mail__UserName"] = "canary-smtp-user",
            ["Mail__Password"] = "canary-smtp-password",
            ["Mail__From"] = "alerts@example.org",
            ["Mail__OperatorAddress"] = "canary-operator@example.org",
            ["Web__LinkKey"] = Key,
            ["Web__OldLinkKeys__2025"] = Old,
            ["Web__Admin__anna"] = hash,
            ["Telemetry__LogLevel"] = "trace",
            ["Telemetry__Logs"] = "json",
            ["Telemetry__Otlp"] = collector.Url,
            ["Schedule__Sweep"] = "00:00:01",
        });
        program.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        program.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-api-key=canary-collector-key";
        var alert = (await program.CallAsync("alerts", "add", "--email", "canary-ada@example.org", "--target", "SERT", "--confirmed", "--json")).Json.GetProperty("id").GetString()!;
        var tokens = new LinkTokens(new LinkKey(Key), TimeProvider.System);
        var links = Enum.GetValues<LinkPurpose>().ToDictionary(purpose => purpose, purpose => tokens.New(purpose, alert));
        var older = new LinkTokens(new LinkKey(Old), TimeProvider.System).New(LinkPurpose.Unsubscribe, alert);
        List<string> pages = [];
        List<string> lines;
        await using (var service = await RunningService.StartAsync(program))
        {
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };
            var served = new ServedPages(null!, client);
            await service.SaysAsync("clinicaltrials for SERT: Baseline");
            await served.SendAsync("/alert", ("email", "canary-ben@example.org"), ("target", "SERT"), ("do", "set"));
            await service.SaysAsync("\"relay\"");
            var byHand = await program.CallAsync("deliver", "--set", "Telemetry:Logs=text");
            await served.SendAsync("/alert", ("email", "canary-eve@example.org"), ("target", "SERT"), ("do", "set"));
            await service.SaysAsync("is refused");
            foreach (var path in new[] { $"{links[LinkPurpose.Unsubscribe]}/unsubscribe", $"{older}/unsubscribe", $"{links[LinkPurpose.Manage]}/manage", $"{links[LinkPurpose.Feed]}/feed.atom", $"{links[LinkPurpose.Confirm]}/confirm", $"{links[LinkPurpose.Mute]}/mute?record=pubmed/1", $"{links[LinkPurpose.Digest]}/digest" }) await OpenAsync(client, $"/a/{path}");
            await served.SendAsync("/admin/sign-in", ("name", "anna"), ("password", "canary-wrong-password"));
            await served.SendAsync("/admin/sign-in", ("name", "anna"), ("password", Password));
            pages.Add(await OpenAsync(client, $"/a/{links[LinkPurpose.Manage]}x/manage"));
            pages.Add(await OpenAsync(client, $"/api/targets/canary-ada@example.org"));
            pages.Add(await OpenAsync(client, "/health"));
            pages.Add(await OpenAsync(client, "/metrics"));
            Assert.Contains("\"api-key\":\"(secret)\"", await AskAsync(database, "SELECT reason FROM checks WHERE source = 'pubmed' AND outcome = 'unavailable' LIMIT 1"), StringComparison.Ordinal);
            await AskAsync(database, "ALTER TABLE digests RENAME TO lost");
            pages.Add(await OpenAsync(client, $"/a/{links[LinkPurpose.Manage]}/archive", HttpStatusCode.InternalServerError));
            pages.Add(await OpenAsync(client, "/health"));
            await service.StopAsync();
            lines = [.. service.Lines, byHand.Out, byHand.Error];
        }

        var envelope = new BounceToken(new LinkKey(Key)).LocalPart(OutgoingMail.NewId())[..7] + "[a-z2-7]{26}";
        string[] canaries =
        [
            Key, Old, Password, hash, hash.Split(':')[^1], "canary-wrong-password", "canary-database-password", "canary-pubmed-key", "canary/openfda+key", "canary%2Fopenfda%2Bkey",
            "canary-smtp-user", "canary-smtp-password", Base64("\0canary-smtp-user\0canary-smtp-password"), "canary-collector-key",
            "canary-ada@", "canary-ben@", "canary-eve@", "canary-operator@", .. links.Values, older,
        ];
        var streams = new Dictionary<string, string>
        {
            ["log"] = string.Join('\n', lines),
            ["traces"] = collector.Taken("traces"),
            ["metrics"] = collector.Taken("metrics"),
            ["logs sent"] = collector.Taken("logs"),
            ["pages"] = string.Join('\n', pages),
        };
        output.WriteLine($"{canaries.Length} canaries over {string.Join(", ", streams.Select(stream => $"{stream.Key} ({stream.Value.Length} characters)"))}");
        // What is searched is there: libraries at trace level, each step of the path, our figures, the masks themselves.
        foreach (var (stream, piece) in new[]
        {
            ("log", "Microsoft.AspNetCore.Hosting"), ("log", "\"level\":\"trace\""), ("log", "/a/…/manage"), ("log", "c…@example.org"), ("log", "(secret)"), ("log", "Npgsql"),
            ("traces", "schedule"), ("traces", "fetch"), ("traces", "diff"), ("traces", "deliver"), ("traces", "url.full"), ("traces", "db.query.text"), ("traces", "/a/…/unsubscribe"),
            ("metrics", "targetalerts.relay.state"), ("metrics", "http.server.request.duration"), ("logs sent", "exception.stacktrace"), ("pages", "Something failed on our side"), ("pages", "targetalerts_storage_up"),
        }) Assert.True(streams[stream].Contains(piece, StringComparison.Ordinal), $"{piece} does not stand in {stream}");
        Assert.Contains(relay.Heard, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        var hits = streams.SelectMany(stream => canaries.Where(canary => stream.Value.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(canary => $"{canary} in {stream.Key}: {Around(stream.Value, canary)}"));
        Assert.Empty(hits);
        Assert.All(streams.Values, stream => Assert.DoesNotMatch(envelope, stream));
    }

    private static void Set(TargetAlertsProcess program, Dictionary<string, string> settings)
    {
        foreach (var (key, value) in settings) program.Environment["TARGETALERTS__" + key] = value;
    }

    private static async Task<string> OpenAsync(HttpClient client, string path, HttpStatusCode? status = null)
    {
        using var answer = await client.GetAsync(path, Stop);
        if (status is { } wanted) Assert.Equal(wanted, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<string?> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
#pragma warning disable CA2100 // Written out above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Stop) as string;
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Around(string text, string piece)
    {
        var at = text.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 300)..Math.Min(text.Length, at + piece.Length + 100)];
    }
}
