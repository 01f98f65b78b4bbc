-- Paper beside the electronic ballot: many get figures of their own, few are typed in as ballots by two people.

ALTER TABLE election ADD COLUMN min_paper {int} NOT NULL DEFAULT 5;
ALTER TABLE election ADD COLUMN paper_codes {int} NOT NULL DEFAULT 0;
ALTER TABLE election ADD COLUMN paper_missing {int} NOT NULL DEFAULT 0;
-- What their manifests say already.
UPDATE election SET min_paper = members WHERE members < 5;

-- A paper ballot as one officer typed it in, until a second one typed it alike. It was drawn from the box: no voter belongs to it.
CREATE TABLE paper_ballot (
    election {int} NOT NULL REFERENCES election (id),
    credential {blob} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    ballot {blob} NOT NULL,
    PRIMARY KEY (election, credential, person)
) {strict_clustered};
