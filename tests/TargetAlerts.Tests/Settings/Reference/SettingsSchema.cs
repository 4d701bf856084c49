using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Settings.Reference;

/// <summary>config/targetalerts.schema.json (JSON Schema 2020-12), written from the options classes: what editors complete and check.</summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var root = Section(new ServiceOptions(), XmlDocs.Summary(typeof(ServiceOptions)));
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "Settings of TargetAlerts");
        root["properties"]!.AsObject().Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        root["properties"]!["Sources"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = XmlDocs.Summary(typeof(ServiceOptions).GetProperty(nameof(ServiceOptions.Sources))!),
            ["properties"] = new JsonObject(SourceNames.All.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["$ref"] = "#/$defs/source" }))),
            ["additionalProperties"] = false,
        };
        root["$defs"] = new JsonObject { ["source"] = Section(new SourceOptions(), XmlDocs.Summary(typeof(SourceOptions))) };
        return root.ToJsonString(Format) + "\n";
    }

    private static JsonObject Section(object section, string description)
    {
        var properties = new JsonObject();
        foreach (var property in section.GetType().GetProperties().Where(property => property.CanWrite))
        {
            if (SettingsShape.IsSection(property.PropertyType) && SettingsShape.Named(property.PropertyType) is null) properties[property.Name] = Section(property.GetValue(section)!, XmlDocs.Summary(property.PropertyType));
        }
        foreach (var setting in Setting.Of(section, ""))
        {
            var named = setting.Key.EndsWith(":NAME", StringComparison.Ordinal);
            properties[setting.Property.Name] = named ? Named(setting) : Value(setting);
        }
        return new()
        {
            ["type"] = "object",
            ["description"] = description,
            ["properties"] = properties,
            // A key with File behind it names a file that holds the value.
            ["patternProperties"] = new JsonObject { ["^[A-Z].*File$"] = new JsonObject { ["type"] = "string" } },
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Named(Setting setting) => new()
    {
        ["type"] = "object",
        ["description"] = Description(setting),
        ["additionalProperties"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Value(Setting setting)
    {
        var value = new JsonObject { ["description"] = Description(setting) };
        var type = setting.Type == typeof(bool) ? "boolean" : setting.Type == typeof(int) ? "integer" : setting.Type == typeof(double) ? "number" : "string";
        value["type"] = setting.Default is null ? new JsonArray(type, "null") : type;
        if (setting.Type.IsEnum) value["enum"] = new JsonArray([.. setting.Words.Select(word => (JsonNode)word)]);
        if (setting.Type == typeof(TimeSpan)) value["pattern"] = @"^-?(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$";
        if (setting.Type == typeof(TimeOnly)) value["pattern"] = @"^\d?\d:\d\d(:\d\d)?$";
        if (setting.Type == typeof(Uri)) value["pattern"] = "^https?://";
        if (type is "integer" or "number" && setting.Range is { } range)
        {
            value[range.Above ? "exclusiveMinimum" : "minimum"] = JsonNode.Parse(range.Least);
            if (range.Most is { } most) value["maximum"] = JsonNode.Parse(most);
        }
        value["default"] = JsonSerializer.SerializeToNode(setting.Written);
        return value;
    }

    private static string Description(Setting setting) =>
        $"{setting.Description}{(setting.Allowed.Length == 0 || setting.Type.IsEnum || setting.Type == typeof(bool) ? "" : $" {Upper(setting.Allowed)}.")}{(setting.Unit is { } unit ? $" Unit: {unit}." : "")}";

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
