using System.Net.Http.Headers;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// Reads the body to its end inside the attempt, so that the attempt's time-out covers it, with the cap held while it
/// decompresses (0.6 MB of gzip can become 600 MB), and refuses a 2xx that is not what was asked for.
/// </summary>
internal sealed class BodyHandler : DelegatingHandler
{
    public const int Cap = 32 * 1024 * 1024;

    public static readonly HttpRequestOptionsKey<BodyForm> Form = new("targetalerts.body");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        KillPoints.Reach(KillPoints.FetchBeforeRequest);
        var response = await base.SendAsync(request, cancellationToken);
        KillPoints.Reach(KillPoints.FetchAnswerBegun);
        try
        {
            var body = await ReadAsync(response.Content, cancellationToken);
            KillPoints.Reach(KillPoints.FetchAnswerRead);
            if (response.IsSuccessStatusCode && request.Options.TryGetValue(Form, out var form) && BodyForms.Fault(body, form) is { } fault)
            {
                throw new MalformedAnswerException(fault);
            }
            var type = response.Content.Headers.ContentType;
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body);
            response.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type.ToString());
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (body.Length + read > Cap) throw new SourceUnavailableException($"an answer is larger than {Cap / 1024 / 1024} MiB");
                body.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException error)
        {
            throw new MalformedAnswerException($"the answer's compression is broken ({error.Message})");
        }
        return body.ToArray();
    }
}

/// <summary>A 2xx whose body is not what was asked for: worth another try, never a success.</summary>
internal sealed class MalformedAnswerException(string fault) : HttpRequestException(fault);
