namespace TargetAlerts.Web;

internal static class ReadRoutes
{
    // GET brings HEAD with it; everything else on these routes is refused with 405.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A route that reads and changes nothing.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapMethods(pattern, Methods, handler);
}
