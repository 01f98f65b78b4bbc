-- What units run into while they carry out a plan, and what the standing body answered.

-- state: open, answered, amends, withdrawn. amends: the plan is to be amended because of it; plan is the one in force at the answer.
CREATE TABLE obstacle (
    id {id},
    root {int} NOT NULL,
    programme {int} NOT NULL REFERENCES programme (id),
    unit {int} NOT NULL REFERENCES unit (id),
    movement {text},
    words {text} NOT NULL,
    raised_by {int} NOT NULL,
    raised_on {date} NOT NULL,
    state {text} NOT NULL,
    answer {text} NOT NULL,
    answered_by {int},
    answered_on {date},
    plan {int},
    version {int} NOT NULL
) {strict};
CREATE INDEX obstacle_by_programme ON obstacle (programme, id);
CREATE INDEX obstacle_open ON obstacle (root, id) WHERE state = 'open';
