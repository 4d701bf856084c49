using System.Net;
using System.Text.RegularExpressions;
using TargetAlerts.Settings;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>A browser without script, with cookies; it presses buttons of forms that it was shown.</summary>
internal sealed partial class AdminBrowser : IAsyncDisposable
{
    public const string Name = "anna", Password = "a made-up password of enough letters";

    private static readonly string Kept = AdminPassword.Keep(Password);

    private readonly ServedPages _pages;

    private AdminBrowser(ServedPages pages)
    {
        _pages = pages;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = pages.Client.BaseAddress };
    }

    public HttpClient Client { get; }

    /// <summary>Of the same pages, without cookies.</summary>
    public HttpClient Stranger => _pages.Client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static void Configure(ServiceOptions options) => options.Web.Admin[Name] = Kept;

    public static async Task<AdminBrowser> OpenAsync(TestService service) => new(await service.ServeAsync());

    public static async Task<AdminBrowser> SignedInAsync(TestService service)
    {
        var browser = await OpenAsync(service);
        Assert.Equal("/admin", await browser.SignInAsync(Name, Password) is (HttpStatusCode.SeeOther, _, var to) ? to : "");
        return browser;
    }

    public Task<(HttpStatusCode Status, string Page, string? To)> SignInAsync(string name, string password, string path = "/admin/sign-in") =>
        PressAsync(path, "Sign in</button>", ("name", name), ("password", password));

    public Task<string> ReadAsync(string path) => Client.GetStringAsync(path, Stop);

    /// <summary>Opens a page and sends the form that holds the given piece of it, filled in further.</summary>
    public async Task<(HttpStatusCode Status, string Page, string? To)> PressAsync(string path, string piece, params (string Name, string? Value)[] fields)
    {
        var form = Assert.Single(Forms().Matches(await ReadAsync(path)), match => match.Value.Contains(piece, StringComparison.Ordinal)).Value;
        var values = Filled(form);
        foreach (var (name, value) in fields)
        {
            if (value is null) values.Remove(name);
            else values[name] = value;
        }
        var button = Buttons().Matches(form).FirstOrDefault(match => match.Value.Contains(piece, StringComparison.Ordinal));
        if (button is not null && Value(button.Value, "name") is { } pressed) values[pressed] = Value(button.Value, "value") ?? "";
        return await PostAsync(Value(form, "action") ?? path, values);
    }

    public async Task<(HttpStatusCode Status, string Page, string? To)> PostAsync(string path, IReadOnlyDictionary<string, string> values)
    {
        using var content = new FormUrlEncodedContent(values);
        using var answer = await Client.PostAsync(path, content, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop), answer.Headers.Location?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _pages.DisposeAsync();
    }

    private static Dictionary<string, string> Filled(string form)
    {
        var values = new Dictionary<string, string>();
        foreach (Match input in Inputs().Matches(form))
        {
            if (Value(input.Value, "name") is not { } name || (Value(input.Value, "type") is "checkbox" or "radio" && !input.Value.Contains(" checked", StringComparison.Ordinal))) continue;
            values[name] = Value(input.Value, "value") ?? "";
        }
        foreach (Match area in Areas().Matches(form)) values[Value(area.Value, "name")!] = WebUtility.HtmlDecode(area.Groups[1].Value);
        foreach (Match select in Selects().Matches(form))
        {
            var options = Options().Matches(select.Value).Select(match => match.Value).ToList();
            values[Value(select.Value, "name")!] = Value(options.Find(option => option.Contains(" selected", StringComparison.Ordinal)) ?? options[0], "value") ?? "";
        }
        return values;
    }

    private static string? Value(string tag, string attribute) =>
        Regex.Match(tag, $" {attribute}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<button.*?</button>", RegexOptions.Singleline)]
    private static partial Regex Buttons();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();
}
