using System.Reflection;

namespace TargetAlerts.Settings;

/// <summary>Holds every number and duration to the range that its options class declares.</summary>
internal static class SettingsRanges
{
    public static IEnumerable<string> Faults(object section, string path)
    {
        foreach (var property in section.GetType().GetProperties())
        {
            var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            var value = property.GetValue(section);
            if (property.GetCustomAttribute<BetweenAttribute>() is { } range && !range.Holds(value)) yield return SettingsRules.Fault(key, value, range.ToString());
            foreach (var (name, inner) in Inner(property.PropertyType, value, key))
            {
                foreach (var fault in Faults(inner, name)) yield return fault;
            }
        }
    }

    private static IEnumerable<(string Key, object Section)> Inner(Type type, object? value, string key) => value switch
    {
        Dictionary<string, SourceOptions> sources => sources.Select(source => ($"{key}:{source.Key}", (object)source.Value)),
        not null when SettingsShape.IsSection(type) && SettingsShape.Named(type) is null => [(key, value)],
        _ => [],
    };
}
