using TargetAlerts.Settings;
using TargetAlerts.Tests.Commands;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Passwords are kept as hashes; the command that makes them, and the settings that take them.</summary>
public sealed class AdminPasswordTests : IDisposable
{
    private const string Password = "a made-up pässword";

    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    [Fact]
    public void What_is_kept_tells_the_right_password_from_others_and_is_never_the_same_twice()
    {
        var kept = AdminPassword.Keep(Password);

        Assert.True(AdminPassword.Parse(kept)!.Is(Password));
        Assert.True(AdminPassword.Parse(kept)!.Is("a made-up pa\u0308ssword"));
        Assert.False(AdminPassword.Parse(kept)!.Is(Password + " "));
        Assert.False(AdminPassword.Nobodys.Is(""));
        Assert.NotEqual(kept, AdminPassword.Keep(Password));
        Assert.DoesNotContain("pässword", kept, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9:_-]+$", kept);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha256:599999:AAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sha256:99999999:AAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sha256:600000:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA:!")]
    [InlineData("pbkdf2-md5:600000:AAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_stops_the_start_naming_the_key_and_not_the_value(string kept)
    {
        // Where a value of this key is no hash it may be one that "File" was meant for, so the message says what to put there.
        var error = Assert.Throws<UsageException>(() => SettingsReader.Read(_folder, new Dictionary<string, string?> { ["Web:Admin:anna"] = kept })).Message;

        Assert.Contains("Web:Admin:anna = \"(secret)\": must be what \"targetalerts admin hash\" prints", error, StringComparison.Ordinal);
        Assert.DoesNotContain(kept, error.Replace("(secret)", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_hold_it_and_a_name_may_end_like_one()
    {
        var kept = AdminPassword.Keep(Password);
        var file = Path.Combine(_folder, "anna");
        File.WriteAllText(file, kept + "\n");

        var options = SettingsReader.Read(_folder, new Dictionary<string, string?> { ["Web:Admin:annaFile"] = file, ["Web:Admin:profile"] = kept });

        Assert.Equal([("anna", kept), ("profile", kept)], options.Web.Admin.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Contains("Web:Admin:benFile", Assert.Throws<UsageException>(() => SettingsReader.Read(_folder, new Dictionary<string, string?> { ["Web:Admin:benFile"] = "/no/such/file" })).Message, StringComparison.Ordinal);
        Assert.Contains("a name of 1 to 60 letters", Assert.Throws<UsageException>(() => SettingsReader.Read(_folder, new Dictionary<string, string?> { ["Web:Admin:an na"] = kept })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_reads_it_from_standard_input_and_prints_the_line_alone()
    {
        using var program = new TargetAlertsProcess();

        var told = await program.TellAsync(Password + "\n", "admin", "hash");
        var json = await program.TellAsync(Password, "admin", "hash", "--json");
        var tooShort = await program.TellAsync("elevensigns\n", "admin", "hash");

        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.True(AdminPassword.Parse(told.Out)!.Is(Password));
        Assert.True(AdminPassword.Parse(json.Json.GetProperty("hash").GetString()!)!.Is(Password));
        Assert.Equal((2, "The password must have 12 to 200 characters."), (tooShort.Code, tooShort.Error.Trim()));
        Assert.False(Directory.Exists(program.Data));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
