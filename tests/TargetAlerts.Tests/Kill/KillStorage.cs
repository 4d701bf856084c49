namespace TargetAlerts.Tests.Kill;

/// <summary>The database under the killed process.</summary>
/// <param name="Provider">As in Storage:Provider.</param>
/// <param name="NewDatabase">A connection string of its own for each data folder; null leaves the file in the folder.</param>
internal sealed record KillStorage(string Provider, Func<string, string?> NewDatabase)
{
    public static readonly KillStorage Sqlite = new("sqlite", _ => null);

    public static readonly KillStorage Postgres = new("postgres", _ => PostgresServer.NewSharedDatabase());

    /// <summary>What was prepared once is copied with its folder.</summary>
    public bool IsInFolder => Provider == "sqlite";
}
