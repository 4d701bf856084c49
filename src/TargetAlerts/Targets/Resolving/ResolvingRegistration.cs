namespace TargetAlerts.Targets.Resolving;

internal static class ResolvingRegistration
{
    /// <summary>Needs the clients of the four look-up services.</summary>
    public static IServiceCollection AddResolving(this IServiceCollection services) => services
        .AddSingleton<HgncLookup>().AddSingleton<MyGeneLookup>().AddSingleton<UniProtLookup>().AddSingleton<ChemblLookup>()
        .AddSingleton<TargetResolver>().AddSingleton<MechanismTable>().AddSingleton<ProfileBuilder>().AddSingleton<DrugRefresh>();
}
