using TargetAlerts.Operations.Examinations;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

internal static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<ScheduleSign>().AddSingleton<CheckFaults>().AddSingleton<DigestFaults>().AddSingleton<Faults>()
        .AddSingleton<FigureStore>().AddSingleton<Figures>().AddSingleton<ServiceMetrics>()
        .AddSingleton<OperatorReports>().AddSingleton<DatabasePulse>()
        // "doctor" tells what they find in this order.
        .AddSingleton<IExamination, ConfigurationExamination>().AddSingleton<IExamination, StorageExamination>().AddSingleton<IExamination, DiskExamination>()
        .AddSingleton<IExamination, RelayExamination>().AddSingleton<IExamination, ReturnExamination>().AddSingleton<IExamination, LifeExamination>().AddSingleton<IExamination, SourceExamination>();
}
