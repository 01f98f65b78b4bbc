-- Conferences of exemplars and congresses of the level above: seats, delegates, programme, and the list as it was handed over.

-- kind: held_here, above. state: preparing, called, held, closed, cancelled. begins, ends: minutes after midnight.
-- task: what the plan asks for it; a task may be taken out with an amendment, so nothing holds it here.
CREATE TABLE conference (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    task {int},
    kind {text} NOT NULL,
    title {text} NOT NULL,
    host {text} NOT NULL,
    from_year {int} NOT NULL,
    to_year {int} NOT NULL,
    on_day {date},
    begins {int} NOT NULL,
    ends {int},
    place {text} NOT NULL,
    chair {text} NOT NULL,
    held_with {text} NOT NULL,
    seats {int},
    reserves {int} NOT NULL,
    state {text} NOT NULL,
    held_on {date},
    why {text} NOT NULL,
    set_by {int} NOT NULL REFERENCES person (id),
    version {int} NOT NULL
) {strict};
CREATE INDEX conference_by_root ON conference (root, id);
CREATE INDEX conference_by_programme ON conference (programme, id);

CREATE TABLE conference_seat (
    conference {int} NOT NULL REFERENCES conference (id),
    unit {int} NOT NULL REFERENCES unit (id),
    seats {int} NOT NULL,
    PRIMARY KEY (conference, unit)
) {strict_clustered};

-- Nobody is there twice: once is the person, or name and unit of somebody without a record.
-- role: official, presenter, substitute, guest. why: why not chosen, or why not coming. stands_for: whose place a substitute took.
CREATE TABLE conference_delegate (
    id {id},
    root {int} NOT NULL,
    conference {int} NOT NULL REFERENCES conference (id),
    once {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    person {int} REFERENCES person (id),
    exemplar {int} REFERENCES exemplar (id),
    name {text} NOT NULL,
    post {text} NOT NULL,
    gender {text} NOT NULL,
    work {text} NOT NULL,
    role {text} NOT NULL,
    state {text} NOT NULL,
    reason {text} NOT NULL,
    topic {text} NOT NULL,
    seat {text} NOT NULL,
    why {text} NOT NULL,
    ordinal {int} NOT NULL,
    stands_for {int},
    proposed_by {int} NOT NULL REFERENCES person (id),
    version {int} NOT NULL,
    UNIQUE (conference, once)
) {strict};
CREATE INDEX conference_delegate_by_root ON conference_delegate (root, conference, state, role);

-- fixed: when an item has to begin, in minutes after midnight.
CREATE TABLE conference_item (
    id {id},
    conference {int} NOT NULL REFERENCES conference (id),
    ordinal {int} NOT NULL,
    minutes {int} NOT NULL,
    fixed {int},
    title {text} NOT NULL,
    delegate {int},
    presenter {text} NOT NULL,
    exemplar {int} REFERENCES exemplar (id),
    practice {int} REFERENCES practice (id)
) {strict};
CREATE INDEX conference_item_by_conference ON conference_item (conference, ordinal, id);

-- A list as it was handed over: never written twice. sha256 is that of the file, which is kept in pieces.
CREATE TABLE conference_handover (
    id {id},
    root {int} NOT NULL,
    conference {int} NOT NULL REFERENCES conference (id),
    ordinal {int} NOT NULL,
    content {json} NOT NULL,
    sha256 {text} NOT NULL,
    size {int} NOT NULL,
    recipient {text} NOT NULL,
    letter {text} NOT NULL,
    on_day {date} NOT NULL,
    handed_by {int} NOT NULL REFERENCES person (id),
    handed {int} NOT NULL,
    UNIQUE (conference, ordinal)
) {strict};

CREATE TABLE conference_piece (
    handover {int} NOT NULL REFERENCES conference_handover (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (handover, ordinal)
) {strict};
