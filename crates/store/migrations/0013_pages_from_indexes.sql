-- What a dossier's page and a nomination ask most comes from an index alone.

-- What a unit has put forward in a round: its own index knows where they stand, and now of which round and kind they are, so
-- that no row is opened to count. It was written anew with each step already.
DROP INDEX dossier_by_unit_place;
CREATE INDEX dossier_by_unit_place ON dossier (unit, standing, at, id, round, movement, class);

-- sqlite
-- A dossier's history lies scattered over the whole journal: each line of it cost a way down the tree. PostgreSQL bounds the
-- size of an index entry, a line's detail is not bounded: there it stays as it was.
DROP INDEX journal_by_subject;
CREATE INDEX journal_by_subject ON journal (root, subject_kind, subject_id, seq, at, actor, action, detail);
-- end
