-- Indexes for what the pages of a large agency ask: how many dossiers wait, what a subtree, a unit or a subject has.

-- Counting those that wait must not walk through all that stand alike.
CREATE INDEX dossier_by_wait ON dossier (root, standing, at, id);
-- A large subtree is found on the way through the agency's newest: the unit is in the index, so that no row is opened for it.
DROP INDEX dossier_by_root;
CREATE INDEX dossier_by_root ON dossier (root, id, unit);
DROP INDEX dossier_by_place;
CREATE INDEX dossier_by_place ON dossier (root, at, id, unit);
DROP INDEX dossier_by_unit_place;
CREATE INDEX dossier_by_unit_place ON dossier (unit, standing, at, id);
-- A unit's and a subject's dossiers grow with the years, those of one round do not.
CREATE INDEX dossier_by_unit_round ON dossier (unit, round);
DROP INDEX dossier_by_subject;
CREATE INDEX dossier_by_subject ON dossier (subject, round, id);
