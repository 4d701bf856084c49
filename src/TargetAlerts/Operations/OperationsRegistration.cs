using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

internal static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<ScheduleSign>().AddSingleton<CheckFaults>().AddSingleton<DigestFaults>().AddSingleton<Faults>()
        .AddSingleton<FigureStore>().AddSingleton<Figures>().AddSingleton<ServiceMetrics>()
        .AddSingleton<OperatorReports>();
}
