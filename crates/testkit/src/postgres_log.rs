//! What a PostgreSQL server keeps of one database: files, segments of its log of changes, its own log, a dump. It must not write into the database it looks at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use tokio_postgres::Client;

use crate::kept::{Kept, Mark, files};
use crate::server::Server;

/// A server's place on this machine, and one database of it.
pub(crate) struct ServerWatch {
    /// Its temporary slot keeps the segments of the log from being used again.
    client: Client,
    data: PathBuf,
    programs: PathBuf,
    database: u32,
    url: String,
    first_segment: String,
}

impl ServerWatch {
    /// Finds the server's folder and holds its log of changes from here on.
    pub(crate) async fn begin(server: &Server, name: &str) -> Result<Self, String> {
        let client = server.connect_to(name).await;
        let data = PathBuf::from(text(&client, "SELECT setting FROM pg_settings WHERE name = 'data_directory'").await);
        let programs = PathBuf::from(text(&client, "SELECT setting FROM pg_config WHERE name = 'BINDIR'").await);
        std::fs::read_dir(data.join("pg_wal")).map_err(|error| format!("{}: {error}", data.display()))?;
        for tool in ["pg_waldump", "pg_dump"] {
            if !programs.join(tool).exists() {
                return Err(format!("{tool} is not in {}", programs.display()));
            }
        }
        let slot = format!("SELECT CAST(pg_create_physical_replication_slot('{name}', true, true) AS TEXT)");
        text(&client, &slot).await;
        let database =
            text(&client, "SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()").await;
        let first_segment = text(&client, "SELECT pg_walfile_name(pg_current_wal_lsn())").await;
        let database = database.parse().map_err(|_| "no number of the database".to_owned())?;
        Ok(Self { client, data, programs, database, url: server.url(name), first_segment })
    }

    /// Files of this database and of the server as a whole, but not those of other tests' databases.
    pub(crate) async fn kept(&self) -> Vec<Kept> {
        self.client.batch_execute("CHECKPOINT").await.expect("write everything to its file");
        let last = text(&self.client, "SELECT pg_walfile_name(pg_current_wal_lsn())").await;
        let mut out = Vec::new();
        let (base, log) = (self.data.join("base"), self.data.join("pg_wal"));
        let own = self.database.to_string();
        files(&self.data, &mut out, &|path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.parent() == Some(&base) {
                return name == own;
            }
            // A segment before the first was written before this test; one after the last is an old one to be used again.
            path.parent() != Some(&log) || (self.first_segment.as_str()..=last.as_str()).contains(&name)
        });
        let first = self.data.join("pg_wal").join(&self.first_segment);
        assert!(first.exists(), "the log of changes is still there from the beginning");
        out.push(self.server_log());
        out.push(self.dump());
        out
    }

    /// What the server says on its standard error, where `scripts/postgres` lets it write.
    fn server_log(&self) -> Kept {
        let path = self.data.parent().unwrap_or(&self.data).join("log");
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Kept { name: path.display().to_string(), bytes }
    }

    fn dump(&self) -> Kept {
        let dump = Command::new(self.programs.join("pg_dump")).arg(&self.url).output().expect("run pg_dump");
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        Kept { name: "pg_dump".to_owned(), bytes: dump.stdout }
    }

    pub(crate) async fn mark(&self) -> Mark {
        Mark(text(&self.client, "SELECT CAST(pg_current_wal_insert_lsn() AS TEXT)").await)
    }

    pub(crate) async fn written_since(&self, mark: &Mark) -> BTreeSet<String> {
        // The server of the tests commits without waiting for its file; a transaction that waits, because it says something,
        // brings all before it along.
        let wait = "BEGIN; SET LOCAL synchronous_commit = on; \
                    SELECT pg_logical_emit_message(true, 'test', 'all before this is in the file'); COMMIT";
        self.client.batch_execute(wait).await.expect("wait for the log");
        let end = text(&self.client, "SELECT CAST(pg_current_wal_flush_lsn() AS TEXT)").await;
        // Named, because pg_waldump otherwise learns the size of segments from any file it meets, also one that is empty and kept ready.
        let segment = format!("SELECT pg_walfile_name(CAST('{}' AS pg_lsn) + 1)", mark.0);
        let segment = text(&self.client, &segment).await;
        let dump = Command::new(self.programs.join("pg_waldump"))
            .arg("--path")
            .arg(self.data.join("pg_wal"))
            .args(["--start", &mark.0, "--end", &end, &segment])
            .output()
            .expect("run pg_waldump");
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        let tables = self.tables().await;
        String::from_utf8_lossy(&dump.stdout).lines().filter_map(|line| self.written_by(line, &tables)).collect()
    }

    /// The table in which one record of the log writes a row, an index entry or the next number of a sequence.
    fn written_by(&self, line: &str, tables: &BTreeMap<u32, String>) -> Option<String> {
        let manager = line.strip_prefix("rmgr: ")?.split_whitespace().next()?;
        let act = line.split_once("desc: ")?.1.split_whitespace().next()?;
        // Housekeeping tells nothing about what is written: it takes away rows that are dead already.
        let housekeeping = matches!(manager, "Heap2") && !act.starts_with("MULTI_INSERT");
        let housekeeping = housekeeping || manager == "Btree" && matches!(act, "VACUUM" | "DELETE" | "DEDUP");
        if housekeeping || manager == "XLOG" {
            return None;
        }
        let mut path = line.split_once(" rel ")?.1.split_whitespace().next()?.split('/').skip(1);
        let (database, file): (u32, u32) = (path.next()?.parse().ok()?, path.next()?.parse().ok()?);
        if database != self.database {
            return None;
        }
        let table = tables.get(&file).cloned().unwrap_or_else(|| format!("file {file} of nothing"));
        // Statistics and sizes that the server itself keeps, whenever it likes.
        let own = table.starts_with("pg_");
        (!own).then(|| if act == "LOCK" { format!("lock on {table}") } else { table })
    }

    /// Files of this database with the table they belong to; an index or the store of long values counts as its table.
    async fn tables(&self) -> BTreeMap<u32, String> {
        let sql = "WITH one AS (SELECT c.oid, coalesce(i.indrelid, c.oid) AS home \
                   FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid) \
                   SELECT pg_relation_filenode(one.oid), CAST(coalesce(owner.relname, t.relname) AS TEXT) FROM one \
                   JOIN pg_class t ON t.oid = one.home LEFT JOIN pg_class owner ON owner.reltoastrelid = one.home \
                   WHERE pg_relation_filenode(one.oid) IS NOT NULL";
        let rows = self.client.query(sql, &[]).await.expect("tables and their files");
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }
}

async fn text(client: &Client, sql: &str) -> String {
    client.query_one(sql, &[]).await.expect(sql).get(0)
}
