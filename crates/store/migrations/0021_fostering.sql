-- New factors: how they were found, who fosters them and how, and what recognised exemplars are found to be worth later.

-- What somebody thinks worth attention. source: citizen, staff, inspection, press, unit, other. state: received, looked_at, taken_up, declined.
CREATE TABLE suggestion (
    id {id},
    root {int} NOT NULL,
    code {text} NOT NULL UNIQUE,
    once {text} NOT NULL UNIQUE,
    source {text} NOT NULL,
    source_note {text} NOT NULL,
    subject_name {text} NOT NULL,
    place {text} NOT NULL,
    deed {text} NOT NULL,
    happened {text} NOT NULL,
    state {text} NOT NULL,
    why {text} NOT NULL,
    prospect {int},
    received {int} NOT NULL,
    received_on {date} NOT NULL,
    decided_on {date},
    version {int} NOT NULL
) {strict};
CREATE INDEX suggestion_by_root ON suggestion (root, id);
CREATE INDEX suggestion_by_state ON suggestion (root, state, id);
CREATE INDEX suggestion_by_prospect ON suggestion (prospect, id);

-- Who sent it: personal data, apart, so that it can be erased and the rest stays.
CREATE TABLE suggestion_sender (
    suggestion {int} NOT NULL REFERENCES suggestion (id),
    person {int} REFERENCES person (id),
    name {text} NOT NULL,
    contact {text} NOT NULL,
    PRIMARY KEY (suggestion)
) {strict_clustered};

-- A subject found early. state: noticed, fostered, invited, registered, let_go.
CREATE TABLE prospect (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    class {text} NOT NULL,
    name {text} NOT NULL,
    folded {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    scope {text} NOT NULL,
    deed {text} NOT NULL,
    source {text} NOT NULL,
    source_note {text} NOT NULL,
    state {text} NOT NULL,
    noticed_on {date} NOT NULL,
    fostered_on {date},
    invited_on {date},
    registered_on {date},
    let_go_on {date},
    why {text} NOT NULL,
    dossier {int} REFERENCES dossier (id),
    entered_by {int} NOT NULL,
    entered {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX prospect_by_root ON prospect (root, id);
CREATE INDEX prospect_by_state ON prospect (root, state, id);
CREATE INDEX prospect_by_unit ON prospect (unit, id);
CREATE INDEX prospect_by_dossier ON prospect (dossier);

-- The plan by which a prospect, a dossier or an exemplar is fostered. about_kind: prospect, dossier, exemplar. state: active, closed.
CREATE TABLE fostering (
    id {id},
    root {int} NOT NULL,
    about_kind {text} NOT NULL,
    about {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    owner {int} NOT NULL REFERENCES person (id),
    situation {text} NOT NULL,
    next_level {text},
    from_day {date} NOT NULL,
    until_day {date} NOT NULL,
    every_months {int} NOT NULL,
    state {text} NOT NULL,
    closed_on {date},
    outcome {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX fostering_by_root ON fostering (root, state, id);
CREATE UNIQUE INDEX fostering_active ON fostering (about_kind, about) WHERE state = 'active';
CREATE INDEX fostering_about ON fostering (about_kind, about, id);

CREATE TABLE fostering_goal (
    id {id},
    fostering {int} NOT NULL REFERENCES fostering (id),
    words {text} NOT NULL,
    measure {text} NOT NULL,
    unit_of {text} NOT NULL,
    at_start {int} NOT NULL,
    target {int} NOT NULL,
    now {int} NOT NULL,
    measured_on {date} NOT NULL,
    due {date} NOT NULL,
    reached_on {date}
) {strict};
CREATE INDEX fostering_goal_of ON fostering_goal (fostering, id);

CREATE TABLE fostering_initiative (
    id {id},
    fostering {int} NOT NULL REFERENCES fostering (id),
    on_day {date} NOT NULL,
    words {text} NOT NULL,
    effect {text} NOT NULL
) {strict};
CREATE INDEX fostering_initiative_of ON fostering_initiative (fostering, id);

-- kind: spirit, material, mechanism, environment. state: requested, promised, delivered, refused.
CREATE TABLE fostering_support (
    id {id},
    fostering {int} NOT NULL REFERENCES fostering (id),
    kind {text} NOT NULL,
    words {text} NOT NULL,
    state {text} NOT NULL,
    asked_on {date} NOT NULL,
    by_whom {text} NOT NULL,
    promised_for {date},
    settled_on {date},
    why {text} NOT NULL
) {strict};
CREATE INDEX fostering_support_of ON fostering_support (fostering, id);

CREATE TABLE fostering_check (
    id {id},
    fostering {int} NOT NULL REFERENCES fostering (id),
    on_day {date} NOT NULL,
    words {text} NOT NULL,
    correction {text} NOT NULL,
    written_by {int} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX fostering_check_of ON fostering_check (fostering, on_day, id);

CREATE TABLE fostering_difficulty (
    id {id},
    fostering {int} NOT NULL REFERENCES fostering (id),
    found_on {date} NOT NULL,
    words {text} NOT NULL,
    helper {int} NOT NULL REFERENCES person (id),
    due {date} NOT NULL,
    closed_on {date},
    outcome {text} NOT NULL
) {strict};
CREATE INDEX fostering_difficulty_of ON fostering_difficulty (fostering, id);

-- Days after a recognition within which its fostering plan is due.
CREATE TABLE fostering_setting (
    root {int} NOT NULL,
    plan_days {int} NOT NULL,
    version {int} NOT NULL,
    PRIMARY KEY (root)
) {strict_clustered};

-- The last day on which a programme takes new factors, where it is not the last day of its last year.
CREATE TABLE fostering_last_day (
    programme {int} NOT NULL REFERENCES programme (id),
    last_day {date} NOT NULL,
    version {int} NOT NULL,
    PRIMARY KEY (programme)
) {strict_clustered};

-- What an exemplar was found to be worth when it was looked at again. Grades: strong, fair, weak. verdict: confirmed, renewed, faded, withdrawn.
CREATE TABLE review_card (
    id {id},
    root {int} NOT NULL,
    exemplar {int} NOT NULL REFERENCES exemplar (id),
    on_day {date} NOT NULL,
    effect {text} NOT NULL,
    effect_note {text} NOT NULL,
    efficiency {text} NOT NULL,
    efficiency_note {text} NOT NULL,
    potential {text} NOT NULL,
    potential_note {text} NOT NULL,
    influence {text} NOT NULL,
    influence_note {text} NOT NULL,
    verdict {text} NOT NULL,
    found {text} NOT NULL,
    valid_until {date},
    recheck_on {date},
    written_by {int} NOT NULL
) {strict};
CREATE INDEX review_card_of ON review_card (exemplar, id);
