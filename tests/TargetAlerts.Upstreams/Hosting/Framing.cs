using System.IO.Compression;
using System.Text;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>Puts an answer on the wire, spoiled where a fault says so.</summary>
internal sealed class Framing(HttpContext context, CancellationToken stopping)
{
    private const int Pieces = 32;

    private bool GzipAsked => context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    public async Task SendAsync(Answer answer, Fault? fault)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await SendAsync(answer, fault, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task SendAsync(Answer answer, Fault? fault, CancellationToken cancellationToken)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Silence:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return;
            case FaultKind.HugeGzip:
                await SpoiledBodies.SendHugeAsync(context.Response, answer, cancellationToken);
                return;
            case FaultKind.Status:
                if (fault.RetryAfter is { } wait)
                    context.Response.Headers.RetryAfter = $"{(int)wait.TotalSeconds}";
                answer = SpoiledBodies.Status(fault.Status);
                break;
            case FaultKind.Html or FaultKind.PrologOnly or FaultKind.DeepNesting:
                answer = SpoiledBodies.Of(fault.Kind, answer);
                break;
        }
        await WriteAsync(answer, fault, cancellationToken);
    }

    private async Task WriteAsync(Answer answer, Fault? fault, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        var body = Encoding.UTF8.GetBytes(answer.Body);
        if (fault?.Kind == FaultKind.CutBody || (fault?.Kind == FaultKind.CutGzip && !GzipAsked))
            body = body[..(body.Length / 2)];
        if (fault is { Kind: FaultKind.Rewritten or FaultKind.Status, Rewrite: { } rewrite })
            body = rewrite(body);
        if (GzipAsked && body.Length > 0)
        {
            body = Gzip(body);
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
        }
        if (fault?.Kind == FaultKind.CutGzip && GzipAsked)
            body = body[..(body.Length / 2)];
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        response.ContentLength = body.Length;
        if (fault?.Kind == FaultKind.SlowBody)
            await CrawlAsync(body, fault.Pause, cancellationToken);
        else if (fault?.Kind == FaultKind.TruncatedBody)
            await BreakOffAsync(body, cancellationToken);
        else
            await response.Body.WriteAsync(body, cancellationToken);
    }

    private async Task CrawlAsync(byte[] body, TimeSpan pause, CancellationToken cancellationToken)
    {
        foreach (var piece in body.Chunk(Math.Max(1, body.Length / Pieces)))
        {
            await context.Response.Body.WriteAsync(piece, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            await Task.Delay(pause, cancellationToken);
        }
    }

    private async Task BreakOffAsync(byte[] body, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
        context.Abort();
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }
}
