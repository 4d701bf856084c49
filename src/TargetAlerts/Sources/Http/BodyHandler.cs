using System.Buffers;
using System.Net.Http.Headers;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// Reads the body to its end inside the attempt, so that the attempt's time-out covers it, with the cap held while it
/// decompresses (0.6 MB of gzip can become 600 MB), and refuses a 2xx that is not what was asked for.
/// </summary>
internal sealed class BodyHandler : DelegatingHandler
{
    public const int Cap = 32 * 1024 * 1024;

    private const int Piece = 1024 * 1024;

    public static readonly HttpRequestOptionsKey<BodyForm> Form = new("targetalerts.body");

    /// <summary>What the connector itself finds wrong with the body of a 2xx, or null.</summary>
    public static readonly HttpRequestOptionsKey<Func<byte[], string?>> Look = new("targetalerts.look");

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
            if (response.IsSuccessStatusCode && request.Options.TryGetValue(Look, out var look) && look(body) is { } found) throw new MalformedAnswerException(found);
            var type = response.Content.Headers.ContentType;
            var modified = response.Content.Headers.LastModified;
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body);
            response.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type.ToString());
            response.Content.Headers.LastModified = modified;
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
        // Pooled pieces, joined once: a buffer that doubles would leave twice the body behind with every answer that is too large.
        var pieces = new List<byte[]>();
        var length = 0;
        try
        {
            for (var read = Piece; read == Piece; length += read)
            {
                pieces.Add(ArrayPool<byte>.Shared.Rent(Piece));
                read = await stream.ReadAtLeastAsync(pieces[^1].AsMemory(0, Piece), Piece, throwOnEndOfStream: false, cancellationToken);
                if (length + read > Cap) throw new SourceUnavailableException($"an answer is larger than {Cap / 1024 / 1024} MiB");
            }
            var body = new byte[length];
            for (var at = 0; at < pieces.Count; at++) pieces[at].AsSpan(0, Math.Min(Piece, length - at * Piece)).CopyTo(body.AsSpan(at * Piece));
            return body;
        }
        catch (InvalidDataException error)
        {
            throw new MalformedAnswerException($"the answer's compression is broken ({error.Message})");
        }
        finally
        {
            foreach (var piece in pieces) ArrayPool<byte>.Shared.Return(piece);
        }
    }
}

/// <summary>A 2xx whose body is not what was asked for: worth another try, never a success.</summary>
internal sealed class MalformedAnswerException(string fault) : HttpRequestException(fault);
