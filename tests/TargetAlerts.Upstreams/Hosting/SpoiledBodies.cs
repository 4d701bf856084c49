using System.IO.Compression;
using System.Text;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>Bodies that no source should send.</summary>
internal static class SpoiledBodies
{
    private const int Levels = 100_000;
    private const int HugeMembers = 60;
    private const int MemberSize = 10_000_000;

    private static readonly Lazy<byte[]> Blank = new(() => Pack(Enumerable.Repeat((byte)' ', MemberSize).ToArray()));

    public static Answer Status(int status) => new(status, "text/html; charset=UTF-8",
        $"<html><head><title>WWW Error {status} Diagnostic</title></head><body><h1>Server Error</h1><p>Made by a stand-in.</p></body></html>");

    public static Answer Of(FaultKind kind, Answer answer) => kind switch
    {
        FaultKind.Html => Status(500) with { Status = 200 },
        FaultKind.DeepNesting => answer with { Status = 200, Body = Nested(answer) },
        _ => answer with { Status = 200, Body = Prolog(answer) },
    };

    /// <summary>Gzip members follow one another: a start, much blank space, and never an end.</summary>
    public static async Task SendHugeAsync(HttpResponse response, string contentType, CancellationToken cancellationToken)
    {
        response.ContentType = contentType;
        response.Headers.ContentEncoding = "gzip";
        var start = contentType.Contains("xml", StringComparison.Ordinal) ? EFetch.Prolog + "<PubmedArticleSet>" : "{";
        await response.Body.WriteAsync(Pack(Encoding.UTF8.GetBytes(start)), cancellationToken);
        for (var member = 0; member < HugeMembers; member++)
            await response.Body.WriteAsync(Blank.Value, cancellationToken);
        var end = contentType.Contains("xml", StringComparison.Ordinal) ? "</PubmedArticleSet>" : "\"studies\":[]}";
        await response.Body.WriteAsync(Pack(Encoding.UTF8.GetBytes(end)), cancellationToken);
    }

    private static bool IsXml(Answer answer) => answer.ContentType.Contains("xml", StringComparison.Ordinal);

    private static string Prolog(Answer answer)
    {
        var root = answer.Body.IndexOf("<PubmedArticleSet>", StringComparison.Ordinal);
        if (root < 0)
            root = answer.Body.IndexOf("<eSearchResult>", StringComparison.Ordinal);
        return IsXml(answer) ? root < 0 ? ESearchXml.Prolog : answer.Body[..root] : "\n";
    }

    private static string Nested(Answer answer)
    {
        if (!IsXml(answer))
            return "{\"studies\":" + new string('[', Levels) + new string(']', Levels) + "}";
        var body = new StringBuilder(EFetch.Prolog).Append("<PubmedArticleSet>");
        for (var level = 0; level < Levels; level++)
            body.Append("<a>");
        for (var level = 0; level < Levels; level++)
            body.Append("</a>");
        return body.Append("</PubmedArticleSet>").ToString();
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }
}
