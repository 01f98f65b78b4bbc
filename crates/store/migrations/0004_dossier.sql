-- Dossiers, their papers, judgements and notes.

-- A collective outside the tree, a household or a practice.
CREATE TABLE subject (
    id {id},
    root {int} NOT NULL,
    kind {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    name {text} NOT NULL,
    folded {text} NOT NULL,
    note {text} NOT NULL
) {strict};
CREATE INDEX subject_by_root ON subject (root, folded, id);

CREATE TABLE dossier (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    round {int} NOT NULL REFERENCES round (id),
    track {text} NOT NULL,
    movement {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject {int} NOT NULL,
    class {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    name {text} NOT NULL,
    leader {bool} NOT NULL,
    sector {text},
    scope {text} NOT NULL,
    origin {text} NOT NULL,
    achievement {text} NOT NULL,
    standing {text} NOT NULL,
    at {text} NOT NULL,
    state {json} NOT NULL,
    created {int} NOT NULL,
    changed {int} NOT NULL,
    changed_by {int} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (round, movement, subject_kind, subject)
) {strict};
CREATE INDEX dossier_by_root ON dossier (root, id);
CREATE INDEX dossier_by_place ON dossier (root, at, id);
CREATE INDEX dossier_by_standing ON dossier (root, standing, id);
CREATE INDEX dossier_by_unit ON dossier (unit, id);
CREATE INDEX dossier_by_unit_place ON dossier (unit, at, id);
CREATE INDEX dossier_by_movement ON dossier (programme, movement, id);
CREATE INDEX dossier_by_movement_place ON dossier (programme, movement, at, id);
CREATE INDEX dossier_by_round ON dossier (round, id);
CREATE INDEX dossier_by_subject ON dossier (subject, id);

CREATE TABLE file (
    id {id},
    root {int} NOT NULL,
    dossier {int} NOT NULL REFERENCES dossier (id),
    paper {text} NOT NULL,
    name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {blob} NOT NULL,
    removed {bool} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL
) {strict};
CREATE INDEX file_by_dossier ON file (dossier, id);

CREATE TABLE file_chunk (
    file {int} NOT NULL REFERENCES file (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (file, ordinal)
) {strict};

CREATE TABLE judgement (
    dossier {int} NOT NULL REFERENCES dossier (id),
    criterion {text} NOT NULL,
    finding {json} NOT NULL,
    how {text} NOT NULL,
    note {text} NOT NULL,
    judged_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (dossier, criterion)
) {strict_clustered};

-- What is written down at a step: how the collective acclaimed, how it was fostered, what went to the level above.
CREATE TABLE note (
    id {id},
    root {int} NOT NULL,
    dossier {int} NOT NULL REFERENCES dossier (id),
    kind {text} NOT NULL,
    on_day {date} NOT NULL,
    body {text} NOT NULL,
    detail {json} NOT NULL,
    written_by {int} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX note_by_dossier ON note (dossier, id);

CREATE TABLE conflict (
    dossier {int} NOT NULL REFERENCES dossier (id),
    person {int} NOT NULL REFERENCES person (id),
    root {int} NOT NULL,
    kind {text} NOT NULL,
    reason {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (dossier, person, kind)
) {strict_clustered};
CREATE INDEX conflict_by_person ON conflict (person, dossier);
