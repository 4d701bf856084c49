using System.Reflection;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Settings.Reference;

/// <summary>One setting, as its options class tells it: what the reference and the schema are made of.</summary>
/// <param name="Key">"Mail:Port"; NAME stands for a name that is free.</param>
internal sealed record Setting(string Key, PropertyInfo Property, Type Type, object? Default)
{
    public string Description => XmlDocs.Summary(Property);

    public bool IsSecret => Property.GetCustomAttribute<SecretAttribute>() is not null;

    public BetweenAttribute? Range => Property.GetCustomAttribute<BetweenAttribute>();

    public string? Unit => Property.GetCustomAttribute<UnitAttribute>()?.Text ?? (Type == typeof(TimeSpan) ? "[days.]hours:minutes:seconds" : null);

    /// <summary>In words; what is refused says the same.</summary>
    public string Allowed => Property.GetCustomAttribute<AllowedAttribute>()?.Text ?? Range?.ToString() ?? (
        Type == typeof(bool) ? "true or false"
        : Type.IsEnum ? string.Join(", ", Words)
        : Type == typeof(TimeOnly) ? "a time of day such as 05:00"
        : Type == typeof(Uri) ? "an http or https address" : "");

    /// <summary>The words of a choice.</summary>
    public IEnumerable<string> Words => Enum.GetNames(Type).Select(name => name.ToLowerInvariant());

    /// <summary>As it is written in the file.</summary>
    public object? Written => Default switch
    {
        null or bool or int or double => Default,
        TimeSpan span => span.ToString("c", null),
        TimeOnly at => at.ToString("HH:mm", null),
        Enum word => word.ToString().ToLowerInvariant(),
        _ => $"{Default}",
    };

    /// <summary>Of a section and those below it, in the order of the classes.</summary>
    public static IEnumerable<Setting> Of(object section, string path)
    {
        foreach (var property in section.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            if (SettingsShape.Named(property.PropertyType) is { } named)
            {
                if (!SettingsShape.IsSection(named)) yield return new(key + ":NAME", property, named, null);
            }
            else if (!SettingsShape.IsSection(property.PropertyType))
            {
                yield return new(key, property, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetValue(section));
            }
        }
    }
}
