using System.Net;
using System.Text.RegularExpressions;

namespace TargetAlerts.Tests.Web;

/// <summary>Buttons pressed as a browser without script does: the page is opened, its form sent with its cookie.</summary>
internal static partial class Pressing
{
    /// <param name="button">A mark of the form's button: its label, or what is said instead of it.</param>
    public static async Task<(HttpStatusCode Status, string Page)> PressAsync(this ServedPages pages, string path, string button, CancellationToken cancellationToken)
    {
        using var shown = await pages.Client.GetAsync(path, cancellationToken);
        var page = await shown.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(shown.StatusCode == HttpStatusCode.OK, $"{path}: {shown.StatusCode}");
        var form = Form().Matches(page).First(match => match.Value.Contains(button, StringComparison.Ordinal)).Value;
        var action = Action().Match(form) is { Success: true } found ? found.Groups[1].Value : path;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(pages.Client.BaseAddress!, path), action))
        {
            Content = new FormUrlEncodedContent(Field().Matches(form).Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))),
        };
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        using var answer = await pages.Client.SendAsync(request, cancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancellationToken)));
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
