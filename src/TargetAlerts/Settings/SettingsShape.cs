using System.Globalization;
using System.Reflection;

namespace TargetAlerts.Settings;

/// <summary>What keys there are and what kind of value each takes, read off the options classes.</summary>
internal static class SettingsShape
{
    /// <summary>The type of a key's value; null for a key that does not exist.</summary>
    public static Type? Find(string key)
    {
        var type = typeof(ServiceOptions);
        foreach (var part in key.Split(':'))
        {
            if (Named(type) is { } value) type = value;
            else if (Property(type, part) is { } property) type = property.PropertyType;
            else return null;
        }
        return IsSection(type) ? null : type;
    }

    /// <summary>What a setting must be, as its options class declares it.</summary>
    public static string Allowed(string key) => Described(key) is not { } property ? ""
        : property.GetCustomAttribute<AllowedAttribute>()?.Text ?? property.GetCustomAttribute<BetweenAttribute>()?.ToString() ?? "";

    /// <summary>The property that describes a key; a name that is free has none of its own.</summary>
    public static PropertyInfo? Described(string key)
    {
        var type = typeof(ServiceOptions);
        PropertyInfo? last = null;
        foreach (var part in key.Split(':'))
        {
            if (Named(type) is { } value) type = value;
            else if (Property(type, part) is { } property) (last, type) = (property, property.PropertyType);
            else return null;
        }
        return last;
    }

    /// <summary>What the nearest section does have, for a mistyped key.</summary>
    public static string Hint(string key)
    {
        var type = typeof(ServiceOptions);
        var path = new List<string>();
        foreach (var part in key.Split(':'))
        {
            if (Named(type) is { } value && IsSection(value)) type = value;
            else if (Property(type, part) is { } property && IsSection(property.PropertyType)) type = property.PropertyType;
            else break;
            path.Add(part);
        }
        var keys = string.Join(", ", type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name));
        return $" {(path.Count == 0 ? "There are" : string.Join(':', path) + " has")}: {keys}.";
    }

    /// <summary>Null when the text can be read as the type, else what it must be.</summary>
    public static string? Fault(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return bool.TryParse(text, out _) ? null : "true or false";
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : "a number";
        // Exactly so: a looser reading takes "15" for fifteen days and "24:00:00" for twenty-four.
        if (type == typeof(TimeSpan)) return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out _) && text.Contains(':') ? null : "a duration such as 00:00:15";
        if (type == typeof(TimeOnly)) return TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "a time of day such as 05:00";
        if (type == typeof(Uri)) return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : "an http or https address";
        if (type.IsEnum) return Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value!) && !char.IsDigit(text[0]) ? null : $"one of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}";
        return null;
    }

    /// <summary>What stands under each name of a section whose names are free, such as Sources and Feeds; null for any other.</summary>
    public static Type? Named(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? type.GetGenericArguments()[1] : null;

    public static bool IsSection(Type type) => type.Namespace == typeof(ServiceOptions).Namespace && type.IsClass || Named(type) is not null;

    private static PropertyInfo? Property(Type type, string name) => type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { CanWrite: true } property ? property : null;
}
