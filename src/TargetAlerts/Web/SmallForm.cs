using Microsoft.AspNetCore.Http.Features;

namespace TargetAlerts.Web;

/// <summary>Reads a posted form of at most 4 KiB (16 KiB where an alert is set), urlencoded or multipart; whatever its header says about its length.</summary>
internal static class SmallForm
{
    public const int Button = 4 * 1024;
    public const int Whole = 16 * 1024;

    private static FormOptions Options(int limit) => new()
    {
        BufferBodyLengthLimit = limit,
        MemoryBufferThreshold = limit,
        MultipartBodyLengthLimit = limit,
        KeyLengthLimit = limit,
        ValueLengthLimit = limit,
        ValueCountLimit = limit / 128,
        MultipartHeadersCountLimit = 8,
        MultipartHeadersLengthLimit = 1024,
    };

    /// <summary>The form, or null with the status to answer.</summary>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpContext http, CancellationToken cancellationToken, int limit = Button)
    {
        if (http.Request.ContentLength > limit) return (null, StatusCodes.Status413PayloadTooLarge);
        if (!http.Request.HasFormContentType) return (null, StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        try
        {
            return (await http.Request.ReadFormAsync(Options(limit), cancellationToken), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, refused.StatusCode);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
