-- Practices that others can copy, who copied them and with what effect, and proposals that units copy one.

-- state: draft, offered, validated, retired. reach: unit, agency. host: where an outside practice was found, empty for an own one.
-- year: that of the validation, before it that of the draft. share: completeness of the profile, of 100.
CREATE TABLE practice (
    id {id},
    root {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    programme {int} REFERENCES programme (id),
    movement {text},
    exemplar {int} REFERENCES exemplar (id),
    title {text} NOT NULL,
    folded {text} NOT NULL,
    host {text} NOT NULL,
    host_place {text} NOT NULL,
    profile {json} NOT NULL,
    share {int} NOT NULL,
    state {text} NOT NULL,
    reach {text} NOT NULL,
    year {int} NOT NULL,
    validated_on {date},
    made_by {int} NOT NULL REFERENCES person (id),
    made {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX practice_of_root ON practice (root, id);
CREATE INDEX practice_of_exemplar ON practice (exemplar) WHERE exemplar IS NOT NULL;

-- Practices the public reads; closed again, the row goes.
CREATE TABLE practice_public (
    practice {int} PRIMARY KEY REFERENCES practice (id),
    root {int} NOT NULL,
    opened_by {int} NOT NULL REFERENCES person (id),
    opened_on {date} NOT NULL
) {strict_clustered};
CREATE INDEX practice_public_by_day ON practice_public (opened_on, practice);

-- What was done with a practice as a whole: offered, sent back, validated, promoted, retired; with reason or evidence.
CREATE TABLE practice_turn (
    practice {int} NOT NULL REFERENCES practice (id),
    ordinal {int} NOT NULL,
    command {text} NOT NULL,
    words {text} NOT NULL,
    adopters {int} NOT NULL,
    done_by {int} NOT NULL REFERENCES person (id),
    at {int} NOT NULL,
    PRIMARY KEY (practice, ordinal)
) {strict_clustered};

CREATE TABLE practice_file (
    id {id},
    root {int} NOT NULL,
    practice {int} NOT NULL REFERENCES practice (id),
    name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {blob} NOT NULL,
    removed {bool} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL
) {strict};
CREATE INDEX practice_file_by_practice ON practice_file (practice, id);

CREATE TABLE practice_piece (
    file {int} NOT NULL REFERENCES practice_file (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (file, ordinal)
) {strict};

-- unit is NULL for a unit outside the agency, which outside names. learned_from: another adoption of the same practice, NULL for the origin.
-- learned_at is kept for the event at which it was learned. confirmed: not, signed, checked, sent_back.
CREATE TABLE adoption (
    id {id},
    root {int} NOT NULL,
    practice {int} NOT NULL REFERENCES practice (id),
    unit {int} REFERENCES unit (id),
    outside {text} NOT NULL,
    learned_from {int} REFERENCES adoption (id),
    how {text} NOT NULL,
    learned_at {int},
    began {date} NOT NULL,
    stage {text} NOT NULL,
    since {date} NOT NULL,
    used_from {date},
    first_used {date},
    first_stopped {date},
    changed {text} NOT NULL,
    results {text} NOT NULL,
    figures {json} NOT NULL,
    difficulty {text} NOT NULL,
    confirmed {text} NOT NULL,
    signed_by {int} REFERENCES person (id),
    signed_on {date},
    proof {text} NOT NULL,
    checked_by {int} REFERENCES person (id),
    checked_on {date},
    check_why {text} NOT NULL,
    made_by {int} NOT NULL REFERENCES person (id),
    version {int} NOT NULL
) {strict};
CREATE INDEX adoption_by_practice ON adoption (practice, id);
CREATE INDEX adoption_of_root ON adoption (root, id);
CREATE UNIQUE INDEX adoption_of_unit ON adoption (unit, practice) WHERE unit IS NOT NULL;

CREATE TABLE adoption_step (
    adoption {int} NOT NULL REFERENCES adoption (id),
    ordinal {int} NOT NULL,
    stage {text} NOT NULL,
    on_day {date} NOT NULL,
    note {text} NOT NULL,
    done_by {int} NOT NULL REFERENCES person (id),
    at {int} NOT NULL,
    PRIMARY KEY (adoption, ordinal)
) {strict_clustered};

-- Proposals for replication: the office proposes that named units copy a practice until a day.
CREATE TABLE replication (
    id {id},
    root {int} NOT NULL,
    practice {int} NOT NULL REFERENCES practice (id),
    why {text} NOT NULL,
    due {date} NOT NULL,
    made_by {int} NOT NULL REFERENCES person (id),
    made_on {date} NOT NULL
) {strict};
CREATE INDEX replication_of_root ON replication (root, id);
CREATE INDEX replication_by_practice ON replication (practice, id);

-- answer: accepted, declined; NULL while there is none.
CREATE TABLE replication_unit (
    replication {int} NOT NULL REFERENCES replication (id),
    unit {int} NOT NULL REFERENCES unit (id),
    answer {text},
    why {text} NOT NULL,
    answered_by {int} REFERENCES person (id),
    answered_on {date},
    version {int} NOT NULL,
    PRIMARY KEY (replication, unit)
) {strict_clustered};
CREATE INDEX replication_unit_by_unit ON replication_unit (unit, replication);
