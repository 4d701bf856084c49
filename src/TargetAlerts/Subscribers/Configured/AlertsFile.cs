using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Settings;

namespace TargetAlerts.Subscribers.Configured;

/// <summary>One entry of config/alerts.json. What it leaves out is as with "alerts add".</summary>
internal sealed record AlertEntry
{
    /// <summary>Another address is another alert.</summary>
    public required string Email { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public string Frequency { get; init; } = "weekly";

    public string Day { get; init; } = "mon";

    public string At { get; init; } = "08:00";

    public string TimeZone { get; init; } = "UTC";

    public IReadOnlyList<string> Sources { get; init; } = ["all"];

    public IReadOnlyList<string> Kinds { get; init; } = ["all"];

    public IReadOnlyList<string> Changes { get; init; } = ["all"];

    public string Severity { get; init; } = "low";

    public IReadOnlyList<string> Terms { get; init; } = ["none"];

    public IReadOnlyList<string> NotTerms { get; init; } = ["none"];

    public bool Heartbeat { get; init; }

    public string Format { get; init; } = "html";

    public string PerSection { get; init; } = "all";

    /// <summary>You vouch for the subscriber's consent: no confirmation mail.</summary>
    public bool Confirmed { get; init; }

    public AlertRequest Request() => new()
    {
        Emails = [Email],
        Targets = Targets,
        Frequency = Frequency,
        Day = Day,
        At = At,
        TimeZone = TimeZone,
        Sources = Sources,
        Kinds = Kinds,
        Changes = Changes,
        Severities = [Severity],
        Terms = Terms,
        NotTerms = NotTerms,
        Heartbeat = Heartbeat,
        Format = Format,
        PerSection = PerSection,
        Confirmed = Confirmed,
    };
}

/// <summary>Reads config/alerts.json: the admin's alerts, each under a name that says which is which from one version to the next.</summary>
internal static class AlertsFile
{
    public const string FileName = "alerts.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>By name; null where there is no such file, so that nothing is said of any alert.</summary>
    /// <exception cref="UsageException">An entry cannot be used; the message lists each fault, one a line.</exception>
    public static IReadOnlyDictionary<string, AlertEntry>? Read(string folder, AlertDesk desk)
    {
        var file = Path.GetFullPath(Path.Combine(folder, FileName));
        if (!File.Exists(file)) return null;
        Dictionary<string, JsonElement> texts;
        try
        {
            texts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(file), Json) ?? [];
        }
        catch (JsonException error)
        {
            throw new UsageException($"{file}: {error.Message}");
        }
        var faults = new List<string>();
        var entries = new Dictionary<string, AlertEntry>(StringComparer.Ordinal);
        foreach (var (name, text) in texts.Where(one => one.Key != "$schema"))
        {
            try
            {
                var entry = text.Deserialize<AlertEntry>(Json) ?? throw new UsageException("must be an object.");
                EmailAddress.Parse(entry.Email);
                if (entry.Targets.Count == 0) throw new UsageException("targets: must name at least one.");
                desk.Draft(entry.Request());
                entries[name] = entry;
            }
            catch (Exception error) when (error is JsonException or UsageException)
            {
                faults.Add($"{name}: {error.Message}");
            }
        }
        if (faults.Count > 0) throw new UsageException($"{file} cannot be used:" + string.Concat(faults.Select(fault => $"\n  {fault}")));
        return entries;
    }
}
