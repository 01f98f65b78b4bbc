-- Publicity: consent, stories for the public, activities, visits, movements to follow, requests, what everybody is to read, handbooks.

-- The words people consent to: a new version never touches an old one.
CREATE TABLE consent_text (
    id {id},
    root {int} NOT NULL,
    ordinal {int} NOT NULL,
    body {text} NOT NULL,
    written_by {int} NOT NULL,
    at {int} NOT NULL,
    UNIQUE (root, ordinal)
) {strict};

-- One consent: a subject, a purpose, a reach. giver: oneself, representative, guardian. way: paper, own. ordinal: that of the words.
CREATE TABLE consent (
    id {id},
    root {int} NOT NULL,
    subject_kind {text} NOT NULL,
    subject {int} NOT NULL,
    purpose {text} NOT NULL,
    reach {text} NOT NULL,
    ordinal {int} NOT NULL,
    given_on {date} NOT NULL,
    giver {text} NOT NULL,
    giver_name {text} NOT NULL,
    relation {text} NOT NULL,
    way {text} NOT NULL,
    paper {int},
    entered_by {int} NOT NULL,
    entered {int} NOT NULL,
    withdrawn_on {date},
    withdrawn_by {int},
    version {int} NOT NULL
) {strict};
CREATE INDEX consent_by_subject ON consent (subject, subject_kind, purpose, reach);
CREATE INDEX consent_by_root ON consent (root, id);

-- Pictures of stories and scans of consents, in pieces.
CREATE TABLE publicity_media (
    id {id},
    root {int} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {blob} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL
) {strict};

CREATE TABLE publicity_media_chunk (
    media {int} NOT NULL REFERENCES publicity_media (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (media, ordinal)
) {strict};

-- A story of an exemplar. What of it everybody reads is worked out from the consent in force whenever somebody reads.
CREATE TABLE story (
    id {id},
    root {int} NOT NULL,
    exemplar {int} NOT NULL REFERENCES exemplar (id),
    title {text} NOT NULL,
    lead {text} NOT NULL,
    body {text} NOT NULL,
    quote {text} NOT NULL,
    photo {int} REFERENCES publicity_media (id),
    photo_alt {text} NOT NULL,
    author {text} NOT NULL,
    folded {text} NOT NULL,
    state {text} NOT NULL,
    publish_on {date},
    why {text} NOT NULL,
    written_by {int} NOT NULL,
    checked_by {int},
    changed {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX story_by_root ON story (root, id);
CREATE INDEX story_by_exemplar ON story (exemplar, id);
CREATE INDEX story_by_day ON story (publish_on, id) WHERE state = 'released';

CREATE TABLE activity (
    id {id},
    root {int} NOT NULL,
    channel {text} NOT NULL,
    title {text} NOT NULL,
    on_day {date} NOT NULL,
    starts_at {text} NOT NULL,
    place {text} NOT NULL,
    led_by {text} NOT NULL,
    unit {int} REFERENCES unit (id),
    exemplar {int} REFERENCES exemplar (id),
    programme {int} REFERENCES programme (id),
    state {text} NOT NULL,
    audience {int},
    minutes {int},
    link {text} NOT NULL,
    outcome {text} NOT NULL,
    why {text} NOT NULL,
    entered_by {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX activity_by_day ON activity (root, on_day, id);

-- kind: visit, talk. steps: what was decided: task, who, until when.
CREATE TABLE study_visit (
    id {id},
    root {int} NOT NULL,
    kind {text} NOT NULL,
    topic {text} NOT NULL,
    host_unit {int} REFERENCES unit (id),
    host {text} NOT NULL,
    outside {bool} NOT NULL,
    exemplar {int} REFERENCES exemplar (id),
    unit {int} NOT NULL REFERENCES unit (id),
    visitors {text} NOT NULL,
    heads {int} NOT NULL,
    on_day {date} NOT NULL,
    place {text} NOT NULL,
    learned {text} NOT NULL,
    usable {text} NOT NULL,
    steps {json} NOT NULL,
    adoption {text} NOT NULL,
    entered_by {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX study_visit_by_root ON study_visit (root, on_day, id);

CREATE TABLE follow_movement (
    id {id},
    root {int} NOT NULL,
    exemplar {int} NOT NULL REFERENCES exemplar (id),
    decision {int} NOT NULL REFERENCES decision (id),
    title {text} NOT NULL,
    call {text} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date} NOT NULL,
    ended_why {text} NOT NULL,
    ended_on {date},
    launched_by {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX follow_movement_by_root ON follow_movement (root, id);

CREATE TABLE follow_uptake (
    movement {int} NOT NULL REFERENCES follow_movement (id),
    unit {int} NOT NULL REFERENCES unit (id),
    joined_on {date} NOT NULL,
    doing {text} NOT NULL,
    people {int} NOT NULL,
    result {text} NOT NULL,
    entered_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (movement, unit)
) {strict_clustered};

CREATE TABLE content_request (
    id {id},
    root {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    exemplar {int} REFERENCES exemplar (id),
    what {text} NOT NULL,
    due {date} NOT NULL,
    asked_by {int} NOT NULL,
    asked_on {date} NOT NULL,
    answer {text} NOT NULL,
    answered_by {int},
    answered_on {date},
    version {int} NOT NULL
) {strict};
CREATE INDEX content_request_by_root ON content_request (root, id);

-- What everybody is to read; who read it, or heard it at a meeting. way: own, meeting.
CREATE TABLE reading (
    id {id},
    root {int} NOT NULL,
    title {text} NOT NULL,
    body {text} NOT NULL,
    programme {int} REFERENCES programme (id),
    asked_by {int} NOT NULL,
    asked_on {date} NOT NULL,
    due {date} NOT NULL,
    closed_on {date},
    version {int} NOT NULL
) {strict};
CREATE INDEX reading_by_root ON reading (root, id);

CREATE TABLE reading_done (
    reading {int} NOT NULL REFERENCES reading (id),
    person {int} NOT NULL REFERENCES person (id),
    way {text} NOT NULL,
    on_day {date} NOT NULL,
    entered_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (reading, person)
) {strict_clustered};

CREATE TABLE handbook (
    id {id},
    root {int} NOT NULL,
    title {text} NOT NULL,
    imprint {text} NOT NULL,
    foreword {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX handbook_by_root ON handbook (root, id);

CREATE TABLE handbook_story (
    handbook {int} NOT NULL REFERENCES handbook (id),
    story {int} NOT NULL REFERENCES story (id),
    ordinal {int} NOT NULL,
    PRIMARY KEY (handbook, story)
) {strict_clustered};
