using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources;

/// <summary>The names of the registered sources, known before the settings are: a section for another is a mistake.</summary>
internal static class SourceNames
{
    public static readonly IReadOnlyList<string> All = [.. new ServiceCollection().AddSources()
        .Select(service => service.ImplementationInstance).OfType<SourceAddress>().Select(address => address.Name.Value)];
}
