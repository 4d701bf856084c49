using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Settings;

/// <summary>The shipped file names every setting with its default, so that it cannot drift from the options classes.</summary>
public sealed partial class ShippedSettingsTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(TestTargets.ConfigFolder, SettingsReader.FileName);

    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    [Fact]
    public void As_shipped_it_changes_nothing() => Assert.Equal(Text(new ServiceOptions()), Text(SettingsReader.Read(TestTargets.ConfigFolder)));

    [Fact]
    public void With_every_line_in_force_it_holds_the_defaults()
    {
        File.WriteAllText(Path.Combine(_folder, SettingsReader.FileName), InForce());

        var options = SettingsReader.Read(_folder);

        Assert.All(options.Sources.Values, source => Assert.Equal(Text(new SourceOptions()), Text(source)));
        options.Sources.Clear();
        Assert.Equal(Text(new ServiceOptions()), Text(options));
    }

    [Fact]
    public void It_names_every_setting_there_is()
    {
        using var document = JsonDocument.Parse(InForce(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var named = Leaves(document.RootElement, "").Order(StringComparer.Ordinal);

        var there = Keys(typeof(ServiceOptions), "").Order(StringComparer.Ordinal);

        Assert.Equal(there, named.Distinct());
        Assert.Equal(SourceNames.All, document.RootElement.GetProperty("Sources").EnumerateObject().Select(section => section.Name));
        Assert.All(there, key => Assert.NotNull(SettingsShape.Find(key)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static string InForce() => CommentedSetting().Replace(File.ReadAllText(Shipped), "$1\"");

    private static string Text(object options) => JsonSerializer.Serialize(options);

    // A section whose names are free is shipped empty, within a source's.
    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind != JsonValueKind.Object ? [Once(path)]
        : (path is "Web:Admin" or "Web:OldLinkKeys" || path.Count(character => character == ':') > 1) && !element.EnumerateObject().Any() ? [Once($"{path}:NAME")]
        : element.EnumerateObject().Where(member => member.Name != "$schema").SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}"));

    private static IEnumerable<string> Keys(Type type, string path) => type.GetProperties().SelectMany(property =>
    {
        var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
        if (SettingsShape.Named(property.PropertyType) is { } value) return SettingsShape.Find($"{key}:NAME") is null ? Keys(value, $"{key}:NAME") : [$"{key}:NAME"];
        return SettingsShape.Find(key) is null ? Keys(property.PropertyType, key) : [key];
    });

    // A setting of a source is written out in one section.
    private static string Once(string key) => SourceSetting().Replace(key, "Sources:NAME:");

    [GeneratedRegex("^Sources:[^:]+:")]
    private static partial Regex SourceSetting();

    [GeneratedRegex("^( *)// \"", RegexOptions.Multiline)]
    private static partial Regex CommentedSetting();
}
