-- What can be found by words: the folded title of a record for ranking, and its tokens in the engine's own index.
-- The tables differ by engine and are only used by crates/store/src/search.rs.

-- sqlite
-- A scope has a range of 2^36 row numbers of its own: the index can be asked for a range at no cost.
CREATE TABLE search_scope (
    no INTEGER PRIMARY KEY,
    root INTEGER NOT NULL,
    kind TEXT NOT NULL,
    UNIQUE (root, kind)
) STRICT;
CREATE TABLE search_doc (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    title TEXT NOT NULL,
    UNIQUE (kind, subject)
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5 (
    tokens, content = '', contentless_delete = 1, detail = none,
    tokenize = "ascii tokenchars '_'", prefix = '2 3'
);
-- Written through a view, so that one statement fills both tables, as on PostgreSQL.
CREATE VIEW search_put (root, kind, subject, title, tokens) AS
    SELECT s.root, d.kind, d.subject, d.title, NULL FROM search_doc d JOIN search_scope s ON s.no = d.id >> 36;
CREATE TRIGGER search_put_one INSTEAD OF INSERT ON search_put
BEGIN
    INSERT INTO search_doc (id, kind, subject, title)
    SELECT coalesce(
        (SELECT max(d.id) FROM search_doc d WHERE d.id BETWEEN s.no << 36 AND ((s.no + 1) << 36) - 1), s.no << 36
    ) + 1, new.kind, new.subject, new.title
    FROM search_scope s WHERE s.root = new.root AND s.kind = new.kind
    ON CONFLICT (kind, subject) DO UPDATE SET title = excluded.title,
    id = CASE WHEN search_doc.id >> 36 = excluded.id >> 36 THEN search_doc.id ELSE excluded.id END;
    INSERT OR REPLACE INTO search_words (rowid, tokens)
    SELECT id, new.tokens FROM search_doc WHERE kind = new.kind AND subject = new.subject;
END;
CREATE TRIGGER search_doc_moved AFTER UPDATE OF id ON search_doc WHEN old.id <> new.id
BEGIN DELETE FROM search_words WHERE rowid = old.id; END;
CREATE TRIGGER search_doc_gone AFTER DELETE ON search_doc
BEGIN DELETE FROM search_words WHERE rowid = old.id; END;
-- end

-- postgres
CREATE TABLE search_scope (
    root BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (root, kind)
);
CREATE TABLE search_doc (
    kind TEXT COLLATE "C" NOT NULL,
    subject BIGINT NOT NULL,
    root BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    tokens TSVECTOR NOT NULL,
    PRIMARY KEY (kind, subject)
);
-- fastupdate would make a search read a list of pending entries.
CREATE INDEX search_doc_tokens ON search_doc USING gin (tokens) WITH (fastupdate = off);
-- end
