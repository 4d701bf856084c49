using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace TargetAlerts.Tests.Web;

/// <summary>A flood of sign-ups through the form, from whatever networks, while somebody reads the other pages.</summary>
internal sealed partial class SignUpFlood(ServedPages pages)
{
    private const int AtOnce = 8, BetweenReads = 10;

    private static readonly string[] Read = ["/", "/targets/SERT", "/alert", "/help", "/style.css", "/health/ready"];

    private readonly ConcurrentDictionary<string, int> _accepted = [];
    private (string Cookie, string Ticket)? _form;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sign-ups that were taken, by the network they came from as the proxy says.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    public int Refused { get; private set; }

    /// <summary>Pages asked for meanwhile, and those that came as they should.</summary>
    public (int Asked, int Came) Reads { get; private set; }

    /// <summary>The answers of sign-ups that were taken: one, whoever it was.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = [];

    /// <param name="from">The network by the number of the sign-up, as X-Forwarded-For has it.</param>
    /// <param name="address">The address by the same.</param>
    public async Task RunAsync(int count, Func<int, string> from, Func<int, string> address)
    {
        _form ??= await FormAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (number, _) =>
        {
            var status = await SignUpAsync(from(number), address(number));
            lock (_accepted)
            {
                if (status == HttpStatusCode.OK) _accepted[from(number)] = _accepted.GetValueOrDefault(from(number)) + 1;
                else Refused++;
            }
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}");
            if (number % BetweenReads == 0) await ReadAsync(Read[number / BetweenReads % Read.Length]);
        });
    }

    public async Task<HttpStatusCode> SignUpAsync(string from, string address)
    {
        var (cookie, ticket) = _form ??= await FormAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alert")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = address, ["target"] = "SERT", ["do"] = "set", ["__RequestVerificationToken"] = ticket }),
        };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await pages.Client.SendAsync(request, Stop);
        if (answer.StatusCode == HttpStatusCode.OK) Answers.AddOrUpdate(await answer.Content.ReadAsStringAsync(Stop), 1, (_, times) => times + 1);
        return answer.StatusCode;
    }

    private async Task ReadAsync(string page)
    {
        using var answer = await pages.Client.GetAsync(page, Stop);
        lock (_accepted) Reads = (Reads.Asked + 1, Reads.Came + (answer.StatusCode == HttpStatusCode.OK ? 1 : 0));
    }

    private async Task<(string, string)> FormAsync()
    {
        using var shown = await pages.Client.GetAsync("/alert", Stop);
        return (shown.Headers.GetValues("Set-Cookie").First().Split(';')[0], Ticket().Match(await shown.Content.ReadAsStringAsync(Stop)).Groups[1].Value);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();
}
