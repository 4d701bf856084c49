namespace TargetAlerts.Storage.Care;

/// <summary>Something that holds in every sound database.</summary>
/// <param name="About">The part it belongs to, as the report groups it.</param>
/// <param name="Wrong">What is wrong with the rows that are found, after their number: "ledger rows name a change that is not there".</param>
/// <param name="Rows">Finds them: one text a row, which names it.</param>
internal sealed record Invariant(string About, string Wrong, string Rows);

/// <summary>What our tables promise each other beyond what the databases enforce (DESIGN.md section 4, "Accounting").</summary>
internal static class Invariants
{
    private const string Waiting = "('ready', 'claimed', 'inflight')";

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("ledger", "rows name a change that is not there", "SELECT l.alert_id || ' ' || l.change_number AS x FROM ledger l WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.number = l.change_number)"),
        new("ledger", "rows are told in no digest of their alert", "SELECT l.alert_id || ' ' || l.change_number AS x FROM ledger l WHERE l.state IN ('told', 'joined') AND NOT EXISTS (SELECT 1 FROM digests d WHERE d.id = l.digest_id AND d.alert_id = l.alert_id)"),
        new("ledger", "rows are told in a digest that did not arrive", "SELECT l.alert_id || ' ' || l.change_number AS x FROM ledger l JOIN digests d ON d.id = l.digest_id WHERE l.state IN ('told', 'joined') AND d.state IN ('failed', 'unknown')"),
        new("ledger", "rows wait and are in a digest at once", "SELECT l.alert_id || ' ' || l.change_number AS x FROM ledger l WHERE l.state = 'pending' AND l.digest_id IS NOT NULL"),
        new("digests", "digests wait for a message that is not there", $"SELECT d.id AS x FROM digests d WHERE d.state = 'ready' AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.digest_id = d.id AND m.state IN {Waiting})"),
        new("digests", "digests are called sent without a message that was", "SELECT d.id AS x FROM digests d WHERE d.state = 'sent' AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.digest_id = d.id AND m.state = 'sent')"),
        new("digests", "numbers of an alert are given twice", "SELECT d.alert_id || ' ' || d.number AS x FROM digests d WHERE d.number IS NOT NULL GROUP BY d.alert_id, d.number HAVING COUNT(*) > 1"),
        new("digests", "alerts will give a number again", "SELECT a.id AS x FROM alerts a WHERE a.last_number < (SELECT MAX(d.number) FROM digests d WHERE d.alert_id = a.id)"),
        new("messages", "messages wait without their bytes", $"SELECT m.id AS x FROM messages m WHERE m.state IN {Waiting} AND NOT EXISTS (SELECT 1 FROM message_bytes b WHERE b.id = m.id)"),
        new("messages", "messages belong to a digest that is not there", "SELECT m.id AS x FROM messages m WHERE m.digest_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM digests d WHERE d.id = m.digest_id)"),
        new("records", "memberships name a record that is not there", "SELECT m.source || ' ' || m.id AS x FROM memberships m WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.source = m.source AND r.id = m.id)"),
        new("records", "keys of works name a record that is not there", "SELECT k.work_key AS x FROM work_keys k WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.source = k.source AND r.id = k.id)"),
        new("changes", "changes name a record that is not there", "SELECT c.source || ' ' || c.record_id AS x FROM changes c WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.source = c.source AND r.id = c.record_id)"),
        new("changes", "alerts have passed a change that is still to come, and would miss it", "SELECT a.id AS x FROM alerts a WHERE a.position > (SELECT COALESCE(MAX(c.number), 0) FROM changes c)"),
        new("checks", "results are held back whose check is not there", "SELECT w.source || ' ' || w.target AS x FROM watches w WHERE w.quarantined_check IS NOT NULL AND NOT EXISTS (SELECT 1 FROM checks c WHERE c.id = w.quarantined_check)"),
        new("checks", "staged rows belong to no check that runs or is held back", "SELECT DISTINCT s.check_id AS x FROM staged s WHERE NOT EXISTS (SELECT 1 FROM checks c WHERE c.id = s.check_id AND c.outcome IN ('running', 'quarantined'))"),
    ];
}
