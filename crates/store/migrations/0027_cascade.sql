-- The cascade: which parts a unit's plan needs, units' own plans with their issues and recipients, clusters of units.

-- parts: the names of the required ones.
CREATE TABLE unit_plan_setting (
    programme {int} PRIMARY KEY REFERENCES programme (id),
    root {int} NOT NULL,
    parts {json} NOT NULL,
    version {int} NOT NULL
) {strict_clustered};

-- kind: implementation, sub_plan, propaganda. movement: '' for none. year: 0 for the whole period. obligation: '' for none.
-- task: without a reference, for tasks nobody met are taken out when a plan is amended. done of asked: complete parts.
CREATE TABLE unit_plan (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    unit {int} NOT NULL REFERENCES unit (id),
    kind {text} NOT NULL,
    movement {text} NOT NULL,
    year {int} NOT NULL,
    obligation {text} NOT NULL,
    task {int},
    state {text} NOT NULL,
    content {json} NOT NULL,
    done {int} NOT NULL,
    asked {int} NOT NULL,
    why {text} NOT NULL,
    number {text} NOT NULL,
    issued_on {date},
    issues {int} NOT NULL,
    base {int} REFERENCES unit_plan (id),
    begun_by {int} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (programme, unit, kind, movement, year, obligation)
) {strict};
CREATE INDEX unit_plan_by_unit ON unit_plan (unit, id);
CREATE INDEX unit_plan_by_year ON unit_plan (programme, year, id);

-- Every issue of a plan as it was issued: never changed.
CREATE TABLE unit_plan_issue (
    plan {int} NOT NULL REFERENCES unit_plan (id),
    ordinal {int} NOT NULL,
    number {text} NOT NULL,
    issued_on {date} NOT NULL,
    content {json} NOT NULL,
    issued_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (plan, ordinal)
) {strict_clustered};

-- The signed file of an issue, in pieces.
CREATE TABLE unit_plan_file (
    plan {int} NOT NULL REFERENCES unit_plan (id),
    ordinal {int} NOT NULL,
    name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {blob} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL,
    PRIMARY KEY (plan, ordinal)
) {strict_clustered};

CREATE TABLE unit_plan_piece (
    plan {int} NOT NULL REFERENCES unit_plan (id),
    ordinal {int} NOT NULL,
    piece {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (plan, ordinal, piece)
) {strict};

-- kind: cluster (cụm), bloc (khối). programme: NULL for every one. year: 0 for every one.
CREATE TABLE cluster (
    id {id},
    root {int} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    programme {int} REFERENCES programme (id),
    year {int} NOT NULL,
    head {int} NOT NULL REFERENCES unit (id),
    version {int} NOT NULL
) {strict};
CREATE INDEX cluster_by_root ON cluster (root, id);

CREATE TABLE cluster_member (
    cluster {int} NOT NULL REFERENCES cluster (id),
    unit {int} NOT NULL REFERENCES unit (id),
    from_day {date} NOT NULL,
    to_day {date},
    PRIMARY KEY (cluster, unit, from_day)
) {strict_clustered};
CREATE INDEX cluster_member_by_unit ON cluster_member (unit, cluster);

-- Whether a recipient has a plan. recipient: standing_body, cluster_head.
CREATE TABLE unit_plan_receipt (
    plan {int} NOT NULL REFERENCES unit_plan (id),
    recipient {text} NOT NULL,
    cluster {int} REFERENCES cluster (id),
    sent_on {date} NOT NULL,
    sent_by {int} NOT NULL,
    received_on {date},
    received_by {int},
    PRIMARY KEY (plan, recipient)
) {strict_clustered};
