-- Councils, their members by date, sessions and agendas. No table says who voted what.

CREATE TABLE council (
    id {id},
    root {int} NOT NULL,
    name {text} NOT NULL,
    act {text} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date},
    version {int} NOT NULL
) {strict};
CREATE INDEX council_by_root ON council (root, id);

CREATE TABLE council_member (
    id {id},
    root {int} NOT NULL,
    council {int} NOT NULL REFERENCES council (id),
    person {int} NOT NULL REFERENCES person (id),
    role {text} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date}
) {strict};
CREATE INDEX council_member_by_council ON council_member (council, from_day);
CREATE INDEX council_member_by_person ON council_member (person, from_day);

CREATE TABLE session (
    id {id},
    root {int} NOT NULL,
    council {int} NOT NULL REFERENCES council (id),
    title {text} NOT NULL,
    place {text} NOT NULL,
    held_on {date} NOT NULL,
    starts_at {text} NOT NULL,
    papers_on {date},
    status {text} NOT NULL,
    tellers {text} NOT NULL,
    conclusion {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX session_by_root ON session (root, held_on, id);
CREATE INDEX session_by_council ON session (council, held_on, id);

CREATE TABLE seat (
    session {int} NOT NULL REFERENCES session (id),
    person {int} NOT NULL REFERENCES person (id),
    role {text} NOT NULL,
    came {int},
    gone {int},
    excuse {text} NOT NULL,
    PRIMARY KEY (session, person)
) {strict_clustered};

CREATE TABLE agenda_item (
    id {id},
    root {int} NOT NULL,
    session {int} NOT NULL REFERENCES session (id),
    dossier {int} NOT NULL REFERENCES dossier (id),
    ordinal {int} NOT NULL,
    rule {json} NOT NULL,
    stage {text} NOT NULL,
    state {json} NOT NULL,
    reason {text} NOT NULL,
    note {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX agenda_item_by_session ON agenda_item (session, ordinal);
CREATE INDEX agenda_item_by_dossier ON agenda_item (dossier, id);
