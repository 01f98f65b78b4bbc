-- What can be found by words: the folded title of a record for ranking, and its tokens in the engine's own index.
-- The tables differ by engine and are only used by crates/store/src/search.rs.

-- sqlite
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
-- end

-- postgres
CREATE TABLE search_doc (
    kind TEXT COLLATE "C" NOT NULL,
    subject BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE TABLE search_words (
    kind TEXT COLLATE "C" NOT NULL,
    subject BIGINT NOT NULL,
    tokens TSVECTOR NOT NULL,
    PRIMARY KEY (kind, subject)
);
-- fastupdate would make a search read a list of pending entries.
CREATE INDEX search_words_tokens ON search_words USING gin (tokens) WITH (fastupdate = off);
-- end
