using System.Security.Cryptography;

namespace TargetAlerts.Digests;

/// <summary>
/// Tells this service's identifiers from those of another: change 1234 is something else there. Given once, kept in the
/// database; a public address may change, an identifier may not (RFC 4287 section 4.2.6).
/// </summary>
internal sealed record Installation(string Name)
{
    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));

    /// <summary>"urn:targetalerts:0a1b2c3d4e:c1234" for "c1234".</summary>
    public string Urn(string id) => $"urn:targetalerts:{Name}:{id}";

    /// <summary>Of one date of one trial, in whichever alert's calendar.</summary>
    public string CalendarId(string source, string record, string fact) => $"{source}.{record}.{fact}@{Name}.targetalerts";
}
