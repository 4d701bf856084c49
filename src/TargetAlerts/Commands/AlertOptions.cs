using System.CommandLine;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Commands;

/// <summary>The words in which an alert is described on the command line.</summary>
internal sealed class AlertOptions
{
    private readonly Option<string[]> _target = Cli.Many("--target", "Target; may be repeated.", "T");
    private readonly Option<string?> _frequency = new("--frequency") { Description = "daily or weekly (default).", HelpName = "daily|weekly" };
    private readonly Option<string?> _day = new("--day") { Description = "Weekday of a weekly digest (default mon).", HelpName = "mon…sun" };
    private readonly Option<string?> _at = new("--at") { Description = "Local time (default 08:00).", HelpName = "HH:mm" };
    private readonly Option<string?> _zone = new("--time-zone") { Description = "IANA time zone (default UTC).", HelpName = "Europe/Berlin" };
    private readonly Option<string[]> _source = Cli.Many("--source", "Only these sources.", "S");
    private readonly Option<string[]> _kind = Cli.Many("--kind", "Only these kinds: publication, trial, …", "K");
    private readonly Option<string[]> _change = Cli.Many("--change", "Only these changes: added, updated, withdrawn.", "C");
    private readonly Option<string[]> _severity = Cli.Many("--severity", "This severity and up: low, normal, high.", "low|normal|high");
    private readonly Option<string[]> _term = Cli.Many("--term", "Only records with one of these words.", "WORD");
    private readonly Option<string[]> _notTerm = Cli.Many("--not-term", "No records with any of these words.", "WORD");
    private readonly Option<bool?> _heartbeat = new("--heartbeat") { Description = "A mail also when nothing is new." };

    private readonly Option<string?> _format = new("--format") { Description = "html (default, both parts) or text.", HelpName = "html|text" };
    private readonly Option<string?> _perSection = new("--per-section") { Description = "Items of a section in a mail, the rest in the archive (default all that fit).", HelpName = "5|10|20|50|all" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _target, _frequency, _day, _at, _zone, _source, _kind, _change, _severity, _term, _notTerm, _heartbeat, _format, _perSection }) command.Add(option);
    }

    public AlertRequest Read(ParseResult parsed) => new()
    {
        Targets = parsed.GetValue(_target) ?? [],
        Frequency = parsed.GetValue(_frequency),
        Day = parsed.GetValue(_day),
        At = parsed.GetValue(_at),
        TimeZone = parsed.GetValue(_zone),
        Sources = parsed.GetValue(_source) ?? [],
        Kinds = parsed.GetValue(_kind) ?? [],
        Changes = parsed.GetValue(_change) ?? [],
        Severities = parsed.GetValue(_severity) ?? [],
        Terms = parsed.GetValue(_term) ?? [],
        NotTerms = parsed.GetValue(_notTerm) ?? [],
        Heartbeat = parsed.GetValue(_heartbeat),
        Format = parsed.GetValue(_format),
        PerSection = parsed.GetValue(_perSection),
    };
}
