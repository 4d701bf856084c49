using Microsoft.AspNetCore.Http.Features;

namespace TargetAlerts.Web;

/// <summary>Reads a posted form of at most 4 KiB, urlencoded or multipart; whatever its header says about its length.</summary>
internal static class SmallForm
{
    private const int Limit = 4096;

    private static readonly FormOptions Options = new()
    {
        BufferBodyLengthLimit = Limit,
        MemoryBufferThreshold = Limit,
        MultipartBodyLengthLimit = Limit,
        KeyLengthLimit = Limit,
        ValueLengthLimit = Limit,
        ValueCountLimit = 16,
        MultipartHeadersCountLimit = 8,
        MultipartHeadersLengthLimit = 1024,
    };

    /// <summary>The form, or null with the status to answer.</summary>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength > Limit) return (null, StatusCodes.Status413PayloadTooLarge);
        if (!http.Request.HasFormContentType) return (null, StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Limit;
        try
        {
            return (await http.Request.ReadFormAsync(Options, cancellationToken), StatusCodes.Status200OK);
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
