-- Writing contests: what is set, entries, apart from them who wrote them, the jury, its sheets of marks, conflicts of interest.

-- entrants: everybody, staff. step: half, quarter. prizes, criteria: lists in their order.
CREATE TABLE contest (
    id {id},
    root {int} NOT NULL,
    title {text} NOT NULL,
    body {text} NOT NULL,
    programme {int} REFERENCES programme (id),
    movement {text},
    opens {date} NOT NULL,
    closes {date} NOT NULL,
    entrants {text} NOT NULL,
    most_words {int} NOT NULL,
    prizes {json} NOT NULL,
    criteria {json} NOT NULL,
    step {text} NOT NULL,
    jurors {int} NOT NULL,
    spread {int} NOT NULL,
    state {text} NOT NULL,
    why {text} NOT NULL,
    decided_by {int},
    decided_on {date},
    published_on {date},
    set_by {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX contest_by_root ON contest (root, id);

-- An entry, without who wrote it. jury_text: what the jury reads, without what gives the author away. agreed: hundredths of a point.
CREATE TABLE contest_entry (
    id {id},
    contest {int} NOT NULL REFERENCES contest (id),
    root {int} NOT NULL,
    number {int} NOT NULL,
    code {text} NOT NULL UNIQUE,
    once {text} NOT NULL UNIQUE,
    title {text} NOT NULL,
    subject {text} NOT NULL,
    place {text} NOT NULL,
    body {text} NOT NULL,
    jury_text {text} NOT NULL,
    state {text} NOT NULL,
    refused_for {text},
    why {text} NOT NULL,
    showing {text} NOT NULL,
    received {int} NOT NULL,
    received_on {date} NOT NULL,
    consent_gone {date},
    agreed {int},
    agreed_advice {text},
    agreed_why {text} NOT NULL,
    settled {int},
    settled_why {text} NOT NULL,
    prize {int},
    version {int} NOT NULL,
    UNIQUE (contest, number)
) {strict};

-- Who wrote an entry: a row of its own, which can be erased without the entry.
CREATE TABLE contest_author (
    entry {int} NOT NULL REFERENCES contest_entry (id),
    person {int} REFERENCES person (id),
    name {text} NOT NULL,
    contact {text} NOT NULL,
    unit {text} NOT NULL,
    guardian {text} NOT NULL,
    PRIMARY KEY (entry)
) {strict_clustered};

-- seat: chair, member.
CREATE TABLE contest_juror (
    id {id},
    contest {int} NOT NULL REFERENCES contest (id),
    person {int} NOT NULL REFERENCES person (id),
    seat {text} NOT NULL,
    UNIQUE (contest, person)
) {strict};
CREATE INDEX contest_juror_by_person ON contest_juror (person, contest);

-- Who marks what, and how. handed_on: from then on the sheet is frozen. back_why: why it was given back last.
CREATE TABLE contest_sheet (
    id {id},
    entry {int} NOT NULL REFERENCES contest_entry (id),
    contest {int} NOT NULL REFERENCES contest (id),
    juror {int} NOT NULL REFERENCES contest_juror (id),
    marks {json} NOT NULL,
    comment {text} NOT NULL,
    advice {text},
    handed_on {date},
    back_why {text} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (entry, juror)
) {strict};
CREATE INDEX contest_sheet_by_contest ON contest_sheet (contest, id);
CREATE INDEX contest_sheet_by_juror ON contest_sheet (juror, id);

-- kind: declared by the juror, found from names and kin.
CREATE TABLE contest_conflict (
    entry {int} NOT NULL REFERENCES contest_entry (id),
    juror {int} NOT NULL REFERENCES contest_juror (id),
    kind {text} NOT NULL,
    reason {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (entry, juror)
) {strict_clustered};
