using System.Globalization;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>The parameters datetype with reldate, or with mindate and maxdate together.</summary>
internal static class DateWindow
{
    public static DatesNode? Of(Parameters parameters, DateOnly today)
    {
        var (min, max, days) = (parameters["mindate"], parameters["maxdate"], parameters["reldate"]);
        if (days is null && (min is null || max is null))
            return null;
        var type = parameters["datetype"] ?? "edat";
        // Only these three are documented; anything else must not work by chance.
        if (type is not ("pdat" or "edat" or "mdat"))
            throw new TermException($"Invalid datetype: {type}");
        var field = SearchField.OfTag(type)!;
        if (days is null)
            return new DatesNode(field, TermDates.First(min!), TermDates.Last(max!));
        return int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new DatesNode(field, today.AddDays(-count), today)
            : throw new TermException($"Invalid reldate: {days}");
    }
}
