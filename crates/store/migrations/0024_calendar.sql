-- Days that differ from the week, what happened that deadlines count from, and how tasks stand in figures.

-- kind: off, working.
CREATE TABLE holiday (
    id {id},
    root {int} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    from_day {date} NOT NULL,
    to_day {date} NOT NULL,
    act {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX holiday_by_root ON holiday (root, from_day, id);

-- What becomes of a deadline on a day on which nobody works. off_day: keep, later, earlier. No row: keep.
CREATE TABLE off_day_rule (
    root {id},
    off_day {text} NOT NULL
) {strict};

-- What happened that deadlines count from. event: the plan's words, folded. unit: the agency itself where it concerns everybody.
CREATE TABLE programme_event (
    programme {int} NOT NULL REFERENCES programme (id),
    event {text} NOT NULL,
    on_day {date} NOT NULL,
    unit {int} NOT NULL REFERENCES unit (id),
    words {text} NOT NULL,
    note {text} NOT NULL,
    entered_by {int} NOT NULL,
    PRIMARY KEY (programme, event, on_day, unit)
) {strict_clustered};

-- The day somebody gave a task, apart from the one that holds: that may differ because of a holiday too.
ALTER TABLE task ADD COLUMN extended_to {date};
ALTER TABLE task ADD COLUMN extended_why {text} NOT NULL DEFAULT '';
UPDATE task SET extended_to = due_day WHERE due_day <> last_day;

-- Those who are behind, without a look at the others.
CREATE INDEX task_behind ON task (programme, obligation, due_day, unit)
    WHERE met IS NULL OR (met <> 'exempt' AND met_on > due_day);
CREATE INDEX unit_by_name ON unit (root, folded, id);

-- How many tasks of a turn stand so. outcome: open, extended, done, zero, late, exempt; what is missing depends on the day.
CREATE TABLE task_tally (
    programme {int} NOT NULL REFERENCES programme (id),
    obligation {text} NOT NULL,
    period {text} NOT NULL,
    due_day {date} NOT NULL,
    outcome {text} NOT NULL,
    times {int} NOT NULL,
    PRIMARY KEY (programme, obligation, period, due_day, outcome)
) {strict_clustered};
INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times)
SELECT programme, obligation, period, due_day, outcome, CAST(count(*) AS BIGINT) FROM (
    SELECT programme, obligation, period, due_day,
        CASE WHEN met IS NULL AND extended_to IS NULL THEN 'open' WHEN met IS NULL THEN 'extended'
             WHEN met = 'exempt' THEN 'exempt' WHEN met_on > due_day THEN 'late' ELSE met END AS outcome
    FROM task
) stood GROUP BY programme, obligation, period, due_day, outcome;
