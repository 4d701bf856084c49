namespace TargetAlerts.Subscribers;

/// <summary>An admin who is signed in, as the audit names them: "admin:anna". The command line is <see cref="Actor.Admin"/> alone.</summary>
internal static class AdminActor
{
    private const string Prefix = Actor.Admin + ":";

    public static string Of(string name) => Prefix + name;

    public static bool Is(string actor) => actor.StartsWith(Prefix, StringComparison.Ordinal);
}
