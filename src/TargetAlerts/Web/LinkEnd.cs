using System.Globalization;
using TargetAlerts.Scheduling;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>Says on a page how long the link that opened it works, where it does not for ever.</summary>
internal sealed class LinkEnd(LinkTokens tokens)
{
    /// <summary>"this link works until 1 Dec 2026, 09:12", by the alert's own clock.</summary>
    public string Of(HttpContext http, Alert alert) =>
        tokens.EndOf((string)http.GetRouteValue("token")!) is { } end
            ? TimeZoneInfo.ConvertTime(end, Zones.Get(alert.Zone)).ToString("'this link works until' d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)
            : "";
}
