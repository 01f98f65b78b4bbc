-- Members elsewhere: each gets an envelope of their own and votes signed in with both factors.

-- drawn: envelopes are drawn in one room and nobody signs in; own: a code of one's own together with sign-in.
ALTER TABLE election ADD COLUMN way {text} NOT NULL DEFAULT 'drawn';
-- Whose code it is, by its public credential; empty where envelopes are drawn, so that nobody can know it.
ALTER TABLE election_voter ADD COLUMN credential {blob};
