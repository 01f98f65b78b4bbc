-- Electronic secret ballots. The board holds no person and no time, and nothing on it is ever changed.

CREATE TABLE election (
    id {id},
    root {int} NOT NULL,
    session {int} NOT NULL REFERENCES session (id),
    uuid {text} NOT NULL UNIQUE,
    title {text} NOT NULL,
    stage {text} NOT NULL,
    rule {json} NOT NULL,
    members {int} NOT NULL,
    threshold {int} NOT NULL,
    issuer {int} NOT NULL REFERENCES person (id),
    min_ballots {int} NOT NULL,
    again {bool} NOT NULL,
    ceremony {blob} NOT NULL,
    receipts {blob} NOT NULL,
    programs {json} NOT NULL,
    opened {int},
    reason {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX election_by_session ON election (session, id);

CREATE TABLE election_item (
    election {int} NOT NULL REFERENCES election (id),
    place {int} NOT NULL,
    item {int} NOT NULL REFERENCES agenda_item (id),
    PRIMARY KEY (election, place)
) {strict_clustered};
CREATE INDEX election_item_by_item ON election_item (item);

CREATE TABLE election_trustee (
    election {int} NOT NULL REFERENCES election (id),
    number {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    first {blob},
    second {blob},
    third {blob},
    PRIMARY KEY (election, number)
) {strict_clustered};

-- The sheet on which members sign for an envelope: who has one, never which.
CREATE TABLE election_voter (
    election {int} NOT NULL REFERENCES election (id),
    person {int} NOT NULL REFERENCES person (id),
    took {text} NOT NULL,
    PRIMARY KEY (election, person)
) {strict_clustered};

CREATE TABLE board_entry (
    election {int} NOT NULL REFERENCES election (id),
    number {int} NOT NULL,
    kind {int} NOT NULL,
    payload {blob} NOT NULL,
    head {blob} NOT NULL,
    PRIMARY KEY (election, number)
) {strict_clustered};
-- sqlite
CREATE TRIGGER board_entry_kept BEFORE UPDATE ON board_entry BEGIN SELECT RAISE(ABORT, 'the board is append-only'); END;
CREATE TRIGGER board_entry_stays BEFORE DELETE ON board_entry BEGIN SELECT RAISE(ABORT, 'the board is append-only'); END;
-- end
-- postgres
CREATE FUNCTION board_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the board is append-only';
END $$;
CREATE TRIGGER board_entry_kept BEFORE UPDATE OR DELETE ON board_entry
    FOR EACH ROW EXECUTE FUNCTION board_is_append_only();
CREATE TRIGGER board_entry_stays BEFORE TRUNCATE ON board_entry
    FOR EACH STATEMENT EXECUTE FUNCTION board_is_append_only();
-- end
