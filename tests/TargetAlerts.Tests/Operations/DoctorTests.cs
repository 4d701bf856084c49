using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Operations;
using TargetAlerts.Operations.Examinations;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;
using TargetAlerts.Tests.Commands;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Tests.Digests;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Operations;

/// <summary>Each common fault, made for real, is named by "doctor" with what mends it.</summary>
public sealed class DoctorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_is_well()
    {
        await using var relay = new ScriptedSmtpServer();
        await using var service = await StartAsync(options => Relay(options, relay.Port));

        var findings = await ExamineAsync(service);

        Assert.All(findings, finding => Assert.True(finding.Well, finding.Line));
        Assert.Equal(["configuration", "storage", "disk", "relay", "bounces", "schedule", "pubmed", "clinicaltrials", "clock"], findings.Select(finding => finding.Part));
        // Nobody was named and nothing was sent.
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RSET"], relay.Heard.Select(line => line.Split(' ', ':')[0]));
    }

    [Theory]
    [InlineData("configuration: there is no target. Remedy: put a profile into config/targets")]
    [InlineData("configuration: every source is switched off. Remedy: take Enabled: false away")]
    [InlineData("configuration: links in mails lead to http://127.0.0.1:5070, which only this machine can open. Remedy: set Web:PublicUrl")]
    [InlineData("configuration: Web:PublicUrl is http://alerts.example.org: mail programs unsubscribe with one click by https alone")]
    [InlineData("configuration: mails come from TargetAlerts <targetalerts@localhost.localdomain>, which no relay takes. Remedy: set Mail:From")]
    [InlineData("configuration: Contact is not set. Remedy: set Contact")]
    [InlineData("bounces: folder nowhere: the folder cannot be read: ", "Remedy: Check Mail:Bounces:Folder or Mail:Bounces:Imap")]
    [InlineData("storage: ", "can be read by others, with addresses and keys in it. Remedy: chmod 600 ")]
    public async Task A_setting_that_will_not_do_is_told(string begins, string holds = "")
    {
        await using var relay = new ScriptedSmtpServer();
        await using var service = await StartAsync(options =>
        {
            Relay(options, relay.Port);
            if (begins.Contains("switched off", StringComparison.Ordinal)) foreach (var source in options.Sources.Values) source.Enabled = false;
            if (begins.Contains("links in mails", StringComparison.Ordinal)) options.Web.PublicUrl = null;
            if (begins.Contains("by https alone", StringComparison.Ordinal)) options.Web.PublicUrl = "http://alerts.example.org";
            if (begins.Contains("mails come from", StringComparison.Ordinal)) options.Mail.From = new MailOptions().From;
            if (begins.StartsWith("bounces", StringComparison.Ordinal)) options.Mail.Bounces.Folder = "nowhere";
            if (begins.Contains("Contact is", StringComparison.Ordinal)) options.Contact = null;
        }, begins.Contains("no target", StringComparison.Ordinal) ? [] : null);
        if (!OperatingSystem.IsWindows() && begins.StartsWith("storage", StringComparison.Ordinal)) File.SetUnixFileMode(Path.Combine(service.Options.DataDirectory, "targetalerts.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await AssertToldAsync(service, begins, holds);
    }

    [Theory]
    [InlineData(Step.Greeting, "554 5.7.1 not you", "relay: 127.0.0.1:{0}: connect: 554 5.7.1 not you")]
    [InlineData(Step.Auth, "535 5.7.8 wrong", "relay: 127.0.0.1:{0}: auth: 535 5.7.8 wrong. Remedy: Check Mail:UserName and Mail:Password.")]
    [InlineData(Step.Mail, "553 5.7.1 not your address", "relay: 127.0.0.1:{0}: mail: 553 5.7.1 not your address. Remedy: The relay does not take our sender: check Mail:From and Mail:BounceDomain.")]
    [InlineData(Step.Mail, "530 5.7.0 login first", "relay: 127.0.0.1:{0}: mail: 530 5.7.0 login first. Remedy: The relay wants a login")]
    public async Task What_the_relay_refuses_is_told(Step at, string answer, string begins)
    {
        await using var relay = new ScriptedSmtpServer { Script = (step, _) => step == at ? new Reaction.Say(answer) : null };
        await using var service = await StartAsync(options => Relay(options, relay.Port));

        await AssertToldAsync(service, string.Format(System.Globalization.CultureInfo.InvariantCulture, begins, relay.Port));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false, "the relay offers no STARTTLS. Remedy: Use Mail:Security \"tls\" with port 465")]
    [InlineData(MailSecurity.StartTls, true, "the relay's certificate is not valid for its name. Remedy: Set Mail:Host to the name in the relay's certificate, or install its authority")]
    [InlineData(MailSecurity.Tls, true, "the relay's certificate is not valid for its name. Remedy: Set Mail:Host to the name in the relay's certificate, or install its authority")]
    public async Task What_TLS_fails_of_is_told(MailSecurity security, bool offers, string holds)
    {
        await using var relay = new ScriptedSmtpServer { Certificate = Mails.Certificate(), OffersStartTls = offers, TlsAtOnce = security == MailSecurity.Tls };
        await using var service = await StartAsync(options =>
        {
            Relay(options, relay.Port);
            options.Mail.Security = security;
        });

        await AssertToldAsync(service, "relay: 127.0.0.1:", holds);
    }

    [Fact]
    public async Task What_the_service_is_ill_of_is_told()
    {
        var list = new ListSource("list-held", RecordKind.News);
        for (var id = 0; id < 12; id++) list.Put($"{id}", $"Made-up news {id}");
        await using var service = await TestService.StartAsync(start: TimeProvider.System.GetUtcNow(), sources: [], register: services => services.AddSingleton<ITargetSource>(list));
        await service.CheckAsync();
        for (var id = 0; id < 6; id++) list.Take($"{id}");
        await service.CheckAsync();
        await service.Get<ScheduleSign>().GiveAsync(Stop);
        await service.Get<TargetAlerts.Delivery.SendingHold>().HoldAsync("made up", Stop);
        var parked = await service.AddAlertAsync();
        await service.Get<Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "UPDATE alerts SET state = 'paused', failed_in_a_row = 3 WHERE id = @parked", new { parked }), Stop);
        service.Clock.Jump(TimeSpan.FromHours(49));

        var told = (await ExamineAsync(service)).Where(finding => !finding.Well).Select(finding => $"{finding.Part}: {finding.Line}").ToList();

        foreach (var (begins, holds) in new[]
        {
            ("schedule: The schedule has given no sign of life since ", "Remedy: Start the service (targetalerts run)"),
            ("checks: list-held has been due since ", "Remedy: See that this machine reaches it"),
            ("quarantine: A result of list-held for SERT is held back: ", "targetalerts sources release list-held"),
            ("sending: Sending is held since ", "targetalerts mail release"),
            ("alerts: 1 alert(s) are paused, since three digests in a row could not be delivered. Remedy: ", "targetalerts alerts resume ID"),
        }) Assert.Contains(told, line => line.StartsWith(begins, StringComparison.Ordinal) && line.Contains(holds, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "clock: this machine's clock is ")]
    [InlineData(DatabaseKind.Postgres, "storage: the clock of this machine is 3")]
    public async Task A_clock_that_is_wrong_is_told(DatabaseKind database, string begins)
    {
        await using var service = await TestService.StartAsync(database: database, start: TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5));

        var told = (await ExamineAsync(service)).Where(finding => !finding.Well).Select(finding => $"{finding.Part}: {finding.Line}");

        Assert.Contains(told, line => line.StartsWith(begins, StringComparison.Ordinal) && line.Contains("Remedy: switch time synchronisation on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_disk_that_fills_is_told()
    {
        Assert.Equal("120 MB free for /data: a check, a backup or a digest may find none. Remedy: make room, or lower Retention so that old mails go earlier.", DiskExamination.Of("/data", 120L << 20).Line);
        Assert.True(DiskExamination.Of("/data", 600L << 20).Well);
    }

    [Fact]
    public async Task A_database_that_cannot_be_had_is_told_before_anything_else_is_looked_at()
    {
        using var program = new TargetAlertsProcess();
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "file"), "", Stop);

        var nowhere = await program.CallAsync("doctor", "--set", "DataDirectory=file");
        var silent = await program.CallAsync("doctor", "--set", "Storage:Provider=postgres", "--set", "Storage:ConnectionString=Host=127.0.0.1;Port=9;Password=canary-password");

        Assert.Equal((1, 1), (nowhere.Code, silent.Code));
        Assert.Matches("^× storage +.*Remedy: see that .*file is a folder on a local disk that this user can write", nowhere.Out);
        Assert.Matches("^× storage +.*Remedy: see that the server runs and that Storage:ConnectionString names its host", silent.Out);
        Assert.Equal(["not well: storage", "not well: storage"], [.. nowhere.Faults, .. silent.Faults]);
        Assert.DoesNotContain("canary", silent.Out + silent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_not_reached_is_told_with_the_way_it_was_asked()
    {
        using var program = new TargetAlertsProcess();
        program.Environment["TARGETALERTS__Sources__clinicaltrials__BaseUrl"] = "http://registry.example/";
        program.Environment["HTTP_PROXY"] = "http://canary-user:canary-password@127.0.0.1:9";
        program.Environment["NO_PROXY"] = "127.0.0.1";

        var ended = await program.CallAsync("doctor");

        Assert.Equal(1, ended.Code);
        Assert.Matches(@"(?m)^× pubmed +the connection failed \(it could not be reached\)\. Remedy: see that this machine reaches 127\.0\.0\.1 \(firewall; behind a proxy set HTTPS_PROXY\)", ended.Out);
        Assert.Matches(@"(?m)^× clinicaltrials .*it was asked through the proxy 127\.0\.0\.1:9: see that this lets registry\.example through", ended.Out);
        Assert.StartsWith("not well: pubmed, clinicaltrials", Assert.Single(ended.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", ended.Out + ended.Error, StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync(Action<ServiceOptions> configure, IReadOnlyList<DrugTarget>? targets = null) =>
        TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(2, 1, model.Today.AddDays(-9))), configure, targets, TimeProvider.System.GetUtcNow());

    private static void Relay(ServiceOptions options, int port)
    {
        options.Mail = new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, UserName = "ada", Password = "secret", From = "alerts@example.org" };
        options.Web.PublicUrl = "https://alerts.example.org";
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(TestService service)
    {
        var findings = new List<Finding>();
        foreach (var examination in service.Get<IEnumerable<IExamination>>()) findings.AddRange(await examination.LookAsync(Stop));
        return findings;
    }

    private static async Task AssertToldAsync(TestService service, string begins, string holds = "")
    {
        var told = (await ExamineAsync(service)).Where(finding => !finding.Well).Select(finding => $"{finding.Part}: {finding.Line}").ToList();
        Assert.True(told.Exists(line => line.StartsWith(begins, StringComparison.Ordinal) && line.Contains(holds, StringComparison.Ordinal)), string.Join('\n', told));
        Assert.Single(told);
    }
}
