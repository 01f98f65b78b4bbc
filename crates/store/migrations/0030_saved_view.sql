-- Views of lists that people keep, acts given to many things at once with what came of each, and dossiers given to appraisers.

-- list: the key of the list. query: the filters as they stand in an address, without a page. shared: everybody of the agency sees it.
CREATE TABLE saved_view (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    list {text} NOT NULL,
    name {text} NOT NULL,
    query {text} NOT NULL,
    shared {bool} NOT NULL,
    position {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX saved_view_by_list ON saved_view (root, list, position, id);

-- The view that a list opens with for a person.
CREATE TABLE saved_view_default (
    person {int} NOT NULL REFERENCES person (id),
    list {text} NOT NULL,
    view {int} NOT NULL REFERENCES saved_view (id),
    PRIMARY KEY (person, list)
) {strict_clustered};
CREATE INDEX saved_view_default_by_view ON saved_view_default (view);

-- undoes: the run whose acts this one reversed. undone: the run that reversed this one.
CREATE TABLE bulk_run (
    id {id},
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    act {text} NOT NULL,
    given {json} NOT NULL,
    back {text} NOT NULL,
    at {int} NOT NULL,
    undoes {int} REFERENCES bulk_run (id),
    undone {int} REFERENCES bulk_run (id),
    version {int} NOT NULL
) {strict};
CREATE INDEX bulk_run_by_person ON bulk_run (person, id);

-- outcome: waiting, done, refused. why: what stood in the way. after: the version that the act left. before: what it takes to reverse it.
CREATE TABLE bulk_item (
    run {int} NOT NULL REFERENCES bulk_run (id),
    ordinal {int} NOT NULL,
    thing {text} NOT NULL,
    label {text} NOT NULL,
    outcome {text} NOT NULL,
    why {json} NOT NULL,
    after {int},
    before {json} NOT NULL,
    PRIMARY KEY (run, ordinal)
) {strict_clustered};

-- Who appraises a dossier, and until when.
CREATE TABLE dossier_assignment (
    dossier {int} NOT NULL REFERENCES dossier (id),
    root {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    due {date},
    note {text} NOT NULL,
    assigned_by {int} NOT NULL REFERENCES person (id),
    at {int} NOT NULL,
    PRIMARY KEY (dossier)
) {strict_clustered};
CREATE INDEX dossier_assignment_by_root ON dossier_assignment (root, dossier);
CREATE INDEX dossier_assignment_by_person ON dossier_assignment (person, dossier);
