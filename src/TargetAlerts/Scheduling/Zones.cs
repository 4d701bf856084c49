namespace TargetAlerts.Scheduling;

/// <summary>IANA zones by name.</summary>
internal static class Zones
{
    // The names that browsers still give (Unicode CLDR keeps the first one a zone ever had) and that systems no longer install
    // beside today's (Debian 13 and Ubuntu 24 moved them to tzdata-legacy): by IANA's file "backward".
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["Africa/Asmera"] = "Africa/Asmara",
        ["America/Buenos_Aires"] = "America/Argentina/Buenos_Aires",
        ["America/Catamarca"] = "America/Argentina/Catamarca",
        ["America/Coral_Harbour"] = "America/Atikokan",
        ["America/Cordoba"] = "America/Argentina/Cordoba",
        ["America/Godthab"] = "America/Nuuk",
        ["America/Indianapolis"] = "America/Indiana/Indianapolis",
        ["America/Jujuy"] = "America/Argentina/Jujuy",
        ["America/Louisville"] = "America/Kentucky/Louisville",
        ["America/Mendoza"] = "America/Argentina/Mendoza",
        ["Asia/Calcutta"] = "Asia/Kolkata",
        ["Asia/Katmandu"] = "Asia/Kathmandu",
        ["Asia/Rangoon"] = "Asia/Yangon",
        ["Asia/Saigon"] = "Asia/Ho_Chi_Minh",
        ["Atlantic/Faeroe"] = "Atlantic/Faroe",
        ["Europe/Kiev"] = "Europe/Kyiv",
        ["Pacific/Enderbury"] = "Pacific/Kanton",
        ["Pacific/Ponape"] = "Pacific/Pohnpei",
        ["Pacific/Truk"] = "Pacific/Chuuk",
    };

    /// <summary>The zone under its name of today. Null for a name that is not IANA's: "Mars/Olympus", "W. Europe Standard Time".</summary>
    public static TimeZoneInfo? Find(string name)
    {
        var today = Renamed.GetValueOrDefault(name, name);
        return TimeZoneInfo.TryFindSystemTimeZoneById(today, out var zone) && zone.HasIanaId && zone.Id == today ? zone : null;
    }

    public static TimeZoneInfo Get(string name) => Find(name) ?? TimeZoneInfo.Utc;
}
