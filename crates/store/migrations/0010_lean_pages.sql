-- What pages ask for again and again, from an index alone; and fewer indexes to write at each step of a dossier.

-- Few are disciplined: a large collective is asked about through them, not through everybody in it.
CREATE INDEX fact_of_discipline ON fact (root, id) WHERE kind = 'discipline';
-- Which papers the dossiers of a list have.
CREATE INDEX file_paper ON file (dossier, paper) WHERE NOT removed;
-- One index for everything that stands at a step: of the agency, of a large subtree, of a movement, waiting or returned.
-- Three that each change with every step wrote most of a commit.
DROP INDEX dossier_by_wait;
DROP INDEX dossier_by_movement_place;
DROP INDEX dossier_by_place;
CREATE INDEX dossier_by_place ON dossier (root, at, id, standing, unit, programme, movement);
