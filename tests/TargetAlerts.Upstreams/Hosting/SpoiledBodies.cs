using System.IO.Compression;
using System.Text;
using TargetAlerts.Upstreams.Faults;

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

    /// <summary>The right answer with 600 MB of blank space inside its root, packed as gzip members that follow one another.</summary>
    public static async Task SendHugeAsync(HttpResponse response, Answer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.ContentEncoding = "gzip";
        var gap = Math.Max(0, IsXml(answer) ? answer.Body.LastIndexOf("</", StringComparison.Ordinal) : answer.Body.IndexOf('{') + 1);
        await response.Body.WriteAsync(Pack(Encoding.UTF8.GetBytes(answer.Body[..gap])), cancellationToken);
        for (var member = 0; member < HugeMembers; member++)
            await response.Body.WriteAsync(Blank.Value, cancellationToken);
        await response.Body.WriteAsync(Pack(Encoding.UTF8.GetBytes(answer.Body[gap..])), cancellationToken);
    }

    private static bool IsXml(Answer answer) => answer.ContentType.Contains("xml", StringComparison.Ordinal);

    private static string Prolog(Answer answer) => IsXml(answer) ? answer.Body[..Root(answer.Body)] : "\n";

    private static string Nested(Answer answer)
    {
        if (!IsXml(answer))
        {
            var member = answer.Body.Contains("esearchresult", StringComparison.Ordinal) ? "esearchresult" : "studies";
            return $"{{\"{member}\":{new string('[', Levels)}{new string(']', Levels)}}}";
        }
        var body = new StringBuilder(answer.Body[..Root(answer.Body)]);
        for (var level = 0; level < Levels; level++)
            body.Append("<a>");
        for (var level = 0; level < Levels; level++)
            body.Append("</a>");
        return body.ToString();
    }

    private static int Root(string xml)
    {
        for (var at = 0; at + 1 < xml.Length; at++)
        {
            if (xml[at] == '<' && char.IsLetter(xml[at + 1]))
                return at;
        }
        return 0;
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }
}
