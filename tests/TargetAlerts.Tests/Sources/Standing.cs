namespace TargetAlerts.Tests.Sources;

/// <summary>What a check that does not count must leave as it was.</summary>
internal static class Standing
{
    private static readonly string[] Tables =
    [
        "SELECT 'watch ' || target || ' ' || source || ' ' || COALESCE(cursor, '') || ' ' || COALESCE(gate, '') || ' ' || COALESCE(last_complete_at, '') || ' ' || COALESCE(last_listing_at, '') || ' ' || COALESCE(query, '') FROM watches ORDER BY 1",
        "SELECT 'record ' || source || ' ' || id || ' ' || content || ' ' || changed_at || ' ' || COALESCE(gone_at, '') FROM records ORDER BY 1",
        "SELECT 'membership ' || source || ' ' || target || ' ' || id || ' ' || matches || ' ' || COALESCE(left_at, '') FROM memberships ORDER BY 1",
        "SELECT 'change ' || number || ' ' || record_id || ' ' || kind || ' ' || facts FROM changes ORDER BY number",
        "SELECT 'aside ' || source || ' ' || id || ' ' || reason FROM set_aside ORDER BY 1",
        "SELECT 'absence ' || source || ' ' || id || ' ' || first_at FROM absences ORDER BY 1",
    ];

    public static async Task<IReadOnlyList<string>> StandingAsync(this TestService service)
    {
        var lines = new List<string>();
        foreach (var table in Tables) lines.AddRange(await service.ListAsync<string>(table));
        // Nothing of a check that ended waits in the staging.
        Assert.Equal(0, await service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM staged WHERE check_id IN (SELECT id FROM checks WHERE outcome <> 'quarantined')) + (SELECT COUNT(*) FROM staged_changes WHERE check_id IN (SELECT id FROM checks WHERE outcome <> 'quarantined'))"));
        return lines;
    }

    /// <summary>The changes told of a record, oldest first: "updated: status", "withdrawn: retracted", "added".</summary>
    public static async Task<IReadOnlyList<string>> ToldAsync(this TestService service, string id) => await service.ListAsync<string>($"""
        SELECT kind || COALESCE(': ' || reason, '') || COALESCE((SELECT ': ' || GROUP_CONCAT(json_extract(value, '$.f')) FROM json_each(facts) WHERE kind <> 'withdrawn'), '')
        FROM changes WHERE record_id = '{id}' ORDER BY number
        """);

    public static Task<IReadOnlyList<string>> ToldAsync(this TestService service, int pmid) => service.ToldAsync(pmid.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Task<int> ChangesAsync(this TestService service) => service.ReadAsync<int>("SELECT COUNT(*) FROM changes");
}
