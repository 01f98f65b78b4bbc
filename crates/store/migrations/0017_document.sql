-- Official documents: numbers of a year, what was issued with its frozen content, files that came back signed, and what the agency sets.

-- One series for all, or one for each type of document, from a year on (Decree 30/2020/NĐ-CP, article 15).
CREATE TABLE numbering (
    root {int} NOT NULL,
    series {text} NOT NULL,
    year {int} NOT NULL,
    last {int} NOT NULL,
    PRIMARY KEY (root, series, year)
) {strict_clustered};
INSERT INTO numbering (root, series, year, last) SELECT root, '', year, last FROM number_series;
DROP TABLE number_series;

-- Numbers of a year that were used for documents made elsewhere, so that the register has no unexplained hole.
CREATE TABLE numbering_gap (
    root {int} NOT NULL,
    series {text} NOT NULL,
    year {int} NOT NULL,
    first {int} NOT NULL,
    last {int} NOT NULL,
    reason {text} NOT NULL,
    written_by {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (root, series, year, first)
) {strict_clustered};
INSERT INTO numbering_gap (root, series, year, first, last, reason, written_by, at)
SELECT root, '', year, first, last, reason, written_by, at FROM number_gap;
DROP TABLE number_gap;

CREATE TABLE document (
    id {id},
    root {int} NOT NULL,
    programme {int} REFERENCES programme (id),
    kind {text} NOT NULL,
    about_kind {text} NOT NULL,
    about {int} NOT NULL,
    status {text} NOT NULL,
    series {text} NOT NULL,
    year {int} NOT NULL,
    number {int} NOT NULL,
    symbol {text} NOT NULL,
    on_day {date} NOT NULL,
    title {text} NOT NULL,
    sealed {bool} NOT NULL,
    signer_name {text} NOT NULL,
    signer_title {text} NOT NULL,
    authority {text} NOT NULL,
    recipients {text} NOT NULL,
    relation {text},
    other {int} REFERENCES document (id),
    why {text} NOT NULL,
    ended_on {date},
    check_code {text} UNIQUE,
    issued_by {int},
    issued {int},
    version {int} NOT NULL,
    UNIQUE (root, series, year, number)
) {strict};
CREATE INDEX document_by_root ON document (root, id);
CREATE INDEX document_about ON document (about_kind, about, id);
-- A thing has one document of a kind in force, whoever issues at the same moment; letters and copies are of documents and may be many.
CREATE UNIQUE INDEX document_in_force ON document (about_kind, about, kind) WHERE status = 'issued' AND about_kind <> 'document';
CREATE INDEX document_by_other ON document (other, id);

-- What a document says, as it was issued: never written twice.
CREATE TABLE document_content (
    document {id},
    content {json} NOT NULL
) {strict};

-- Its papers: the one drawn at its issue, those that came back signed.
CREATE TABLE document_file (
    id {id},
    root {int} NOT NULL,
    document {int} NOT NULL REFERENCES document (id),
    role {text} NOT NULL,
    name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {blob} NOT NULL,
    seals {json} NOT NULL,
    removed {bool} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL
) {strict};
CREATE INDEX document_file_by_document ON document_file (document, id);
CREATE UNIQUE INDEX document_file_original ON document_file (document) WHERE role = 'original';

CREATE TABLE document_piece (
    file {int} NOT NULL REFERENCES document_file (id),
    ordinal {int} NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (file, ordinal)
) {strict};

-- What an agency sets for its documents: phrases, series by year, address of the public check page, trusted issuers of signatures.
CREATE TABLE document_setting (
    root {id},
    content {json} NOT NULL,
    version {int} NOT NULL
) {strict};

-- Its own Word templates in place of ours.
CREATE TABLE document_template (
    root {int} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    sha256 {blob} NOT NULL,
    bytes {blob} NOT NULL,
    added_by {int} NOT NULL,
    added {int} NOT NULL,
    PRIMARY KEY (root, kind)
) {strict};

-- Decisions issued before there was this register: they are in it with their numbers; their content is drawn from their rows.
INSERT INTO document (id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title,
                      sealed, signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code,
                      issued_by, issued, version)
SELECT id, root, programme, kind, 'decision', id, 'issued', '', year, number, symbol, on_day, title,
       FALSE, signer_name, signer_title, '', '', NULL, NULL, '', NULL, NULL, signer, NULL, 1
FROM decision WHERE status = 'issued';

-- A decision put in the place of another.
ALTER TABLE decision ADD COLUMN replaces {int};
