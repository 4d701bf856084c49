using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web;

/// <summary>The POST of RFC 8058, as a mail provider's server sends it.</summary>
public sealed class OneClickTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("urlencoded")]
    [InlineData("multipart")]
    public async Task It_unsubscribes_once_without_a_cookie_however_often_it_comes(string encoding)
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(id));

        for (var time = 0; time < 2; time++)
        {
            using var content = Body(encoding, "List-Unsubscribe", "One-Click");
            using var answer = await web.Robot.PostAsync(path, content, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(AlertState.Left, (await web.House.AlertAsync(id, Token)).State);
        Assert.Equal(1, await web.House.AuditAsync("left", id, Token));
    }

    [Fact]
    public async Task Twenty_at_once_are_one_transition()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(id));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var content = Body("urlencoded", "List-Unsubscribe", "One-Click");
            using var answer = await web.Robot.PostAsync(path, content, Token);
            return answer.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, await web.House.AuditAsync("left", id, Token));
    }

    [Theory]
    [InlineData("", "application/x-www-form-urlencoded", 400)]
    [InlineData("List-Unsubscribe=Two-Click", "application/x-www-form-urlencoded", 400)]
    [InlineData("no parts", "multipart/form-data; boundary=x", 400)]
    [InlineData("{}", "application/json", 415)]
    [InlineData("List-Unsubscribe=One-Click&x=", "application/x-www-form-urlencoded", 413)]
    public async Task Any_other_body_is_refused_and_changes_nothing(string body, string type, int status)
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));
        var before = await web.House.StateAsync(Token);
        if (status == 413) body += new string('x', 4096);

        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await web.Robot.SendAsync(request, Token);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.Equal(before, await web.House.StateAsync(Token));
    }

    [Fact]
    public async Task A_removed_alert_still_answers_that_no_mail_comes()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        await web.House.Desk.RemoveAsync(id, Token);
        using var content = Body("urlencoded", "List-Unsubscribe", "One-Click");

        using var answer = await web.Robot.PostAsync(RunningWeb.PathOf(web.House.Links.Unsubscribe(id)), content, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(AlertState.Removed, (await web.House.AlertAsync(id, Token)).State);
    }

    private static HttpContent Body(string encoding, string name, string value) => encoding == "multipart"
        ? new MultipartFormDataContent { { new StringContent(value), name } }
        : new FormUrlEncodedContent([new(name, value)]);
}
