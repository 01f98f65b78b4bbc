//! A table of counters for the tests of the layer itself; it must not resemble a feature.
#![allow(dead_code, reason = "each test program uses its own part")]

use lantoa_store::migrate::Migration;
use lantoa_store::{Result, Tx, from_row, params, sql};
use lantoa_testkit::engine::{TestDb, both_empty};

/// The test schema. `clash()` fails with 40001 the first three times, counted outside of transactions.
pub(crate) const TABLES: &[Migration] = &[Migration {
    version: 1,
    name: "0001_counter",
    text: "CREATE TABLE counter (id {id}, value {int} NOT NULL, version {int} NOT NULL, note {text}) {strict};
CREATE TABLE child (id {id}, counter {int} NOT NULL REFERENCES counter (id) DEFERRABLE INITIALLY DEFERRED) {strict};
-- postgres
CREATE SEQUENCE clashes;
CREATE FUNCTION clash() RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE n BIGINT := nextval('clashes');
BEGIN
    IF n <= 3 THEN RAISE EXCEPTION 'on purpose' USING ERRCODE = '40001'; END IF;
    RETURN n;
END $$;
-- end",
}];

sql! {
    pub(crate) ADD = "INSERT INTO counter (id, value, version) VALUES ($1, $2, 0)";
    pub(crate) ADD_SAME = "INSERT INTO counter (id, value, version) VALUES ($1, 0, 0) ON CONFLICT (id) DO NOTHING";
    pub(crate) ADD_ONCE = "INSERT INTO counter (id, value, version) VALUES ($1, $2, 0) ON CONFLICT (id) DO NOTHING";
    pub(crate) CLEAR = "DELETE FROM counter";
    pub(crate) GET = "SELECT id, value, version FROM counter WHERE id = $1";
    pub(crate) SET = "UPDATE counter SET value = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub(crate) EVERY = "SELECT id, value, version FROM counter ORDER BY id";
    pub(crate) COUNT = "SELECT count(*) FROM counter";
    pub(crate) TOTAL = "SELECT CAST(sum(value) AS BIGINT) FROM counter";
    pub(crate) MISSING = "SELECT nothing FROM counter_that_is_not_there";
    pub(crate) DIVIDE = {
        sqlite: "UPDATE counter SET value = abs(-9223372036854775807 - 1) WHERE id = $1",
        postgres: "UPDATE counter SET value = 1 / (value - value) WHERE id = $1",
    };
    /// Refused at the commit only when the counter is not there.
    pub(crate) ADD_CHILD = "INSERT INTO child (id, counter) VALUES ($1, $2)";
    pub(crate) CHILDREN = "SELECT id FROM child ORDER BY id";
    pub(crate) SLEEP = { sqlite: "SELECT 0", postgres: "SELECT CAST(1 AS BIGINT) FROM pg_sleep(0.3)" };
    pub(crate) KILL = { sqlite: "SELECT 0", postgres: "SELECT pg_terminate_backend(pg_backend_pid())" };
    pub(crate) CLASH = { sqlite: "SELECT 0", postgres: "SELECT clash()" };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counter {
    pub(crate) id: i64,
    pub(crate) value: i64,
    pub(crate) version: i64,
}

from_row!(Counter { id, value, version });

/// Runs a test on both engines with the test schema.
pub(crate) async fn on_both(test: impl AsyncFn(&TestDb)) {
    both_empty(async |db| {
        db.migrate_to(TABLES).await.unwrap();
        test(db).await;
    })
    .await;
}

/// A counter at 0.
pub(crate) async fn start(tx: &mut Tx, id: i64) -> Result<()> {
    tx.exec(&ADD, params![id, 0_i64]).await.map(|_| ())
}
