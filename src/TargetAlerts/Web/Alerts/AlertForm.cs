using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Alerts;

/// <summary>The form as it was filled in, and what is to be mended, by field.</summary>
public sealed record AlertForm
{
    // Fifty words of a hundred letters: what is shown of an alert must come back whole.
    private const int Longest = 6_000;

    public string Email { get; init; } = "";

    public string Target { get; init; } = "";

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Changes { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string Severity { get; init; } = "low";

    public string Terms { get; init; } = "";

    public string NotTerms { get; init; } = "";

    public string Frequency { get; init; } = "weekly";

    public string Day { get; init; } = "monday";

    public string At { get; init; } = "08:00";

    public string Zone { get; init; } = "UTC";

    /// <summary>Somebody gave the zone; what stands in it otherwise is a guess, and the browser may make a better one.</summary>
    public bool ZoneIsSaid { get; init; }

    public bool Heartbeat { get; init; }

    public string Format { get; init; } = "html";

    public string PerSection { get; init; } = "all";

    /// <summary>One line to mend by the name of its field; empty when all is well.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string Fault(string field) => Faults.GetValueOrDefault(field, "");

    /// <summary>The form as the alert would have filled it in.</summary>
    internal static AlertForm Of(Alert alert) => new()
    {
        Target = string.Join(", ", alert.Wish.Targets.Keys),
        Kinds = [.. alert.Wish.Kinds.Select(AlertView.Word)],
        Changes = [.. alert.Wish.Changes.Select(AlertView.Word)],
        Sources = [.. alert.Wish.Sources.Keys],
        Severity = AlertView.Word(alert.Wish.Lowest),
        Terms = string.Join(", ", alert.Wish.Terms),
        NotTerms = string.Join(", ", alert.Wish.NotTerms),
        Frequency = AlertView.Word(alert.Frequency),
        Day = AlertView.Word(alert.Weekday),
        At = alert.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        Zone = alert.Zone,
        ZoneIsSaid = true,
        Heartbeat = alert.Wish.Heartbeat,
        Format = alert.Wish.Form.Format,
        PerSection = alert.Wish.Form.PerSection,
    };

    /// <summary>The request of a form that shows an alert whole: nothing ticked says all of them, an empty line no words.</summary>
    internal static AlertRequest Whole(AlertRequest request)
    {
        return request with
        {
            Emails = [],
            Kinds = Said(request.Kinds, "all"),
            Changes = Said(request.Changes, "all"),
            Sources = Said(request.Sources, "all"),
            Terms = Said(request.Terms, "none"),
            NotTerms = Said(request.NotTerms, "none"),
        };

        static IReadOnlyList<string> Said(IReadOnlyList<string> values, string none) => values.Count == 0 ? [none] : values;
    }

    internal static AlertForm Read(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields)
    {
        var values = fields.ToDictionary(field => field.Key, field => field.Value);
        return new()
        {
            Email = Text("email", ""),
            Target = Text("target", ""),
            Kinds = List("kind"),
            Changes = List("change"),
            Sources = List("source"),
            Severity = Text("severity", "low"),
            Terms = Text("term", ""),
            NotTerms = Text("not-term", ""),
            Frequency = Text("frequency", "weekly"),
            Day = Text("day", "monday"),
            At = Text("at", "08:00"),
            Zone = Text("zone", "UTC"),
            ZoneIsSaid = values.ContainsKey("zone"),
            Heartbeat = values.ContainsKey("heartbeat"),
            Format = Text("format", "html"),
            PerSection = Text("per-section", "all"),
        };

        string Text(string name, string otherwise) => PlainText.Clean(values.GetValueOrDefault(name).ToString(), Longest) is { Length: > 0 } text ? text : otherwise;

        string[] List(string name) => [.. values.GetValueOrDefault(name).OfType<string>().Where(text => text.Length > 0)];
    }

    /// <summary>What the form asks for, each field tried on its own, so that every mistake is said at once and beside its field.</summary>
    internal (AlertRequest Request, AlertForm Form) Checked(AlertDesk desk, WebOptions options, bool addressed)
    {
        var faults = new Dictionary<string, string>();
        var good = new AlertRequest { Targets = [.. Split(Target).Take(1)], Frequency = "weekly" };
        if (Split(Target).Length == 0) faults["target"] = "Name at least one target, such as SERT.";
        if (addressed && Split(Email).Length == 0) faults["email"] = "Give at least one address.";
        if (addressed && Split(Email).Length > options.SignUpsPerNetwork) faults["email"] = $"{Split(Email).Length} addresses; at most {options.SignUpsPerNetwork} at a time.";
        if (addressed || Split(Email).Length > 0)
        {
            foreach (var email in Split(Email)) Try("email", () => Permit(EmailAddress.Parse(email), options));
        }
        var whole = new AlertRequest
        {
            Emails = Split(Email),
            Targets = Split(Target),
            Kinds = Kinds,
            Changes = Changes,
            Sources = Sources,
            Severities = [Severity],
            Terms = Split(Terms),
            NotTerms = Split(NotTerms),
            Frequency = Frequency,
            Day = Day,
            At = At,
            TimeZone = Zone,
            Heartbeat = Heartbeat,
            Format = Format,
            PerSection = PerSection,
        };
        if (!faults.ContainsKey("target")) Try("target", () => Bound(desk.Draft(new AlertRequest { Targets = whole.Targets }), options));
        if (!faults.ContainsKey("target"))
        {
            Try("kind", () => desk.Draft(good with { Kinds = Kinds }));
            Try("change", () => desk.Draft(good with { Changes = Changes }));
            Try("source", () => desk.Draft(good with { Sources = Sources }));
            Try("severity", () => desk.Draft(good with { Severities = [Severity] }));
            Try("term", () => desk.Draft(good with { Terms = whole.Terms }));
            Try("not-term", () => desk.Draft(good with { NotTerms = whole.NotTerms }));
            Try("frequency", () => desk.Draft(good with { Frequency = Frequency }));
            Try("day", () => desk.Draft(good with { Day = Day }));
            Try("at", () => desk.Draft(good with { At = At }));
            Try("format", () => desk.Draft(good with { Format = Format }));
            Try("per-section", () => desk.Draft(good with { PerSection = PerSection }));
            Try("zone", () => desk.Draft(good with { TimeZone = Zone }));
        }
        return (whole, this with { Faults = faults });

        void Try(string field, Action act)
        {
            try
            {
                act();
            }
            catch (UsageException refused)
            {
                faults.TryAdd(field, refused.Message);
            }
        }
    }

    private static void Bound(Alert alert, WebOptions options)
    {
        if (alert.Wish.Targets.Count > options.TargetsPerAlert) throw new UsageException($"{alert.Wish.Targets.Count} targets; an alert set here follows at most {options.TargetsPerAlert}.");
    }

    private static void Permit(EmailAddress address, WebOptions options)
    {
        if (options.SignUp == SignUpRule.Domains && !Split(options.Domains ?? "").Contains(address.Domain, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"Alerts here are for addresses of {options.Domains}.");
    }

    private static string[] Split(string text) => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
