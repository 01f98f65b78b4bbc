-- Reports that are drafted from the records, their frozen versions and to whom they were sent; guidance on the awards of a year.

-- kind: monthly, yearly, interim, final. level: own, subtree. month: 0 for a year and for the whole plan. state: draft, submitted, sent.
-- addressees: one a line. sent: how many of its versions were sent.
CREATE TABLE report (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    unit {int} NOT NULL REFERENCES unit (id),
    kind {text} NOT NULL,
    level {text} NOT NULL,
    year {int} NOT NULL,
    month {int} NOT NULL,
    state {text} NOT NULL,
    addressees {text} NOT NULL,
    sent {int} NOT NULL,
    made_by {int} NOT NULL REFERENCES person (id),
    made {int} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (programme, unit, kind, level, year, month)
) {strict};
CREATE INDEX report_by_root ON report (root, id);

-- What was drafted, from figures of which print, and what a person made of it: edited is NULL while nobody touched the draft.
CREATE TABLE report_section (
    report {int} NOT NULL REFERENCES report (id),
    section {text} NOT NULL,
    drafted {text} NOT NULL,
    print {text} NOT NULL,
    edited {text},
    written_by {int} REFERENCES person (id),
    written {int},
    PRIMARY KEY (report, section)
) {strict_clustered};

-- A report as it was submitted: its content is never written twice. sha256 is that of the content's text.
CREATE TABLE report_version (
    id {id},
    root {int} NOT NULL,
    report {int} NOT NULL REFERENCES report (id),
    ordinal {int} NOT NULL,
    content {json} NOT NULL,
    sha256 {text} NOT NULL,
    frozen_by {int} NOT NULL REFERENCES person (id),
    frozen {int} NOT NULL,
    number {text} NOT NULL,
    sent_by {int} REFERENCES person (id),
    sent_on {date},
    UNIQUE (report, ordinal)
) {strict};

CREATE TABLE report_sending (
    version {int} NOT NULL REFERENCES report_version (id),
    ordinal {int} NOT NULL,
    addressee {text} NOT NULL,
    sent_on {date} NOT NULL,
    PRIMARY KEY (version, ordinal)
) {strict_clustered};

-- Documents that guide the awards of a year (plan 001 V.3). address: where it can be read; a file is kept in pieces.
CREATE TABLE guidance (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    year {int} NOT NULL,
    title {text} NOT NULL,
    number {text} NOT NULL,
    on_day {date} NOT NULL,
    issuer {text} NOT NULL,
    address {text} NOT NULL,
    file_name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    replaces {int} REFERENCES guidance (id),
    entered_by {int} NOT NULL REFERENCES person (id),
    entered {int} NOT NULL
) {strict};
CREATE INDEX guidance_by_programme ON guidance (programme, year, id);
CREATE INDEX guidance_by_root ON guidance (root, year, id);

CREATE TABLE guidance_piece (
    guidance {int} NOT NULL REFERENCES guidance (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (guidance, ordinal)
) {strict};

-- What a report counts comes from an index alone. That of dossiers holds the recognised ones only, so that no step before it writes it.
CREATE INDEX dossier_recognised ON dossier (standing, round, unit, class, leader, created, subject_kind, subject)
    WHERE standing = 'recognised';
DROP INDEX exemplar_by_subject;
CREATE INDEX exemplar_by_subject ON exemplar (subject, id, subject_kind, status, recognised_on);
CREATE INDEX task_of_programme ON task (programme, due_day, obligation, unit, met, met_on);
-- Awards are counted through the decisions of a programme's days.
CREATE INDEX decision_of_programme ON decision (programme, kind, status, on_day);
