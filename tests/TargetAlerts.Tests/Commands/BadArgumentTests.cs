namespace TargetAlerts.Tests.Commands;

public sealed class BadArgumentTests(CommandHouse house) : IClassFixture<CommandHouse>
{
    [Theory]
    [InlineData("chekc", "'chekc'")]
    [InlineData("check --fulll", "'--fulll'")]
    [InlineData("alerts", "Required command")]
    [InlineData("check --target NOPE", "Unknown target \"NOPE\". Known: SERT.")]
    [InlineData("check --source embase", "Unknown source \"embase\". Known: pubmed, clinicaltrials.")]
    [InlineData("sources test embase", "Unknown source \"embase\"")]
    [InlineData("targets show NOPE", "Unknown target \"NOPE\"")]
    [InlineData("alerts add --target SERT", "--email")]
    [InlineData("alerts add --email bob@example.org", "--target")]
    [InlineData("alerts add --email bob@example.org --target NOPE", "Unknown target \"NOPE\"; known: SERT.")]
    [InlineData("alerts add --email bob --target SERT", "The address \"bob\" cannot be used")]
    [InlineData("alerts add --email bob@example.org --email bob@ --target SERT", "The address \"bob@\" cannot be used")]
    [InlineData("alerts add --email bob@example.org --target SERT --source embase", "Unknown source \"embase\"; allowed: pubmed, clinicaltrials")]
    [InlineData("alerts add --email bob@example.org --target SERT --kind paper", "Unknown kind \"paper\"; allowed: publication")]
    [InlineData("alerts add --email bob@example.org --target SERT --severity medium", "Unknown severity \"medium\"; allowed: low, normal, high")]
    [InlineData("alerts add --email bob@example.org --target SERT --frequency hourly", "Unknown frequency \"hourly\"; allowed: daily, weekly")]
    [InlineData("alerts add --email bob@example.org --target SERT --day noday", "Unknown weekday \"noday\"; allowed: mon")]
    [InlineData("alerts add --email bob@example.org --target SERT --time-zone Mars/Olympus", "Unknown time zone \"Mars/Olympus\"")]
    [InlineData("alerts add --email bob@example.org --target SERT --time-zone \"W. Europe Standard Time\"", "Unknown time zone \"W. Europe Standard Time\"")]
    [InlineData("preview", "A preview needs --target.")]
    [InlineData("preview --target NOPE", "Unknown target \"NOPE\"; known: SERT.")]
    [InlineData("preview --target SERT --days 0", "--days 0: must be 1 to 366.")]
    [InlineData("preview --target SERT --days many", "'many'")]
    [InlineData("preview --target SERT --kind paper", "Unknown kind \"paper\"; allowed: publication")]
    [InlineData("preview --target SERT --out config/targetalerts.json", "--out config/targetalerts.json: must be a folder that can be written")]
    [InlineData("alerts show nosuchalert", "Unknown alert \"nosuchalert\"")]
    [InlineData("digest --alert nosuchalert --now", "Unknown alert \"nosuchalert\"")]
    [InlineData("mail test", "'--to' is required")]
    [InlineData("mail test --to nobody", "\"nobody\" is not one plain e-mail address")]
    [InlineData("mail resend --digest nosuchdigest", "There is no digest nosuchdigest.")]
    [InlineData("check --set Mail:Port", "--set Mail:Port: must be KEY=VALUE.")]
    [InlineData("check --config nosuchfolder", "--config nosuchfolder: no such folder.")]
    public async Task A_wrong_argument_is_one_line_and_writes_nothing(string line, string said)
    {
        var rows = house.Rows();

        var ended = await house.Program.CallAsync(Words(line));

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains(said, Assert.Single(ended.Faults), StringComparison.Ordinal);
        Assert.Equal(rows, house.Rows());
        Assert.Empty(house.Program.Mails);
    }

    // Quotes hold words together, as in a shell.
    private static string[] Words(string line) => [.. line.Split('"').SelectMany((part, at) => at % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
