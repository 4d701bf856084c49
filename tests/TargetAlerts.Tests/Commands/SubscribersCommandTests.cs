namespace TargetAlerts.Tests.Commands;

public sealed class SubscribersCommandTests(CommandHouse house) : IClassFixture<CommandHouse>
{
    [Fact]
    public async Task What_is_stored_is_exported_erased_only_on_a_word_and_then_unknown()
    {
        var exported = await house.Program.JsonAsync("subscribers", "export", "--email", "ADA@example.org");
        Assert.Equal("ada@example.org", exported.GetProperty("address").GetString());
        Assert.Equal(house.Alert, Assert.Single(exported.GetProperty("alerts").EnumerateArray().ToList()).GetProperty("id").GetString());

        var rows = house.Rows();
        var refused = await house.Program.CallAsync("subscribers", "erase", "--email", "ada@example.org");
        Assert.Equal((1, ""), (refused.Code, refused.Out));
        Assert.StartsWith("Not erased: this would remove 1 alerts, 0 digests, 0 messages and 0 ledger rows of a…@example.org", Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.Equal(rows, house.Rows());

        Assert.Equal("erased", (await house.Program.JsonAsync("subscribers", "erase", "--email", "ada@example.org", "--yes")).GetProperty("state").GetString());

        Assert.DoesNotContain(house.Rows(), row => row.Contains("ada@example.org", StringComparison.OrdinalIgnoreCase) || row.Contains(house.Alert, StringComparison.Ordinal));
        foreach (var verb in new[] { "export", "erase" })
        {
            var unknown = await house.Program.CallAsync("subscribers", verb, "--email", "ada@example.org");
            Assert.Equal((2, "Nothing is stored about this address."), (unknown.Code, Assert.Single(unknown.Faults)));
        }
    }
}
