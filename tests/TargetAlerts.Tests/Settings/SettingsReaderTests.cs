using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    [Theory]
    [InlineData("Contact", "nobody", "must be an e-mail address")]
    [InlineData("DataDirectory", " ", "must be a folder")]
    [InlineData("Storage:Provider", "oracle", "must be one of sqlite")]
    [InlineData("Storage:Provider", "0", "must be one of sqlite")]
    [InlineData("Sources:pubmed:Enabled", "yes", "must be true or false")]
    [InlineData("Sources:pubmed:BaseUrl", "ftp://example.org", "must be an http or https address")]
    [InlineData("Sources:pubmed:RequestsPerSecond", "0", "must be above 0 and at most 1000")]
    [InlineData("Sources:pubmed:RequestsPerSecond", "1001", "must be above 0 and at most 1000")]
    [InlineData("Sources:pubmed:RequestsPerSecond", "NaN", "must be above 0 and at most 1000")]
    [InlineData("Sources:pubmed:RequestsPerSecond", "2,5", "must be a number")]
    [InlineData("Sources:pubmed:OverlapDays", "0", "must be 1 to 365")]
    [InlineData("Sources:pubmed:OverlapDays", "1.5", "must be a whole number")]
    [InlineData("Sources:pubmed:BaselineYears", "201", "must be 1 to 200")]
    [InlineData("Sources:pubmed:Timeout", "00:00:00", "must be above 00:00:00 and at most 00:10:00")]
    [InlineData("Sources:pubmed:Timeout", "15", "must be a duration such as 00:00:15")]
    [InlineData("Sources:pubmed:Retries", "-1", "must be 0 to 10")]
    [InlineData("Sources:pubmed:RetryDelay", "00:01:01", "must be 00:00:00 to 00:01:00")]
    [InlineData("Sources:pubmed:Frequency", "hourly", "must be daily, weekly or a cron expression")]
    [InlineData("Sources:pubmed:Frequency", "1", "must be daily, weekly or a cron expression")]
    [InlineData("Sources:pubmed:Frequency", "0 5 * * *", "must be daily, weekly or a cron expression")]
    [InlineData("Schedule:Default", "monthly", "must be one of daily, weekly")]
    [InlineData("Schedule:On", "8", "must be one of sunday, monday")]
    [InlineData("Schedule:At", "25:00", "must be a time of day such as 05:00")]
    [InlineData("Schedule:TimeZone", "Mars/Olympus", "must be an IANA time zone")]
    [InlineData("Schedule:TimeZone", "W. Europe Standard Time", "must be an IANA time zone")]
    [InlineData("Schedule:Patience", "01:00:01", "must be 00:00:00 to 01:00:00")]
    [InlineData("Mail:Port", "0", "must be 1 to 65535")]
    [InlineData("Mail:Port", "65536", "must be 1 to 65535")]
    [InlineData("Mail:Security", "ssl", "must be one of none, starttls, tls")]
    [InlineData("Mail:From", "nobody", "must be one mailbox")]
    [InlineData("Mail:From", "a@example.org, b@example.org", "must be one mailbox")]
    [InlineData("Mail:ReplyTo", "@", "must be one mailbox")]
    [InlineData("Mail:Connections", "21", "must be 1 to 20")]
    [InlineData("Mail:PerSecond", "0", "must be above 0 and at most 1000")]
    [InlineData("Mail:Lease", "24:00:00", "must be a duration such as 00:00:15")]
    [InlineData("Mail:Lease", "00:12:00", "must be longer than Mail:SendLimit (00:12:00)")]
    [InlineData("Mail:SendLimit", "-00:00:01", "must be above 00:00:00")]
    [InlineData("Mail:Timeouts:FinalDot", "01:00:01", "must be above 00:00:00 and at most 01:00:00")]
    [InlineData("Mail:UserName", "ada", "must be given together with Mail:Password")]
    [InlineData("Web:Listen", "127.0.0.1:5070", "must be an http address to listen on")]
    [InlineData("Web:Listen", "https://127.0.0.1:5070", "must be an http address to listen on")]
    [InlineData("Web:PublicUrl", "alerts.example.org", "must be an http or https address")]
    public void A_wrong_value_is_told_with_key_value_and_range(string key, string value, string range)
    {
        var error = Refuse(new() { [key] = value });

        Assert.Contains($"\n  {key} = \"{value}\": {range}", error, StringComparison.Ordinal);
        Assert.Single(Faults(error));
    }

    [Theory]
    [InlineData("Mail:Prt", "Mail:Prt: there is no such setting. Mail has: Host, Port,")]
    [InlineData("Foo", "Foo: there is no such setting. There are: DataDirectory, Contact,")]
    [InlineData("Mail", "Mail: there is no such setting. Mail has:")]
    [InlineData("Mail:Port:0", "Mail:Port:0: there is no such setting. Mail has:")]
    [InlineData("Sources:pubmed:Url", "Sources:pubmed:Url: there is no such setting. Sources:pubmed has: Enabled, BaseUrl,")]
    [InlineData("Sources:embase:Enabled", "Sources:embase = \"embase\": must be one of pubmed, clinicaltrials")]
    public void A_misspelt_key_is_told_with_what_there_is(string key, string said) =>
        Assert.Contains("\n  " + said, Refuse(new() { [key] = "true" }), StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Faults(Refuse(new() { ["Mail:Prt"] = "1", ["Mail:Port"] = "x", ["Mail:Connections"] = "99", ["Mail:PasswordFile"] = "/none", ["Mail:UserName"] = "ada" }));

        Assert.Equal(["Mail:PasswordFile", "Mail:Port", "Mail:Prt:", "Mail:Connections"], faults.Select(fault => fault.Split(' ')[0]));
    }

    [Fact]
    public void A_relay_elsewhere_demands_who_we_are()
    {
        var faults = Faults(Refuse(new() { ["Mail:Host"] = "mail.example.org", ["Mail:Security"] = "none" }));

        Assert.Equal(["Mail:Security", "Web:PublicUrl", "Contact", "Mail:From"], faults.Select(fault => fault.Split(' ')[0]));
        Assert.Equal("127.0.0.2", SettingsReader.Read(_folder, new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.2", ["Mail:Security"] = "none" }).Mail.Host);
    }

    [Fact]
    public void The_command_line_goes_before_a_secret_file()
    {
        var file = Path.Combine(_folder, "password");
        File.WriteAllText(file, "from the file\n");
        Dictionary<string, string?> given = new() { ["Mail:UserName"] = "ada", ["Mail:PasswordFile"] = file };

        Assert.Equal("from the file", SettingsReader.Read(_folder, given).Mail.Password);
        Assert.Equal("typed", SettingsReader.Read(_folder, new Dictionary<string, string?>(given) { ["Mail:Password"] = "typed" }).Mail.Password);
    }

    [Fact]
    public void An_empty_environment_variable_is_none()
    {
        File.WriteAllText(Path.Combine(_folder, SettingsReader.FileName), """{ "Mail": { "ReplyTo": "ada@example.org" } }""");
        string[] names = ["TARGETALERTS__Mail__ReplyTo", "TARGETALERTS__Mail__UserName", "TARGETALERTS__Mail__PasswordFile"];
        foreach (var name in names) Environment.SetEnvironmentVariable(name, "");

        var mail = SettingsReader.Read(_folder).Mail;

        Assert.Equal(("ada@example.org", null, null), (mail.ReplyTo, mail.UserName, mail.Password));
    }

    [Fact]
    public void The_password_of_the_database_may_stand_apart()
    {
        Dictionary<string, string?> given = new() { ["Storage:Provider"] = "postgres", ["Storage:ConnectionString"] = "Host=db;Username=ada", ["Storage:Password"] = "it's; quoted" };

        var read = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = SettingsReader.Read(_folder, given).Storage.ConnectionString };

        Assert.Equal(("db", "it's; quoted"), (read["Host"], read["Password"]));
        Assert.StartsWith("Storage:Password", Faults(Refuse(new(given) { ["Storage:ConnectionString"] = "Host=db;Password=other" }))[0], StringComparison.Ordinal);
        Assert.StartsWith("Storage:Password", Faults(Refuse(new(given) { ["Storage:Provider"] = "sqlite", ["Storage:ConnectionString"] = null }))[0], StringComparison.Ordinal);
        Assert.StartsWith("Storage:ConnectionString", Faults(Refuse(new(given) { ["Storage:ConnectionString"] = "quoted" }))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Folder", "data/outbox", "must be a folder of its own, and not the one that mails are written to")]
    [InlineData("Folder", " ", "must be a folder of its own")]
    [InlineData("Every", "00:00:00", "must be 00:00:01 to 1.00:00:00")]
    [InlineData("KeepDays", "0", "must be 1 to 3650")]
    [InlineData("Imap:Host", "imap.example.org", "must be given: Host, UserName and Password of the mailbox belong together", "Imap:Password", "Imap:UserName")]
    [InlineData("Imap:UserName", "bounce", "must be given: Host", "Imap:Host", "Imap:Password")]
    [InlineData("Imap:Mailbox", " ", "must be the name of a mailbox", "Imap:Mailbox")]
    [InlineData("Imap:Port", "0", "must be 1 to 65535", "Imap:Port")]
    [InlineData("Imap:Timeout", "01:00:00", "must be 00:00:01 to 00:10:00", "Imap:Timeout")]
    public void Where_bounces_are_read_is_one_place_that_can_be(string key, string value, string range, params string[] wrong)
    {
        var faults = Faults(Refuse(new() { ["Mail:Bounces:" + key] = value }));

        Assert.Equal(wrong.Length == 0 ? [key] : wrong, faults.Select(fault => fault.Split(' ')[0]["Mail:Bounces:".Length..]).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.Contains(range, fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Bounces_are_read_from_a_folder_or_from_a_mailbox_and_not_in_clear_text()
    {
        Dictionary<string, string?> imap = new() { ["Mail:Bounces:Imap:Host"] = "imap.example.org", ["Mail:Bounces:Imap:UserName"] = "bounce", ["Mail:Bounces:Imap:Password"] = "p" };
        Assert.Equal("bounce", SettingsReader.Read(_folder, imap).Mail.Bounces.Imap.UserName);

        var both = Refuse(new(imap) { ["Mail:Bounces:Folder"] = "returned" });
        Assert.Equal(["Mail:Bounces:Folder = \"returned\": must be absent while Mail:Bounces:Imap:Host is set (imap.example.org): bounces are read from one place, so take one of the two away."], Faults(both));
        Assert.Equal(["Mail:Bounces:Imap:Security = \"none\": must be tls or starttls unless the server is on loopback."], Faults(Refuse(new(imap) { ["Mail:Bounces:Imap:Security"] = "none" })));
    }

    [Theory]
    [InlineData("Domain", "example.com", "must be the domain of Mail:From, or one above or below it")]
    [InlineData("Domain", "le.org", "must be the domain of Mail:From")]
    [InlineData("Domain", null, "must be the domain of Mail:From")]
    [InlineData("Selector", "a b", "must be letters, digits and hyphens")]
    [InlineData("Selector", null, "must be letters, digits and hyphens")]
    [InlineData("Key", null, "must be a private key as PEM")]
    [InlineData("Key", "canary-7f3a", "must be a private key as PEM")]
    [InlineData("Key", "public", "must be a private key as PEM")]
    [InlineData("Key", "short", "must be a private key as PEM without a password, RSA of at least 1024 bits")]
    [InlineData("Key", "locked", "must be a private key as PEM without a password")]
    public void A_signature_that_cannot_be_is_refused_without_telling_the_key(string key, string? value, string range)
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        Dictionary<string, string?> settings = new() { ["Mail:From"] = "alerts@mail.example.org", ["Mail:Dkim:Domain"] = "example.org", ["Mail:Dkim:Selector"] = "k1", ["Mail:Dkim:Key"] = rsa.ExportPkcs8PrivateKeyPem() };
        Assert.Equal("k1", SettingsReader.Read(_folder, settings).Mail.Dkim.Selector);
        settings["Mail:Dkim:" + key] = value switch
        {
            "public" => rsa.ExportSubjectPublicKeyInfoPem(),
            "short" => Delivery.DkimTests.Rsa(768),
            "locked" => rsa.ExportEncryptedPkcs8PrivateKeyPem("p", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)),
            _ => value,
        };

        var error = Refuse(settings);

        Assert.Contains($"\n  Mail:Dkim:{key} = \"{(key == "Key" && value is not null ? "(secret)" : value)}\": {range}", error, StringComparison.Ordinal);
        Assert.Single(Faults(error));
    }

    [Theory]
    [InlineData("""{ "Mail": { "Port": 2525, }, /* a comment */ "$schema": "./schema.json" }""", 2525)]
    [InlineData("""{ "Mail": {}, "Contact": null } // the end""", 587)]
    public void Comments_and_a_schema_are_allowed(string json, int port)
    {
        File.WriteAllText(Path.Combine(_folder, SettingsReader.FileName), json);

        Assert.Equal(port, SettingsReader.Read(_folder).Mail.Port);
    }

    [Fact]
    public void The_case_of_a_key_does_not_matter() =>
        Assert.Equal(3, SettingsReader.Read(_folder, new Dictionary<string, string?> { ["sources:PubMed:retries"] = "3" }).Sources["pubmed"].Retries);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Refuse(Dictionary<string, string?> settings) => Assert.Throws<UsageException>(() => SettingsReader.Read(_folder, settings)).Message;

    private static List<string> Faults(string error) => [.. error.Split("\n  ").Skip(1)];
}
