using TargetAlerts.Settings;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>Stands before every page of an admin: a form is read within its limits and must be ours; a refusal is said in words.</summary>
internal sealed class AdminGate(FormGuard guard) : IEndpointFilter
{
    // A profile may have two hundred names, each a field.
    private const int Limit = 2 * SmallForm.Whole;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (HttpMethods.IsPost(http.Request.Method))
            {
                var (form, status) = await SmallForm.ReadAsync(http, http.RequestAborted, Limit);
                if (form is null) return WebEndpoints.Refused(status);
                if (!await guard.IsOursAsync(http)) return Fault(http, FormWords.Again);
            }
            return await next(context);
        }
        catch (Exception refused) when (refused is UsageException or ProfileRefusedException)
        {
            return Fault(http, refused.Message);
        }
    }

    /// <summary>Where a form led; reloading that page sends nothing again.</summary>
    public static IResult GoTo(HttpContext http, Links links, string path, string? said = null)
    {
        http.Response.Headers.Location = links.PathBase + path + (said is null ? "" : $"{(path.Contains('?') ? '&' : '?')}said={said}");
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private IResult Fault(HttpContext http, string message) => new PageOrProblem(StatusCodes.Status400BadRequest, message,
        WebEndpoints.Page<AdminFaultPage>(new { Frame = AdminFrame.Of(http, guard), Message = message }, StatusCodes.Status400BadRequest));
}
