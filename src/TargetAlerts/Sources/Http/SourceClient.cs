using System.Net;
using Polly.Timeout;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// What a connector asks its source with. Pace, time-outs, retries, caps and identification lie below it
/// (<see cref="SourceHttp"/>). 2xx, 3xx, 400, 404 and 410 come back for the connector to read; all else ends as
/// <see cref="SourceUnavailableException"/>.
/// </summary>
public sealed class SourceClient(HttpClient http, SourceAccess access, IPace pace, TimeProvider time)
{
    public SourceAccess Access => access;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How far the source's clock is ahead of ours, by its last answer; null before the first.</summary>
    public TimeSpan? ClockApart { get; private set; }

    public Task<SourceAnswer> GetAsync(string path, BodyForm form, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(access.BaseUrl, path)), form, cancellationToken);

    public Task<SourceAnswer> PostAsync(string path, string formBody, BodyForm form, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(access.BaseUrl, path))
        {
            Content = new StringContent(formBody, null, "application/x-www-form-urlencoded"),
        }, form, cancellationToken);

    public Task<SourceAnswer> PostJsonAsync(string path, string json, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(access.BaseUrl, path))
        {
            Content = new StringContent(json, null, "application/json"),
        }, BodyForm.Json, cancellationToken);

    /// <summary>A request of the connector's own making: another address, conditions, an Accept header.</summary>
    public Task<SourceAnswer> SendAsync(HttpRequestMessage request, BodyForm form, CancellationToken cancellationToken) => SendAsync(() => request, form, cancellationToken);

    private async Task<SourceAnswer> SendAsync(Func<HttpRequestMessage> build, BodyForm form, CancellationToken cancellationToken)
    {
        using var request = build();
        request.Options.Set(BodyHandler.Form, form);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.Headers.Date is { } theirs) ClockApart = theirs - Now;
            var answer = new SourceAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.Location)
            {
                Headers = Headers(response),
                Key = access.Options.ApiKey,
            };
            return answer.Ok || (int)answer.Status is (>= 300 and < 400) or 400 or 404 or 410 ? answer : throw await RefusedAsync(request, response, answer, cancellationToken);
        }
        catch (TimeoutRejectedException error)
        {
            throw new SourceUnavailableException($"no whole answer within {access.Options.Timeout.TotalSeconds:0.#} s", error);
        }
        catch (MalformedAnswerException error)
        {
            throw new SourceUnavailableException(error.Message, error);
        }
        catch (HttpRequestException error) when (error.InnerException is SourceUnavailableException refused)
        {
            throw new SourceUnavailableException(refused.Message, error);
        }
        catch (HttpRequestException error)
        {
            throw new SourceUnavailableException($"the connection failed ({error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "its name could not be resolved",
                HttpRequestError.SecureConnectionError => "no trusted TLS connection",
                HttpRequestError.ConnectionError => "it could not be reached",
                HttpRequestError.ResponseEnded => "the answer broke off",
                _ => "the answer broke off or could not be read",
            }})", error);
        }
        catch (IOException error)
        {
            throw new SourceUnavailableException("the answer broke off", error);
        }
    }

    private async Task<SourceUnavailableException> RefusedAsync(HttpRequestMessage request, HttpResponseMessage response, SourceAnswer answer, CancellationToken cancellationToken)
    {
        var said = answer.ContentType == "text/html" || answer.Body.Length == 0 ? "" : $" “{answer.Excerpt}”";
        var reason = $"the source answered {(int)answer.Status} {Words(answer.Status)}{said}";
        var until = SourceHttp.RetryAfter(response, time);
        if (until is not null) await pace.HoldAsync(PacingHandler.GroupOf(request, access), until.Value, reason, cancellationToken);
        return new SourceUnavailableException(reason) { NotBefore = until, Status = answer.Status };
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return headers;
    }

    private static string Words(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => "too many requests",
        HttpStatusCode.ServiceUnavailable => "service unavailable",
        HttpStatusCode.InternalServerError => "server error",
        HttpStatusCode.Forbidden => "forbidden",
        HttpStatusCode.Unauthorized => "unauthorized: is the ApiKey right?",
        _ => status.ToString(),
    };
}
