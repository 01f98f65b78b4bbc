-- Reminders by e-mail: how an agency sends, what each person wants, the outbox; calendars to subscribe to; tasks given to one person.

-- security: tls, start_tls, plain. hour: from which hour of the day in Việt Nam letters go out.
CREATE TABLE mail_setting (
    root {int} NOT NULL,
    host {text} NOT NULL,
    port {int} NOT NULL,
    security {text} NOT NULL,
    login {text} NOT NULL,
    sender {text} NOT NULL,
    sender_name {text} NOT NULL,
    base {text} NOT NULL,
    hour {int} NOT NULL,
    active {bool} NOT NULL,
    version {int} NOT NULL,
    PRIMARY KEY (root)
) {strict_clustered};

-- Apart from the settings, so that no page reads it along.
CREATE TABLE mail_password (
    root {int} NOT NULL,
    secret {text} NOT NULL,
    PRIMARY KEY (root)
) {strict_clustered};

-- The last test letter of an agency. state: waiting, sending, sent, failed.
CREATE TABLE mail_test (
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    asked {int} NOT NULL,
    state {text} NOT NULL,
    fault {text},
    code {int} NOT NULL,
    settled {int},
    PRIMARY KEY (root)
) {strict_clustered};

-- cadence: daily, weekly, never. Nothing kept: daily, in Vietnamese.
CREATE TABLE reminder_choice (
    person {int} NOT NULL REFERENCES person (id),
    root {int} NOT NULL,
    cadence {text} NOT NULL,
    language {text} NOT NULL,
    PRIMARY KEY (person)
) {strict_clustered};

-- One letter a person and day, without a word of it: it is written when it is sent.
-- state: waiting, sending, sent, failed, merged (a later day's letter says it all), quiet (there was nothing to say).
CREATE TABLE letter (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    on_day {date} NOT NULL,
    state {text} NOT NULL,
    tries {int} NOT NULL,
    -- While it is being sent: until when its worker is believed to be alive.
    next_try {int} NOT NULL,
    fault {text},
    -- What the server answered; 0 for nothing.
    code {int} NOT NULL,
    queued {int} NOT NULL,
    settled {int},
    version {int} NOT NULL,
    UNIQUE (person, on_day)
) {strict};
CREATE INDEX letter_due ON letter (next_try, id) WHERE state = 'waiting';
CREATE INDEX letter_sending ON letter (next_try) WHERE state = 'sending';
CREATE INDEX letter_of_root ON letter (root, id);

-- A calendar behind a secret address, kept as its SHA-256.
CREATE TABLE calendar_feed (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL UNIQUE REFERENCES person (id),
    secret {blob} NOT NULL UNIQUE,
    made {int} NOT NULL,
    read_on {date}
) {strict};

-- Who of the unit does a task, with a day of their own.
CREATE TABLE task_assignment (
    task {int} NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    due {date},
    note {text} NOT NULL,
    assigned_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (task)
) {strict_clustered};
CREATE INDEX task_assignment_by_person ON task_assignment (person, task);
