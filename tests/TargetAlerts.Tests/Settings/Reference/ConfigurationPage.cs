using System.Globalization;
using System.Text;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Settings.Reference;

/// <summary>docs/configuration.md, written from the options classes.</summary>
internal static class ConfigurationPage
{
    public static string Write()
    {
        var page = new StringBuilder("""
            # Settings

            Written from the options classes in `src/TargetAlerts/Settings`; `UPDATE=1 dotnet test` writes it anew.

            A setting stands in `config/targetalerts.json`, in the environment (`TARGETALERTS__Mail__Port=25`), or on the command line
            (`--set Mail:Port=25`); each goes before those named before it. A key with `File` behind it names a file that holds the value
            (`TARGETALERTS__Mail__PasswordFile=/run/secrets/smtp-password`): use that for what is marked 🔒. An editor that knows JSON Schema reads
            `config/targetalerts.schema.json`. A wrong or unknown setting stops the start and says what is allowed. In the tables *none* is
            a default that is absent (`null`). Durations are written `hours:minutes:seconds`, days before a dot: `1.00:00:00`.


            """);
        var root = new ServiceOptions();
        Section(page, "General", "", root, "");
        Section(page, "Storage", XmlDocs.Summary(typeof(StorageOptions)), root.Storage, "Storage");
        Section(page, "Sources", $"{XmlDocs.Summary(typeof(SourceOptions))} NAME is one of {string.Join(", ", Sources())}.", new SourceOptions(), "Sources:NAME");
        Section(page, "Schedule", XmlDocs.Summary(typeof(ScheduleOptions)), root.Schedule, "Schedule");
        Section(page, "Mail", XmlDocs.Summary(typeof(MailOptions)), root.Mail, "Mail");
        Section(page, "Mail:Timeouts", XmlDocs.Summary(typeof(MailTimeouts)), root.Mail.Timeouts, "Mail:Timeouts");
        Section(page, "Mail:Bounces", XmlDocs.Summary(typeof(BounceOptions)), root.Mail.Bounces, "Mail:Bounces");
        Section(page, "Mail:Bounces:Imap", XmlDocs.Summary(typeof(BounceImapOptions)), root.Mail.Bounces.Imap, "Mail:Bounces:Imap");
        Section(page, "Mail:Dkim", XmlDocs.Summary(typeof(DkimOptions)), root.Mail.Dkim, "Mail:Dkim");
        Section(page, "Web", XmlDocs.Summary(typeof(WebOptions)), root.Web, "Web");
        Section(page, "Retention", XmlDocs.Summary(typeof(RetentionOptions)), root.Retention, "Retention");
        Section(page, "Telemetry", XmlDocs.Summary(typeof(TelemetryOptions)), root.Telemetry, "Telemetry");
        return page.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> Sources() => TargetAlerts.Sources.SourceNames.All.Select(name => $"`{name}`");

    private static void Section(StringBuilder page, string head, string summary, object section, string path)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {head}\n\n");
        if (summary.Length > 0) page.Append(summary).Append("\n\n");
        page.Append("| setting | default | allowed | what it is |\n|---|---|---|---|\n");
        foreach (var setting in Setting.Of(section, path))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{setting.Key}`{(setting.IsSecret ? " 🔒" : "")} | {Default(setting)} | {Cell(Allowed(setting))} | {Cell(Description(setting))} |\n");
        }
        page.Append('\n');
    }

    private static string Default(Setting setting) => setting.Written switch
    {
        null => "none",
        bool truth => truth ? "`true`" : "`false`",
        var value => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };

    private static string Allowed(Setting setting) => setting.Unit is { } unit && setting.Type != typeof(TimeSpan) ? $"{setting.Allowed} {unit}" : setting.Allowed;

    private static string Description(Setting setting)
    {
        var words = setting.Type.IsEnum ? setting.Words.Zip(Enum.GetNames(setting.Type)).Select(pair => (pair.First, Said: XmlDocs.Summary(setting.Type, pair.Second))).Where(pair => pair.Said.Length > 0).ToList() : [];
        return words.Count == 0 ? setting.Description : $"{setting.Description} {string.Join(" ", words.Select(pair => $"*{pair.First}*: {Lower(pair.Said)}"))}";
    }

    private static string Lower(string sentence) => char.IsUpper(sentence[1]) ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);
}
