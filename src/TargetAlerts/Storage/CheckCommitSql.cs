using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>The statements of a check's commit, set by set: their cost follows what changed.</summary>
internal static class CheckCommitSql
{
    public static string Apply(Dialect dialect) => Records + Keys(dialect) + Memberships + Changes + Aside + Absences + Gone + WatchRow;

    private const string Records = """
        INSERT INTO records (source, id, kind, title, link, dated, facts, texts, identifiers, same_as, related, fingerprint_version, fingerprint, content, first_seen_at, changed_at)
        SELECT @Source, id, kind, title, link, dated, facts, texts, identifiers, same_as, related, @version, fingerprint, content, @now, @now
        FROM staged WHERE check_id = @check AND store = 1 AND aside IS NULL
        ON CONFLICT (source, id) DO UPDATE SET kind = excluded.kind, title = excluded.title, link = excluded.link, dated = excluded.dated,
          facts = excluded.facts, texts = excluded.texts, identifiers = excluded.identifiers, same_as = excluded.same_as, related = excluded.related, fingerprint_version = excluded.fingerprint_version,
          fingerprint = excluded.fingerprint, content = excluded.content, changed_at = excluded.changed_at, gone_at = NULL;

        """;

    // By these a record is found to be of the same work as another's.
    private static string Keys(Dialect dialect) => $"""
        DELETE FROM work_keys WHERE source = @Source AND id IN (SELECT id FROM staged WHERE check_id = @check AND store = 1 AND aside IS NULL);
        INSERT INTO work_keys (work_key, source, id)
        SELECT LOWER(j.key || ':' || j.value), @Source, s.id FROM staged s, {dialect.EachMember("s.identifiers")} j
        WHERE s.check_id = @check AND s.store = 1 AND s.aside IS NULL AND j.key IN ({string.Join(", ", WorkKeys.Spaces.Select(space => $"'{space}'"))})
        ON CONFLICT DO NOTHING;
        INSERT INTO work_keys (work_key, source, id)
        SELECT LOWER(j.value), @Source, s.id FROM staged s, {dialect.EachElement("s.same_as")}
        WHERE s.check_id = @check AND s.store = 1 AND s.aside IS NULL AND s.same_as IS NOT NULL
        ON CONFLICT DO NOTHING;

        """;

    private const string Memberships = """
        INSERT INTO memberships (source, target, id, matches, first_seen_at)
        SELECT @Source, @Target, id, matches, @now FROM staged
        WHERE check_id = @check AND (joins = 1 OR store = 1) AND matches IS NOT NULL AND COALESCE(fate, '') <> 'left'
        ON CONFLICT (source, target, id) DO UPDATE SET matches = excluded.matches, left_at = NULL;
        UPDATE memberships SET left_at = @now WHERE source = @Source AND target = @Target
          AND id IN (SELECT id FROM staged WHERE check_id = @check AND fate = 'left');

        """;

    private const string Changes = """
        INSERT INTO changes (source, record_id, target, kind, reason, severity, facts, fingerprint_version, fingerprint, check_id, detected_at)
        SELECT @Source, record_id, target, kind, reason, severity, facts, @version, fingerprint, check_id, @now
        FROM staged_changes WHERE check_id = @check ORDER BY seq;

        """;

    private const string Aside = """
        DELETE FROM set_aside WHERE source = @Source AND target = @Target AND id IN (SELECT id FROM staged WHERE check_id = @check AND aside IS NULL);
        INSERT INTO set_aside (source, target, id, reason, since_at)
        SELECT @Source, @Target, id, aside, @now FROM staged WHERE check_id = @check AND aside IS NOT NULL
        ON CONFLICT (source, target, id) DO UPDATE SET reason = excluded.reason;

        """;

    private const string Absences = """
        DELETE FROM absences WHERE source = @Source AND id IN (SELECT id FROM staged WHERE check_id = @check AND COALESCE(fate, '') IN ('', 'left'));
        INSERT INTO absences (source, id, first_at) SELECT @Source, id, @now FROM staged WHERE check_id = @check AND fate = 'absent'
        ON CONFLICT (source, id) DO NOTHING;

        """;

    private const string Gone = """
        UPDATE records SET gone_at = @now, changed_at = @now WHERE source = @Source AND gone_at IS NULL AND id IN (
          SELECT id FROM staged WHERE check_id = @check AND fate = 'gone'
            AND (@removals = 1 OR EXISTS (SELECT 1 FROM staged_changes c WHERE c.check_id = @check AND c.record_id = staged.id)));
        DELETE FROM absences WHERE source = @Source AND id IN (
          SELECT s.id FROM staged s JOIN records r ON r.source = @Source AND r.id = s.id WHERE s.check_id = @check AND r.gone_at IS NOT NULL);

        """;

    private const string WatchRow = """
        UPDATE watches SET state = 'ok', cursor = @Cursor, gate = @Gate, query = @Query, fingerprint_version = @version,
          last_attempt_at = @now, last_complete_at = @now, last_listing_at = CASE WHEN @listing = 1 THEN @now ELSE last_listing_at END,
          baseline_at = CASE WHEN @baseline = 1 THEN @now ELSE baseline_at END,
          failures = 0, failing_since = NULL, reason = NULL, notes = @Notes, quarantined_check = NULL
        WHERE target = @Target AND source = @Source;
        """;
}
