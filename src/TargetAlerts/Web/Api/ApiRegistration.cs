namespace TargetAlerts.Web.Api;

internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services.AddOpenApi(options => options
        .AddDocumentTransformer(ApiDescription.DescribeAsync).AddOperationTransformer(ApiDescription.DescribeAsync));

    public static void MapApi(this WebApplication app)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/api/targets", reading, ApiPages.TargetsAsync).Produces<TargetList>();
        app.MapMethods("/api/targets/{symbol}/changes", reading, ApiPages.ChangesAsync).Produces<ChangeList>().ProducesProblem(StatusCodes.Status404NotFound);
        app.MapOpenApi("/openapi.json");
    }
}
