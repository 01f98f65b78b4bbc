-- Units over time, people, accounts, roles and recorded facts. Every row carries its agency (root) from the first day.

CREATE TABLE agency (
    root {id},
    standing_body {int},
    rounding {text} NOT NULL,
    papers_days {int} NOT NULL,
    symbol {text} NOT NULL,
    version {int} NOT NULL
) {strict};

CREATE TABLE unit (
    id {id},
    root {int} NOT NULL,
    parent {int} REFERENCES unit (id),
    kind {text} NOT NULL,
    name {text} NOT NULL,
    aliases {json} NOT NULL,
    folded {text} NOT NULL,
    ordinal {int} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date},
    version {int} NOT NULL
) {strict};
CREATE INDEX unit_by_root ON unit (root, ordinal, id);
CREATE INDEX unit_by_parent ON unit (parent);

-- Every unit with each of its superiors, itself included at depth 0.
CREATE TABLE unit_path (
    ancestor {int} NOT NULL REFERENCES unit (id),
    unit {int} NOT NULL REFERENCES unit (id),
    depth {int} NOT NULL,
    PRIMARY KEY (ancestor, unit)
) {strict_clustered};
CREATE INDEX unit_path_by_unit ON unit_path (unit, depth);

CREATE TABLE unit_change (
    id {id},
    root {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    kind {text} NOT NULL,
    on_day {date} NOT NULL,
    act {text} NOT NULL,
    name {text},
    successors {json} NOT NULL,
    parent {int},
    becomes {text}
) {strict};
CREATE INDEX unit_change_by_root ON unit_change (root, id);
CREATE INDEX unit_change_by_unit ON unit_change (unit, on_day);

CREATE TABLE person (
    id {id},
    root {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    name {text} NOT NULL,
    folded {text} NOT NULL,
    post {text} NOT NULL,
    leads {bool} NOT NULL,
    category {text} NOT NULL,
    born {date},
    gender {text} NOT NULL,
    email {text} NOT NULL,
    active {bool} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX person_by_root ON person (root, folded, id);
CREATE INDEX person_by_unit ON person (unit, id);

-- Sensitive data apart, so that a careless join cannot bring it along.
CREATE TABLE person_private (
    person {id},
    root {int} NOT NULL,
    ethnicity {text} NOT NULL,
    religion {text} NOT NULL,
    party_since {date}
) {strict};

CREATE TABLE kin (
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    other {int} NOT NULL REFERENCES person (id),
    PRIMARY KEY (person, other)
) {strict_clustered};

CREATE TABLE account (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL UNIQUE REFERENCES person (id),
    login {text} NOT NULL UNIQUE,
    secret {text} NOT NULL,
    disabled {bool} NOT NULL,
    must_change {bool} NOT NULL,
    failures {int} NOT NULL,
    locked_until {int},
    version {int} NOT NULL
) {strict};

CREATE TABLE login_session (
    token {blob} NOT NULL,
    account {int} NOT NULL REFERENCES account (id),
    root {int} NOT NULL,
    created {int} NOT NULL,
    seen {int} NOT NULL,
    expires {int} NOT NULL,
    agent {text} NOT NULL,
    PRIMARY KEY (token)
) {strict};
CREATE INDEX login_session_by_account ON login_session (account);

CREATE TABLE role_grant (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    role {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    programme {int},
    movement {text},
    from_day {date} NOT NULL,
    to_day {date}
) {strict};
CREATE INDEX role_grant_by_person ON role_grant (person, from_day);

-- What is recorded about a person, a unit or another subject; checks decide from it.
CREATE TABLE fact (
    id {id},
    root {int} NOT NULL,
    about_kind {text} NOT NULL,
    about {int} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    year {int} NOT NULL,
    on_day {date},
    value {int} NOT NULL,
    note {text} NOT NULL,
    verified_by {int},
    recorded_by {int} NOT NULL,
    at {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX fact_by_subject ON fact (about, kind, year);
CREATE INDEX fact_by_root ON fact (root, id);

-- Law as dated facts.
CREATE TABLE base_salary (
    from_day {date} NOT NULL,
    amount {int} NOT NULL,
    act {text} NOT NULL,
    mark {text} NOT NULL,
    checked_by {text},
    checked_on {date},
    version {int} NOT NULL,
    PRIMARY KEY (from_day)
) {strict};

CREATE TABLE award_rate (
    award {text} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date},
    name {text} NOT NULL,
    hundredths {int} NOT NULL,
    collective {int} NOT NULL,
    household {int} NOT NULL,
    act {text} NOT NULL,
    mark {text} NOT NULL,
    factor_mark {text} NOT NULL,
    checked_by {text},
    checked_on {date},
    version {int} NOT NULL,
    PRIMARY KEY (award, from_day)
) {strict};

-- Values of the installation as a whole: the secret that signs form tokens.
CREATE TABLE installation (
    name {text} NOT NULL PRIMARY KEY,
    bytes {blob} NOT NULL
) {strict};
