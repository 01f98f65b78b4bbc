-- Paper ballots are typed in by two people on their own; a count stands when both typed the same.

CREATE TABLE count_entry (
    item {int} NOT NULL REFERENCES agenda_item (id),
    person {int} NOT NULL REFERENCES person (id),
    tally {json} NOT NULL,
    PRIMARY KEY (item, person)
) {strict_clustered};
