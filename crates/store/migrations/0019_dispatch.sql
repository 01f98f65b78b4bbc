-- Documents sent to other agencies as edXML messages, and what became of them there.

-- The agency's own code (Decision 20/2020/QĐ-TTg); without one nothing is sent.
CREATE TABLE dispatch_setting (
    root {int} NOT NULL,
    code {text} NOT NULL,
    in_charge {text} NOT NULL,
    version {int} NOT NULL,
    PRIMARY KEY (root)
) {strict_clustered};

-- Agencies to which documents are sent: code and the address that takes messages for them.
CREATE TABLE peer (
    id {id},
    root {int} NOT NULL,
    name {text} NOT NULL,
    code {text} NOT NULL,
    address {text} NOT NULL,
    active {bool} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (root, code)
) {strict};

-- One message to one receiver. kind: new, revoked. state: waiting, sent, received, refused, dropped.
CREATE TABLE dispatch (
    id {id},
    root {int} NOT NULL,
    document {int} NOT NULL REFERENCES document (id),
    peer {int} NOT NULL REFERENCES peer (id),
    kind {text} NOT NULL,
    state {text} NOT NULL,
    words {text} NOT NULL,
    tries {int} NOT NULL,
    next_try {int} NOT NULL,
    queued_by {int},
    queued {int} NOT NULL,
    settled {int},
    version {int} NOT NULL,
    UNIQUE (document, peer, kind)
) {strict};
CREATE INDEX dispatch_due ON dispatch (next_try) WHERE state = 'waiting';
CREATE INDEX dispatch_of_root ON dispatch (root, id);

-- The bytes that are sent: made once, sent again as they are.
CREATE TABLE dispatch_message (
    dispatch {id},
    bytes {blob} NOT NULL
) {strict};
