-- The journal: every change as one entry, chained by hashes per root unit. Nothing edits or deletes it.
-- 'at' is microseconds since 1970 in UTC, 'detail' is JSON text, 'prev' and 'hash' are SHA-256 (crates/store/src/journal/chain.rs).

CREATE TABLE journal_head (
    root {id},
    seq {int} NOT NULL,
    hash {blob} NOT NULL
) {strict};

CREATE TABLE journal (
    root {int} NOT NULL,
    seq {int} NOT NULL,
    at {int} NOT NULL,
    actor {int},
    action {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject_id {int} NOT NULL,
    detail {text} NOT NULL,
    prev {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (root, seq)
) {strict_clustered};

CREATE INDEX journal_by_subject ON journal (root, subject_kind, subject_id, seq);

-- sqlite
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- end

-- postgres
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END
$$;
CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_head_no_truncate BEFORE TRUNCATE ON journal_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
-- The head of a busy root is updated with every unit: room for updates in place.
ALTER TABLE journal_head SET (fillfactor = 10);
-- end
