using System.Net;
using System.Text.RegularExpressions;

namespace TargetAlerts.Tests.Web;

/// <summary>Opens a page and sends its form with the given fields, as a browser without script does.</summary>
internal static partial class PageForm
{
    public static async Task<(HttpStatusCode Status, string Page)> SendAsync(this ServedPages pages, string path, params (string Name, string Value)[] fields)
    {
        var stop = TestContext.Current.CancellationToken;
        using var shown = await pages.Client.GetAsync(path, stop);
        var ticket = Ticket().Match(await shown.Content.ReadAsStringAsync(stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", ticket))),
        };
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        using var answer = await pages.Client.SendAsync(request, stop);
        return (answer.StatusCode, WebUtility.HtmlDecode(Ticket().Replace(await answer.Content.ReadAsStringAsync(stop), "")));
    }

    /// <summary>What the form on a page would send if its button were pressed as it is: ticked boxes, chosen options, typed texts.</summary>
    public static (string Name, string Value)[] Filled(string page)
    {
        var inputs = Input().Matches(page).Select(match => match.Value).Where(input => Attribute(input, "name") is { Length: > 0 } and not "__RequestVerificationToken")
            .Where(input => Attribute(input, "type") is not ("checkbox" or "radio") || input.Contains(" checked", StringComparison.Ordinal)).Select(input => (Attribute(input, "name"), Attribute(input, "value")));
        var selects = Select().Matches(page).Select(match => (match.Groups[1].Value, Option().Matches(match.Groups[2].Value).Select(option => option.Value).ToList()))
            .Select(select => (select.Item1, Attribute(select.Item2.FirstOrDefault(option => option.Contains(" selected", StringComparison.Ordinal)) ?? select.Item2[0], "value")));
        return [.. inputs.Concat(selects)];
    }

    private static string Attribute(string element, string name) => WebUtility.HtmlDecode(Regex.Match(element, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select[^>]* name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();
}
