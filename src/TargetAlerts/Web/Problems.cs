using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace TargetAlerts.Web;

/// <summary>Errors for programs: problem+json (RFC 9457) where JSON is asked for rather than a page.</summary>
internal static class Problems
{
    public static bool AreWanted(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return true;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return false;
        double Best(Func<MediaTypeHeaderValue, bool> isOne) => accepted.Where(isOne).Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Best(one => one.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || one.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            > Best(one => one.MediaType.Value is "text/html" or "application/xhtml+xml" or "text/*");
    }

    public static IResult Of(int status, string? detail = null) => Results.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status));
}

/// <summary>A page for a person, a problem for a program.</summary>
internal sealed class PageOrProblem(int status, string? detail, IResult page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        (Problems.AreWanted(httpContext.Request) ? Problems.Of(status, detail) : page).ExecuteAsync(httpContext);
}
