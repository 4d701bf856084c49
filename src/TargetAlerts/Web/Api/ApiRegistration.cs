namespace TargetAlerts.Web.Api;

internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services.AddOpenApi(options => options
        .AddDocumentTransformer(ApiDescription.DescribeAsync).AddOperationTransformer(ApiDescription.DescribeAsync));

    public static void MapApi(this WebApplication app)
    {
        app.MapRead("/api/targets", ApiPages.TargetsAsync).Produces<TargetList>();
        app.MapRead("/api/targets/{symbol}/changes", ApiPages.ChangesAsync).Produces<ChangeList>().ProducesProblem(StatusCodes.Status404NotFound);
        app.MapOpenApi("/openapi.json");
    }
}
