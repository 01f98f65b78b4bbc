-- Plans, programmes in force, their rounds and tasks.

-- 'base' is the version that an amended plan was copied from.
CREATE TABLE plan (
    id {id},
    root {int} NOT NULL,
    programme {int},
    base {int},
    status {text} NOT NULL,
    title {text} NOT NULL,
    file_name {text} NOT NULL,
    document {text} NOT NULL,
    content {json} NOT NULL,
    warnings {json} NOT NULL,
    rejected {json} NOT NULL,
    uploaded_by {int} NOT NULL,
    uploaded_at {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX plan_by_root ON plan (root, id);

CREATE TABLE programme (
    id {id},
    root {int} NOT NULL,
    plan {int} NOT NULL REFERENCES plan (id),
    title {text} NOT NULL,
    from_year {int} NOT NULL,
    to_year {int} NOT NULL,
    status {text} NOT NULL,
    council {int},
    version {int} NOT NULL
) {strict};
CREATE INDEX programme_by_root ON programme (root, id);

-- The unit that leads a movement, where the agency has it among its units.
CREATE TABLE movement_lead (
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    root {int} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    PRIMARY KEY (programme, movement)
) {strict_clustered};

-- The unit that a name in the plan stands for; nothing where its duties are not tracked.
CREATE TABLE named_unit (
    programme {int} NOT NULL REFERENCES programme (id),
    folded {text} NOT NULL,
    root {int} NOT NULL,
    name {text} NOT NULL,
    unit {int} REFERENCES unit (id),
    PRIMARY KEY (programme, folded)
) {strict_clustered};

-- A round freezes the plan's version: it keeps running on it when the programme gets another.
CREATE TABLE round (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    plan {int} NOT NULL REFERENCES plan (id),
    track {text} NOT NULL,
    label {text} NOT NULL,
    year {int} NOT NULL,
    month {int} NOT NULL,
    opens {date} NOT NULL,
    closes {date} NOT NULL,
    reference_day {date} NOT NULL,
    status {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX round_by_programme ON round (programme, track, year, month);
CREATE INDEX round_by_root ON round (root, status, id);

-- 'last_day' is what the plan says, 'due_day' what holds: later when somebody extended it.
CREATE TABLE task (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    obligation {text} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    period {text} NOT NULL,
    due {text} NOT NULL,
    last_day {date} NOT NULL,
    due_day {date} NOT NULL,
    form {text} NOT NULL,
    what {text} NOT NULL,
    met {text},
    met_on {date},
    met_by {int},
    note {text} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (programme, obligation, unit, period)
) {strict};
CREATE INDEX task_by_unit ON task (unit, due_day, id);
CREATE INDEX task_by_root ON task (root, due_day, id);
CREATE INDEX task_open ON task (root, due_day, id) WHERE met IS NULL;
