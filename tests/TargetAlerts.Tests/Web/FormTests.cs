using System.Net;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web;

/// <summary>The buttons of the pages, and who may press them.</summary>
public sealed class FormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mailed_link_and_its_button_confirm_and_may_be_pressed_again()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token, confirmed: false);
        var link = web.House.Mails.Single().Text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        var path = RunningWeb.PathOf(link);

        var (status, page) = await web.PressAsync(path, "Confirm this alert", Token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Your alert is confirmed", page, StringComparison.Ordinal);
        Assert.Contains("Your alert is confirmed", await web.Browser.GetStringAsync(path, Token), StringComparison.Ordinal);
        var alert = await web.House.AlertAsync(id, Token);
        Assert.Equal((AlertState.Active, ConfirmationMail.Consent, web.House.Time.GetUtcNow()), (alert.State, alert.Consent, alert.ConfirmedAt));
    }

    [Fact]
    public async Task Unsubscribing_by_the_button_can_be_undone_on_the_same_page()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(id));

        var (_, left) = await web.PressAsync(path, "Unsubscribe", Token);
        Assert.Equal(AlertState.Left, (await web.House.AlertAsync(id, Token)).State);
        var (_, back) = await web.PressAsync(path, "Subscribe again", Token);

        Assert.Contains(">Subscribe again</button>", left, StringComparison.Ordinal);
        Assert.Contains("You are subscribed again", back, StringComparison.Ordinal);
        Assert.Equal(AlertState.Active, (await web.House.AlertAsync(id, Token)).State);
    }

    [Fact]
    public async Task A_manage_link_is_mailed_three_times_a_day_and_the_answer_does_not_tell()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));
        var answers = new HashSet<string>();

        for (var time = 0; time < 5; time++)
        {
            var (status, page) = await web.PressAsync(path, "Send me a manage link", Token);
            Assert.Equal(HttpStatusCode.OK, status);
            answers.Add(page[page.IndexOf("role=\"status\"", StringComparison.Ordinal)..page.IndexOf("<form", StringComparison.Ordinal)]);
        }

        Assert.Single(answers);
        Assert.Equal(3, web.House.Mails.Count);
        Assert.Contains("/manage\n", web.House.Mails[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manage_page_pauses_resumes_and_leaves()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Manage(id));
        var states = new List<AlertState>();

        foreach (var label in new[] { "Pause", "Resume", "Unsubscribe", "Subscribe again" })
        {
            await web.PressAsync(path, label, Token);
            states.Add((await web.House.AlertAsync(id, Token)).State);
        }

        Assert.Equal([AlertState.Paused, AlertState.Active, AlertState.Left, AlertState.Active], states);
        Assert.Contains("weekly, Monday, 08:00, UTC", await web.Browser.GetStringAsync(path, Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no ticket")]
    [InlineData("no cookie")]
    [InlineData("cross-site")]
    [InlineData("other origin")]
    [InlineData("null origin")]
    public async Task A_form_that_is_not_ours_changes_nothing_and_offers_the_button_again(string fault)
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Manage(id));
        var page = await web.Browser.GetStringAsync(path, Token);
        var ticket = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (fault == "cross-site") request.Headers.Add("Sec-Fetch-Site", "cross-site");
        if (fault == "other origin") request.Headers.Add("Origin", "https://evil.example");
        if (fault == "null origin") request.Headers.Add("Origin", "null");
        request.Content = new FormUrlEncodedContent([new("do", "pause"), new("__RequestVerificationToken", fault == "no ticket" ? "" : ticket)]);

        using var answer = await (fault == "no cookie" ? web.Robot : web.Browser).SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Please press the button again", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(AlertState.Active, (await web.House.AlertAsync(id, Token)).State);
    }

    [Fact]
    public async Task The_keys_of_open_forms_are_kept_in_the_database_for_every_node()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Manage(await web.House.NewAlertAsync(Token)));
        await web.Browser.GetStringAsync(path, Token);

        var keys = new TargetAlerts.Storage.FormKeyStore(web.House.Database).GetAllElements();

        Assert.Equal("key", Assert.Single(keys).Name.LocalName);
    }

    [Fact]
    public async Task No_log_line_holds_a_token_or_an_address()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));
        await web.PressAsync(path, "Send me a manage link", Token);
        await web.PressAsync(path, "Unsubscribe", Token);
        await web.Robot.GetAsync(path + "x", Token);

        var token = path.Split('/')[2];

        Assert.DoesNotContain(web.Logs, line => line.Contains(token, StringComparison.Ordinal) || line.Contains("ada@", StringComparison.OrdinalIgnoreCase));
    }
}
