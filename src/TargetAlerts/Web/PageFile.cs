using System.Security.Cryptography;

namespace TargetAlerts.Web;

/// <summary>A file that pages link to; its address changes with its content, so browsers may keep it.</summary>
internal sealed class PageFile
{
    private readonly byte[] _content;
    private readonly string _type;

    private PageFile(string name, string type)
    {
        (_content, _type) = (Read(name), type);
        Route = "/" + name;
        Path = $"{Route}?v={Convert.ToHexStringLower(SHA256.HashData(_content))[..8]}";
    }

    /// <summary>The one style sheet.</summary>
    public static PageFile Style { get; } = new("style.css", "text/css; charset=utf-8");

    /// <summary>Fills in the reader's time zone; the page works without.</summary>
    public static PageFile TimeZone { get; } = new("time-zone.js", "text/javascript; charset=utf-8");

    public string Route { get; }

    /// <summary>Where pages find it, after the path base.</summary>
    public string Path { get; }

    public IResult Serve(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(_content, _type);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream("TargetAlerts.Web." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
