-- Work done in the background, one at a time: what was asked for, how far it is, what came of it.

CREATE TABLE job (
    id {id},
    root {int} NOT NULL REFERENCES unit (id),
    kind {text} NOT NULL,
    -- What it is about: for certificates the decision.
    about {int} NOT NULL,
    choice {json} NOT NULL,
    asked_by {int} NOT NULL REFERENCES person (id),
    asked {int} NOT NULL,
    state {text} NOT NULL,
    done {int} NOT NULL,
    total {int} NOT NULL,
    -- Why it failed, as a word for people with its value; empty otherwise.
    why {text} NOT NULL,
    tries {int} NOT NULL,
    -- When its worker last gave a sign of life.
    touched {int} NOT NULL,
    ended {int},
    -- Until when its result is kept; empty once it was deleted.
    kept_until {int},
    version {int} NOT NULL
) {strict};
CREATE INDEX job_by_state ON job (state, id);
CREATE INDEX job_by_subject ON job (root, about, id);

-- The result in files, each in pieces as those of dossiers.
CREATE TABLE job_part (
    job {int} NOT NULL REFERENCES job (id),
    ordinal {int} NOT NULL,
    first {int} NOT NULL,
    last {int} NOT NULL,
    size {int} NOT NULL,
    PRIMARY KEY (job, ordinal)
) {strict_clustered};

CREATE TABLE job_chunk (
    job {int} NOT NULL REFERENCES job (id),
    part {int} NOT NULL,
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (job, part, ordinal)
) {strict};

-- How an agency's printer has to shift words on stock printed before, in tenths of a millimetre.
CREATE TABLE print_shift (
    root {int} NOT NULL REFERENCES unit (id),
    to_right {int} NOT NULL,
    down {int} NOT NULL,
    PRIMARY KEY (root)
) {strict_clustered};
