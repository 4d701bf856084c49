using System.Security.Cryptography;

namespace TargetAlerts.Subscribers;

/// <summary>Ids of alerts and subscribers.</summary>
internal static class ReadableId
{
    // No vowels and no look-alikes: read out over the telephone, and never a word.
    private const string Signs = "23456789bcdfghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Signs, 10);
}
