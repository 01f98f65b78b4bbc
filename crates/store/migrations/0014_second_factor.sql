-- A second factor beside the password: a shared key that an authenticator app makes six digits of every half minute.

CREATE TABLE second_factor (
    account {int} NOT NULL REFERENCES account (id),
    root {int} NOT NULL,
    shared_key {blob} NOT NULL,
    -- When it was proven to work; empty while it is being set up.
    since {int},
    -- The half minute of the last code that was taken: each code opens once.
    last_step {int} NOT NULL,
    PRIMARY KEY (account)
) {strict_clustered};

-- Codes for whoever lost the device, as SHA-256; each goes once.
CREATE TABLE recovery_code (
    account {int} NOT NULL REFERENCES account (id),
    code {blob} NOT NULL,
    PRIMARY KEY (account, code)
) {strict_clustered};

-- none: the account had no second factor; waits: the password was right, the code is still to come; given: both were right.
ALTER TABLE login_session ADD COLUMN second {text} NOT NULL DEFAULT 'none';
