using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>
/// How the schema of a database stands to the scripts this program knows. A newer version only adds to the schema, so that
/// an older node works on beside it; a script that takes something away leaves a row that every program must know it, and one
/// that does not refuses to start (see Schema/README.md).
/// </summary>
internal static class SchemaState
{
    /// <summary>Before the name of such a script in the settings.</summary>
    public const string MustKnow = "schema.must-know:";

    /// <summary>The names of the scripts this program brings, "001-begin".</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. typeof(SchemaState).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>Scripts that are to be applied yet, and those that a newer version applied.</summary>
    public static async Task<(IReadOnlyList<string> Missing, IReadOnlyList<string> Newer)> CompareAsync(DbConnection connection)
    {
        List<string> applied = [.. (await connection.QueryAsync<string>("SELECT scriptname FROM schemaversions")).Select(NameOf)];
        return ([.. Known.Except(applied)], [.. applied.Except(Known).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Scripts that a program must know to work on this database, and this one does not.</summary>
    public static IReadOnlyList<string> Unknown(DbConnection connection) =>
        [.. connection.Query<string>("SELECT key FROM settings WHERE key LIKE @like", new { like = MustKnow + "%" }).Select(key => key[MustKnow.Length..]).Except(Known).Order(StringComparer.Ordinal)];

    // "TargetAlerts.Storage.Schema.001-begin.sql"
    public static string NameOf(string script) => script.Replace(".sql", "", StringComparison.Ordinal).Split('.')[^1];
}
