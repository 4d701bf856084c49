using System.Text.Json;
using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Settings.Reference;

/// <summary>The reference and the schema follow the options classes; with UPDATE=1 they are written anew instead.</summary>
public sealed class ReferenceTests
{
    private static readonly ServiceOptions Root = new();

    private static readonly List<Setting> All =
    [
        .. Setting.Of(Root, ""), .. Setting.Of(Root.Storage, "Storage"), .. Setting.Of(new SourceOptions(), "Sources:NAME"), .. Setting.Of(Root.Schedule, "Schedule"), .. Setting.Of(Root.Mail, "Mail"),
        .. Setting.Of(Root.Mail.Timeouts, "Mail:Timeouts"), .. Setting.Of(Root.Mail.Bounces, "Mail:Bounces"), .. Setting.Of(Root.Mail.Bounces.Imap, "Mail:Bounces:Imap"), .. Setting.Of(Root.Mail.Dkim, "Mail:Dkim"), .. Setting.Of(Root.Web, "Web"), .. Setting.Of(Root.Retention, "Retention"), .. Setting.Of(Root.Telemetry, "Telemetry"),
    ];

    [Theory]
    [InlineData("docs/configuration.md")]
    [InlineData("config/targetalerts.schema.json")]
    public async Task They_are_as_the_options_classes_have_it(string file)
    {
        var path = Path.Combine(HouseTests.Root(), file);
        var written = file.EndsWith(".md", StringComparison.Ordinal) ? ConfigurationPage.Write() : SettingsSchema.Write();
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") await File.WriteAllTextAsync(path, written, TestContext.Current.CancellationToken);

        var kept = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        Assert.True(written == kept, $"{file} is not what the options classes say; UPDATE=1 dotnet test writes it anew.");
    }

    [Fact]
    public void Every_setting_has_a_description_a_range_and_a_unit_and_the_page_has_every_setting()
    {
        var page = ConfigurationPage.Write();
        Assert.All(All, setting =>
        {
            Assert.True(setting.Description.EndsWith('.') || setting.Description.EndsWith('"'), $"{setting.Key} has no description");
            Assert.True(setting.Allowed.Length > 0, $"{setting.Key} does not say what is allowed");
            // A port and a score are numbers of nothing.
            if (setting.Type == typeof(int) || setting.Type == typeof(double)) Assert.True(setting.Range is not null && (setting.Unit is not null || setting.Key is "Mail:Port" or "Mail:Bounces:Imap:Port" or "Sources:NAME:MinScore"), $"{setting.Key} has no range or no unit");
            Assert.Contains($"| `{setting.Key}`", page, StringComparison.Ordinal);
            Assert.NotNull(SettingsShape.Find(setting.Key));
        });
        Assert.Equal(Leaves(JsonDocument.Parse(SettingsSchema.Write()).RootElement, "").Order(StringComparer.Ordinal), All.Select(setting => setting.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_editor_takes_the_shipped_file_with_every_line_in_force_and_marks_what_the_start_would_refuse()
    {
        var python = Python.Find("jsonschema");
        Assert.SkipWhen(python is null, "python3-jsonschema is not installed");
        string[] files =
        [
            ShippedSettingsTests.InForce(), """{ "Mail": { "Port": 25, "PasswordFile": "/run/secrets/p" }, "Sources": { "pubmed": { "OverlapDays": null } } }""",
            """{ "Mail": { "Prt": 25 } }""", """{ "Mail": { "Port": 65536 } }""", """{ "Mail": { "Security": "ssl" } }""", """{ "Schedule": { "Sweep": "soon" } }""", """{ "Sources": { "embase": {} } }""", """{ "Mail": { "PerSecond": 0 } }""",
        ];
        var input = JsonSerializer.SerializeToUtf8Bytes(new { schema = JsonDocument.Parse(SettingsSchema.Write()), files = files.Select(file => JsonDocument.Parse(file, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })) });

        var taken = JsonSerializer.Deserialize<bool[]>(await Python.RunAsync(python!, """
            import sys, json, jsonschema
            given = json.load(sys.stdin)
            jsonschema.Draft202012Validator.check_schema(given['schema'])
            print(json.dumps([jsonschema.Draft202012Validator(given['schema']).is_valid(f) for f in given['files']]))
            """, input, TestContext.Current.CancellationToken));

        Assert.Equal([true, true, false, false, false, false, false, false], taken!);
    }

    [Fact]
    public void What_is_marked_secret_is_taken_out_of_logs()
    {
        foreach (var setting in All.Where(setting => setting.IsSecret))
        {
            var options = new ServiceOptions { Storage = { Provider = StorageProvider.Postgres } };
            var key = setting.Key.Replace("Sources:NAME", "Sources:pubmed", StringComparison.Ordinal);
            options.Sources["pubmed"] = new();
            Set(options, key.Split(':'), key == "Storage:ConnectionString" ? "Host=db;Password=canary-7f3a" : "canary-7f3a");

            Assert.DoesNotContain("canary", new Redaction(options).Clean("It is canary-7f3a."), StringComparison.Ordinal);
        }
    }

    private static void Set(object at, string[] path, string value)
    {
        if (at is Dictionary<string, SourceOptions> sources) Set(sources[path[0]], path[1..], value);
        else if (at is Dictionary<string, string> named) named[path[0]] = value;
        else if (at.GetType().GetProperty(path[0])! is var property && path.Length == 1) property.SetValue(at, value);
        else Set(property.GetValue(at)!, path[1..], value);
    }

    private static IEnumerable<string> Leaves(JsonElement schema, string path)
    {
        foreach (var property in schema.GetProperty("properties").EnumerateObject().Where(property => property.Name != "$schema"))
        {
            var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            if (property.Value.TryGetProperty("properties", out _) && key != "Sources") foreach (var leaf in Leaves(property.Value, key)) yield return leaf;
            else if (key != "Sources") yield return property.Value.GetProperty("type").ToString() == "object" ? key + ":NAME" : key;
        }
        if (path.Length == 0) foreach (var leaf in Leaves(schema.GetProperty("$defs").GetProperty("source"), "Sources:NAME")) yield return leaf;
    }
}
