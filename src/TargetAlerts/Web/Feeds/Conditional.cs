using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace TargetAlerts.Web.Feeds;

/// <summary>An answer that is not sent twice to who has it (RFC 9110 section 13): the entity tag decides, without one the date.</summary>
internal static class Conditional
{
    public static IResult Answer(HttpContext http, byte[] body, string type, DateTimeOffset modified)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"");
        // HTTP knows whole seconds.
        var date = DateTimeOffset.FromUnixTimeSeconds(modified.ToUnixTimeSeconds());
        var headers = http.Response.GetTypedHeaders();
        (headers.ETag, headers.LastModified) = (tag, date);
        if (Has(http.Request.GetTypedHeaders(), tag, date)) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(body, type);
    }

    private static bool Has(Microsoft.AspNetCore.Http.Headers.RequestHeaders asked, EntityTagHeaderValue tag, DateTimeOffset date) => asked.IfNoneMatch.Count > 0
        ? asked.IfNoneMatch.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false))
        : asked.IfModifiedSince >= date;
}
