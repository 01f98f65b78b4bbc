-- Where an agency stands in the state: the ministry's statistics ask who launched a movement and how high a leader stands.

ALTER TABLE agency ADD COLUMN tier {text} NOT NULL DEFAULT 'local';
