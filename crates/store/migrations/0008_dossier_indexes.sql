-- Indexes for what the pages of a large agency ask: how many dossiers wait, what a unit has in a round, what a subject has in it.

-- Counting those that wait must not walk through all that stand alike.
CREATE INDEX dossier_by_wait ON dossier (root, standing, at, id);
DROP INDEX dossier_by_unit_place;
CREATE INDEX dossier_by_unit_place ON dossier (unit, at, standing, id);
-- A unit's and a subject's dossiers grow with the years, those of one round do not.
CREATE INDEX dossier_by_unit_round ON dossier (unit, round);
DROP INDEX dossier_by_subject;
CREATE INDEX dossier_by_subject ON dossier (subject, round, id);
