using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Settings.Reference;

/// <summary>What the compiler wrote down of the comments.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, string> Summaries = XDocument.Load(Path.ChangeExtension(typeof(ServiceOptions).Assembly.Location, ".xml"))
        .Descendants("member").Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Space().Replace(member.Element("summary")!.Value.Trim(), " "));

    /// <summary>Empty where nothing was written.</summary>
    public static string Summary(Type type) => Summaries.GetValueOrDefault("T:" + type.FullName, "");

    public static string Summary(PropertyInfo property) => Summaries.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", "");

    /// <summary>Of one word of a choice.</summary>
    public static string Summary(Type choice, string word) => Summaries.GetValueOrDefault($"F:{choice.FullName}.{word}", "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
