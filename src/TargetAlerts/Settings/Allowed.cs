using System.ComponentModel;
using System.Globalization;

namespace TargetAlerts.Settings;

/// <summary>What a setting may be, in words: what a wrong one is refused with, and what the reference tells.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedAttribute(string text) : Attribute
{
    public string Text => text;
}

/// <summary>The range of a number or a duration, as it is written in the settings.</summary>
/// <param name="least">The smallest value.</param>
/// <param name="most">The largest; null for any.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(string least, string? most = null) : Attribute
{
    public string Least => least;

    public string? Most => most;

    /// <summary>The smallest value itself is not allowed.</summary>
    public bool Above { get; init; }

    /// <summary>"1 to 20", "above 0 and at most 1000", "above 00:00:00".</summary>
    public override string ToString() => Above ? $"above {least}{(most is null ? "" : $" and at most {most}")}" : most is null ? $"at least {least}" : $"{least} to {most}";

    /// <summary>Null, for a setting that has a default of another kind, is never out of range.</summary>
    public bool Holds(object? value)
    {
        if (value is null) return true;
        var converter = TypeDescriptor.GetConverter(value.GetType());
        int Compare(string limit) => Comparer<object>.Default.Compare(value, converter.ConvertFromString(null, CultureInfo.InvariantCulture, limit)!);
        // What is no number is neither above nor below anything.
        return value is not double.NaN && (Above ? Compare(least) > 0 : Compare(least) >= 0) && (most is null || Compare(most) <= 0);
    }
}

/// <summary>What a number counts: "messages a second", "days".</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(string text) : Attribute
{
    public string Text => text;
}

/// <summary>Never shown: better given by a file that holds it (the key with File behind).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
