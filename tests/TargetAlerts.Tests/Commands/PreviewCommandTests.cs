using System.Text.Json;

namespace TargetAlerts.Tests.Commands;

/// <summary>preview through the real process: three files a mail, and not a row in the database.</summary>
public sealed class PreviewCommandTests(CommandHouse house) : IClassFixture<CommandHouse>
{
    [Fact]
    public async Task It_writes_each_mail_as_three_files_says_that_it_is_an_estimate_and_stores_nothing()
    {
        var rows = house.Rows();
        var folder = Path.Combine(house.Program.Folder, "shown");

        var preview = await house.Program.JsonAsync("preview", "--target", "SERT", "--out", folder);

        Assert.True(preview.GetProperty("estimate").GetBoolean());
        Assert.StartsWith("Estimate: nothing was recorded before", preview.GetProperty("note").GetString(), StringComparison.Ordinal);
        var mails = preview.GetProperty("mails").EnumerateArray().ToList();
        Assert.NotEmpty(mails);
        foreach (var mail in mails)
        {
            Assert.True(mail.GetProperty("estimate").GetBoolean());
            var read = ParsedMail.Read(mail.GetProperty("eml").GetString()!);
            Assert.StartsWith("Estimate: SERT ", read.Subject, StringComparison.Ordinal);
            Assert.Equal(mail.GetProperty("subject").GetString(), read.Subject);
            Assert.Equal(read.Text.ReplaceLineEndings(), (await File.ReadAllTextAsync(mail.GetProperty("txt").GetString()!, Stop)).ReplaceLineEndings());
            Assert.Equal(read.Html.ReplaceLineEndings(), (await File.ReadAllTextAsync(mail.GetProperty("html").GetString()!, Stop)).ReplaceLineEndings());
            Assert.Contains("Estimate: nothing was recorded before", read.Text, StringComparison.Ordinal);
        }
        Assert.Equal(3 * mails.Count, Directory.GetFiles(folder).Length);
        var first = Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllBytes);
        await house.Program.DoneAsync("preview", "--target", "SERT", "--out", folder);
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(first[file], File.ReadAllBytes(file)));
        Assert.Equal(rows, house.Rows());
    }

    [Fact]
    public async Task Where_a_file_cannot_take_its_place_it_says_so_and_leaves_what_was_there()
    {
        var folder = Path.Combine(house.Program.Folder, "taken");
        var mails = (await house.Program.JsonAsync("preview", "--target", "SERT", "--out", folder)).GetProperty("mails").EnumerateArray().ToList();
        var last = mails[^1].GetProperty("eml").GetString()!;
        File.Delete(last);
        Directory.CreateDirectory(last);
        var before = Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllBytes);

        var ended = await house.Program.CallAsync("preview", "--target", "SERT", "--out", folder, "--json");

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains("could not be written", Assert.Single(ended.Faults), StringComparison.Ordinal);
        Assert.Equal(before.Keys.Order(), Directory.GetFiles(folder).Order());
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Fact]
    public async Task Where_nothing_is_stored_it_says_what_to_do()
    {
        using var program = new TargetAlertsProcess(house.Upstream);

        var ended = await program.CallAsync("preview", "--target", "SERT", "--json");

        Assert.Equal(1, ended.Code);
        Assert.Contains("targetalerts check --target SERT", Assert.Single(ended.Faults), StringComparison.Ordinal);
        Assert.Equal((0, JsonValueKind.Null), (ended.Json.GetProperty("mails").GetArrayLength(), ended.Json.GetProperty("recordedSince").ValueKind));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
