namespace TargetAlerts.Tests.Commands;

/// <summary>What is wrong with the configuration ends each command with 2, before anything is written.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string Canary = "canary-7f3a";

    private readonly TargetAlertsProcess _program = new();

    [Theory]
    [InlineData("targetalerts.json", "{ \"Mail\": { \"Port\": ", "targetalerts.json: ")]
    [InlineData("targetalerts.json", "{ \"Mial\": { \"Host\": \"x\" } }", "Mial:Host: there is no such setting. There are: DataDirectory")]
    [InlineData("targets/NET.json", "{ \"symbol\": \"NET\", ", "NET.json: ")]
    [InlineData("targets/NET.json", "{ \"symbol\": \"NET\", \"nmaes\": [] }", "NET.json: ")]
    [InlineData("targets/NET.json", "{ \"symbol\": \"NET\" }", "NET.json: ")]
    [InlineData("targets/SERT2.json", "{ \"symbol\": \"SERT\", \"name\": \"x\", \"names\": [{ \"text\": \"x\" }] }", "SERT stands in two files")]
    public async Task A_broken_file_is_named(string file, string text, string said)
    {
        await File.WriteAllTextAsync(Path.Combine(_program.Config, file), text, TestContext.Current.CancellationToken);

        AssertRefused(await _program.CallAsync("check"), said);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_and_no_secret_with_it()
    {
        _program.Environment["TARGETALERTS__Mail__Host"] = "mail.example.org";
        _program.Environment["TARGETALERTS__Mail__Password"] = Canary;
        _program.Environment["TARGETALERTS__Mail__Pasword"] = Canary;
        _program.Environment["TARGETALERTS__Web__LinkKey"] = Canary;
        _program.Environment["TARGETALERTS__Sources__embase__ApiKey"] = Canary;
        _program.Environment["TARGETALERTS__Sources__pubmed__ApiKeyFile"] = "/run/secrets/none";
        _program.Environment["TARGETALERTS__Schedule__TimeZone"] = "W. Europe Standard Time";

        var ended = await _program.CallAsync("run", "--set", "Mail:Port=65536", "--set", "Mail:Lease=soon");

        AssertRefused(ended, "The settings cannot be used:");
        Assert.Equal(
            ["Contact", "Mail:From", "Mail:Lease", "Mail:Pasword:", "Mail:Port", "Mail:UserName", "Schedule:TimeZone", "Sources:embase", "Sources:pubmed:ApiKeyFile", "Web:LinkKey", "Web:PublicUrl"],
            ended.Faults.Skip(1).Select(fault => fault.Trim().Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("Mail:Port = \"65536\": must be 1 to 65535.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Sources:pubmed:ApiKeyFile = \"/run/secrets/none\": must be a file that exists", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, ended.Out + ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_goes_before_the_file_and_the_command_line_before_both()
    {
        await File.WriteAllTextAsync(Path.Combine(_program.Config, "targetalerts.json"), """{ "DataDirectory": "from-file" /* a comment */, "$schema": "x", }""", TestContext.Current.CancellationToken);

        await _program.DoneAsync("health");
        Assert.Equal(["config", "from-file"], Folders());
        _program.Environment["TARGETALERTS__DataDirectory"] = "from-environment";
        await _program.DoneAsync("health");
        Assert.Equal(["config", "from-environment", "from-file"], Folders());
        await _program.DoneAsync("health", "--set", "DataDirectory=from-command-line");
        Assert.Equal(["config", "from-command-line", "from-environment", "from-file"], Folders());
    }

    [Fact]
    public async Task A_password_comes_out_of_its_file_and_is_shown_nowhere()
    {
        var file = Path.Combine(_program.Folder, "password");
        await File.WriteAllTextAsync(file, Canary + "\n", TestContext.Current.CancellationToken);
        string[] relay = ["--set", "Mail:Host=127.0.0.1", "--set", "Mail:Port=9", "--set", "Mail:UserName=ada", "--set", "Mail:Security=none"];
        _program.Environment["TARGETALERTS__Mail__PasswordFile"] = file;
        _program.Environment["TARGETALERTS__Web__LinkKey"] = Canary + Canary + Canary + Canary;

        var doctor = await _program.CallAsync(["doctor", .. relay]);
        var test = await _program.CallAsync(["mail", "test", "--to", "ops@example.org", .. relay]);

        Assert.Equal((1, 1), (doctor.Code, test.Code));
        Assert.Matches("× relay +127.0.0.1:9: connect: lost, ", doctor.Out);
        Assert.All(new[] { doctor, test }, ended => Assert.DoesNotContain(Canary, ended.Out + ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Config_names_another_folder()
    {
        Directory.Move(_program.Config, Path.Combine(_program.Folder, "elsewhere"));
        File.Move(Path.Combine(_program.Folder, "elsewhere", "targets", "SERT.json"), Path.Combine(_program.Folder, "elsewhere", "targets", "5HT.json"));

        Assert.Equal(1, (await _program.JsonAsync("targets", "list", "--config", "elsewhere")).GetProperty("targets").GetArrayLength());
        Assert.Equal(["data", "elsewhere"], Folders());
        var empty = await _program.CallAsync("check", "--config", "data");
        Assert.Equal((2, "Nothing is followed: there is no target in the folder targets of the configuration.\n"), (empty.Code, empty.Error));
    }

    public void Dispose() => _program.Dispose();

    private string[] Folders() => [.. Directory.GetDirectories(_program.Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private void AssertRefused(Ended ended, string said)
    {
        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["config"], Folders());
    }
}
