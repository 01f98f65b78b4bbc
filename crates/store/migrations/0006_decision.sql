-- Decisions, awards, exemplars, what went to the level above, and the counters behind quotas.

CREATE TABLE decision (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    kind {text} NOT NULL,
    status {text} NOT NULL,
    year {int},
    number {int},
    symbol {text} NOT NULL,
    on_day {date},
    title {text} NOT NULL,
    bases {text} NOT NULL,
    signer {int},
    signer_name {text} NOT NULL,
    signer_title {text} NOT NULL,
    award {text},
    valid_until {date},
    recheck_on {date},
    version {int} NOT NULL,
    UNIQUE (root, year, number)
) {strict};
CREATE INDEX decision_by_root ON decision (root, id);
CREATE INDEX decision_by_day ON decision (root, status, on_day, id);

CREATE TABLE decision_line (
    decision {int} NOT NULL REFERENCES decision (id),
    dossier {int} NOT NULL REFERENCES dossier (id),
    ordinal {int} NOT NULL,
    override_reason {text},
    amount {json},
    PRIMARY KEY (decision, dossier)
) {strict_clustered};
CREATE INDEX decision_line_by_dossier ON decision_line (dossier, decision);

-- A number is used once a year per agency.
CREATE TABLE number_series (
    root {int} NOT NULL,
    year {int} NOT NULL,
    last {int} NOT NULL,
    PRIMARY KEY (root, year)
) {strict_clustered};

-- Numbers of a year that were used for documents made elsewhere, so that the register has no unexplained hole.
CREATE TABLE number_gap (
    root {int} NOT NULL,
    year {int} NOT NULL,
    first {int} NOT NULL,
    last {int} NOT NULL,
    reason {text} NOT NULL,
    written_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (root, year, first)
) {strict_clustered};

CREATE TABLE exemplar (
    id {id},
    root {int} NOT NULL,
    dossier {int} NOT NULL UNIQUE REFERENCES dossier (id),
    decision {int} NOT NULL REFERENCES decision (id),
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject {int} NOT NULL,
    class {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    name {text} NOT NULL,
    folded {text} NOT NULL,
    unit_name {text} NOT NULL,
    level {text} NOT NULL,
    recognised_on {date} NOT NULL,
    valid_until {date},
    recheck_on {date},
    status {text} NOT NULL,
    ended_on {date},
    ended_why {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX exemplar_by_root ON exemplar (root, id);
CREATE INDEX exemplar_by_movement ON exemplar (programme, movement, id);
CREATE INDEX exemplar_by_subject ON exemplar (subject, id);
CREATE INDEX exemplar_by_decision ON exemplar (decision, id);

-- What was sent to the level above, and its answer. A letter is the rows of one batch: dossiers × recipients.
CREATE TABLE forwarding (
    id {id},
    root {int} NOT NULL,
    batch {int} NOT NULL,
    dossier {int} NOT NULL REFERENCES dossier (id),
    recipient {text} NOT NULL,
    sent_on {date} NOT NULL,
    letter {text} NOT NULL,
    answer {text},
    answered_on {date},
    answer_number {text} NOT NULL,
    answer_note {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX forwarding_by_root ON forwarding (root, batch, id);
CREATE INDEX forwarding_by_dossier ON forwarding (dossier, id);

-- Recognised dossiers counted as quotas count them; kept in the same transaction, checked by `lantoa doctor`.
CREATE TABLE recognition_count (
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    track {text} NOT NULL,
    class {text} NOT NULL,
    unit {int} NOT NULL,
    year {int} NOT NULL,
    month {int} NOT NULL,
    times {int} NOT NULL,
    PRIMARY KEY (programme, movement, track, class, unit, year, month)
) {strict_clustered};
