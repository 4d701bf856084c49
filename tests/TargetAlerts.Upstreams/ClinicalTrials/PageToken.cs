using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>A place in a result, bound to the data snapshot and to the rest of the request.</summary>
internal static class PageToken
{
    public const string Stale = "The data have probably changed while you were paginating. Please, start over from the first page.";

    public static string Write(int start, DateTimeOffset snapshot, Parameters parameters)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{start}.{snapshot.ToUnixTimeSeconds()}.{Question(parameters)}");
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public static int Read(string token, DateTimeOffset snapshot, Parameters parameters)
    {
        var parts = Decode(token)?.Split('.');
        if (parts is not { Length: 3 } || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var start))
            throw new BadRequest("`pageToken` has incorrect format");
        if (parts[1] != snapshot.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            throw new BadRequest(Stale);
        return parts[2] == Question(parameters) ? start : throw new BadRequest("`pageToken` does not belong to this request");
    }

    private static string? Decode(string token)
    {
        try
        {
            var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
            return Encoding.ASCII.GetString(Convert.FromBase64String(padded));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Question(Parameters parameters)
    {
        var same = parameters.All.Where(pair => pair.Key is not ("pageToken" or "pageSize" or "countTotal"))
            .Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('&', same))))[..12];
    }
}
