using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

public sealed class ConfirmationMailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_carries_one_link_and_no_word_of_the_requester()
    {
        await using var house = new AlertHouse("https://alerts.example.org/ta");

        await house.Desk.AddAsync(new AlertRequest { Emails = ["Ada@example.org"], Targets = ["sert"], Terms = ["BUYNOW"], NotTerms = ["VISITUS"] }, Token);

        var mail = Assert.Single(house.Mails);
        Assert.Equal("Ada@example.org", mail.Address);
        Assert.Equal("Please confirm your alert for SERT", mail.Subject);
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            Assert.Contains("https://alerts.example.org/ta/a/", body, StringComparison.Ordinal);
            Assert.DoesNotContain("BUYNOW", body, StringComparison.Ordinal);
            Assert.DoesNotContain("VISITUS", body, StringComparison.Ordinal);
            Assert.DoesNotContain("ada", body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task An_address_gets_one_in_24_hours_and_three_in_30_days_and_the_answer_does_not_tell()
    {
        await using var house = new AlertHouse();
        var sent = new List<int>();
        for (var step = 0; step < 62; step++)
        {
            var answer = await house.Desk.AddAsync(new AlertRequest { Emails = [step % 2 == 0 ? "ada@example.org" : "ADA@example.org"], Targets = ["SERT"] }, Token);
            Assert.Equal("pending", answer.Single().State);
            sent.Add(house.Mails.Count);
            house.Time.Advance(TimeSpan.FromHours(12));
        }

        Assert.Equal([1, 1, 2, 2, 3, 3, 3], sent.Take(7));
        Assert.Equal((3, 4), (sent[58], sent[61]));
    }

    [Fact]
    public async Task What_nobody_confirmed_vanishes_after_seven_days_with_its_address_and_its_mail()
    {
        await using var house = new AlertHouse();
        await house.NewAlertAsync(Token, "bob@example.org");
        await house.NewAlertAsync(Token, confirmed: false);
        house.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await house.SignUps.ForgetUnconfirmedAsync(Token));
        house.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await house.SignUps.ForgetUnconfirmedAsync(Token));

        var state = await house.StateAsync(Token);
        Assert.DoesNotContain("ada@example.org", state, StringComparison.Ordinal);
        Assert.Contains("bob@example.org", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_held_back_leaves_when_the_limit_allows_and_only_once()
    {
        await using var house = new AlertHouse();
        await house.NewAlertAsync(Token, confirmed: false);
        var second = await house.NewAlertAsync(Token, confirmed: false);

        await house.SignUps.SendWithheldAsync(Token);
        Assert.Single(house.Mails);
        house.Time.Advance(TimeSpan.FromHours(24));
        await house.SignUps.SendWithheldAsync(Token);
        house.Time.Advance(TimeSpan.FromHours(24));
        await house.SignUps.SendWithheldAsync(Token);

        Assert.Equal(2, house.Mails.Count);
        Assert.Equal(second, house.Mails[1].AlertId);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_queued_leaves_no_alert()
    {
        await using var house = new AlertHouse();
        house.OutboxIsFull = true;

        await Assert.ThrowsAsync<IOException>(() => house.NewAlertAsync(Token, confirmed: false));

        Assert.Empty(await house.Alerts.ListAsync(Token));
    }
}
