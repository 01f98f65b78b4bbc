-- The public list at a hundred thousand stories: what filters ask for stands in the story's own row, which never changes it
-- (an exemplar keeps its programme, movement, unit and day of recognition), and words have an index.

ALTER TABLE story ADD COLUMN programme {int} NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN movement {text} NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN unit {int} NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN year {int} NOT NULL DEFAULT 0;
-- The exemplar's folded name, written again when a decision corrects it.
ALTER TABLE story ADD COLUMN named {text} NOT NULL DEFAULT '';

UPDATE story SET
    programme = (SELECT e.programme FROM exemplar e WHERE e.id = story.exemplar),
    movement = (SELECT e.movement FROM exemplar e WHERE e.id = story.exemplar),
    unit = (SELECT e.unit FROM exemplar e WHERE e.id = story.exemplar),
    year = (SELECT CAST(substr(e.recognised_on, 1, 4) AS {int}) FROM exemplar e WHERE e.id = story.exemplar),
    named = (SELECT e.folded FROM exemplar e WHERE e.id = story.exemplar);

CREATE INDEX story_by_movement ON story (programme, movement, publish_on, id) WHERE state = 'released';
CREATE INDEX story_by_year ON story (year, publish_on, id) WHERE state = 'released';
CREATE INDEX story_by_unit ON story (unit, id);

-- sqlite
CREATE VIRTUAL TABLE search_story USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii", prefix = '2 3'
);
INSERT INTO search_story (rowid, words) SELECT id, folded || ' ' || named FROM story;
CREATE TRIGGER search_story_new AFTER INSERT ON story
BEGIN INSERT INTO search_story (rowid, words) VALUES (new.id, new.folded || ' ' || new.named); END;
CREATE TRIGGER search_story_changed AFTER UPDATE OF folded, named ON story
WHEN old.folded <> new.folded OR old.named <> new.named
BEGIN INSERT OR REPLACE INTO search_story (rowid, words) VALUES (new.id, new.folded || ' ' || new.named); END;
CREATE TRIGGER search_story_gone AFTER DELETE ON story
BEGIN DELETE FROM search_story WHERE rowid = old.id; END;
-- end

-- postgres
CREATE INDEX search_story ON story USING gin (to_tsvector('simple', folded || ' ' || named)) WITH (fastupdate = off);
-- end

-- What followed from a study visit.
CREATE INDEX adoption_by_visit ON adoption (learned_at, id) WHERE learned_at IS NOT NULL;
