using System.Security.Cryptography;

namespace TargetAlerts.Web;

/// <summary>The one style sheet; its address changes with its content, so browsers may keep it.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Content = Read();

    public static string Path { get; } = $"/style.css?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..8]}";

    public static IResult Serve(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("TargetAlerts.Web.style.css")
            ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
