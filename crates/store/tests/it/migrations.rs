//! Migrations: the same schema on both engines, from nothing and from every older version; safe to repeat.

use crate::tamper;
use std::collections::BTreeMap;

use lantoa_store::migrate::{MIGRATIONS, Migration, render};
use lantoa_store::{Engine, Error, Target};
use lantoa_testkit::engine::{TestDb, both_empty};

/// Tables of one engine's own search index.
const OWN: &str = "search_";

/// Columns by table: kind and whether NULL is allowed; and the unique keys by table.
#[derive(Debug, Default, PartialEq, Eq)]
struct Schema {
    columns: BTreeMap<String, BTreeMap<String, (String, bool)>>,
    unique: BTreeMap<String, Vec<Vec<String>>>,
}

impl Schema {
    fn key(&mut self, table: &str, columns: Vec<String>) {
        let keys = self.unique.entry(table.to_owned()).or_default();
        if !keys.contains(&columns) {
            keys.push(columns);
        }
        keys.sort();
    }
}

async fn schema(db: &TestDb) -> Schema {
    match db.target() {
        Target::Sqlite { path } => sqlite_schema(&rusqlite::Connection::open(path).unwrap()),
        Target::Postgres { url } => postgres_schema(&url).await,
    }
}

fn sqlite_schema(conn: &rusqlite::Connection) -> Schema {
    let list = |text: &str| -> Vec<Vec<String>> {
        let mut statement = conn.prepare(text).unwrap();
        let columns = statement.column_count();
        let text = |row: &rusqlite::Row<'_>, n| Ok(row.get::<_, Option<String>>(n)?.unwrap_or_default());
        let rows = statement.query_map([], |row| (0..columns).map(|n| text(row, n)).collect());
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let mut schema = Schema::default();
    for table in list("SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'") {
        let table = &table[0];
        if table.starts_with(OWN) {
            continue;
        }
        let about = format!(
            "SELECT name, type, CAST(\"notnull\" OR pk > 0 AS TEXT), CAST(pk AS TEXT) FROM pragma_table_info('{table}')"
        );
        let mut primary = BTreeMap::new();
        for column in list(&about) {
            let kind = if column[1] == "INTEGER" { "number" } else { &column[1] };
            let kind = (kind.to_lowercase(), column[2] == "0");
            schema.columns.entry(table.clone()).or_default().insert(column[0].clone(), kind);
            if column[3] != "0" {
                primary.insert(column[3].parse::<u32>().unwrap(), column[0].clone());
            }
        }
        schema.key(table, primary.into_values().collect());
        let unique = format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" AND NOT partial");
        for index in list(&unique) {
            let columns = list(&format!("SELECT name FROM pragma_index_info('{}') ORDER BY seqno", index[0]));
            schema.key(table, columns.into_iter().map(|row| row[0].clone()).collect());
        }
    }
    schema
}

async fn postgres_schema(url: &str) -> Schema {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let mut schema = Schema::default();
    let columns = "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text \
                   FROM information_schema.columns WHERE table_schema = 'public'";
    for row in client.query(columns, &[]).await.unwrap() {
        let [table, column, kind, nullable] = [0, 1, 2, 3].map(|n| row.get::<_, String>(n));
        let kind = match kind.as_str() {
            "bigint" | "boolean" => "number",
            "bytea" => "blob",
            other => other,
        };
        if !table.starts_with(OWN) {
            schema.columns.entry(table).or_default().insert(column, (kind.to_owned(), nullable == "YES"));
        }
    }
    let unique = "SELECT t.relname::text, array_agg(a.attname::text ORDER BY k.n) FROM pg_index i \
                  JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace \
                  CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(att, n) \
                  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att \
                  WHERE i.indisunique AND i.indpred IS NULL AND s.nspname = 'public' \
                  GROUP BY i.indexrelid, t.relname";
    for row in client.query(unique, &[]).await.unwrap() {
        let table: String = row.get(0);
        if !table.starts_with(OWN) {
            schema.key(&table, row.get(1));
        }
    }
    schema
}

#[tokio::test]
async fn both_engines_have_the_same_logical_schema() {
    let Some(postgres) = TestDb::postgres().await else { return };
    let sqlite = TestDb::sqlite().await;
    let (left, right) = (schema(&sqlite).await, schema(&postgres).await);
    assert_eq!(left, right);
    assert!(left.columns.contains_key("journal") && left.unique["journal"] == [["root", "seq"]]);
    sqlite.remove().await;
    postgres.remove().await;
}

#[tokio::test]
async fn a_database_of_every_older_version_becomes_the_same_as_a_fresh_one() {
    both_empty(async |db| {
        for (position, _) in MIGRATIONS.iter().enumerate() {
            db.migrate_to(&MIGRATIONS[..=position]).await.unwrap();
        }
        let upgraded = schema(db).await;
        let fresh = match db.engine() {
            Engine::Sqlite => TestDb::sqlite().await,
            Engine::Postgres => TestDb::postgres().await.unwrap(),
        };
        assert_eq!(upgraded, schema(&fresh).await);
        fresh.check_schema().await.unwrap();
        fresh.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn running_twice_or_at_the_same_time_is_harmless() {
    both_empty(async |db| {
        assert_eq!(db.schema_version().await.unwrap(), 0);
        assert!(matches!(db.check_schema().await, Err(Error::SchemaOlder { found: 0, .. })));
        let others: Vec<_> = (0..4)
            .map(|_| {
                let target = db.target();
                tokio::spawn(async move {
                    lantoa_store::Db::open(target, lantoa_store::Options::default()).await?.migrate().await
                })
            })
            .collect();
        for other in others {
            other.await.unwrap().unwrap();
        }
        let once = schema(db).await;
        db.migrate().await.unwrap();
        assert_eq!(schema(db).await, once);
        db.check_schema().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    both_empty(async |db| {
        db.migrate().await.unwrap();
        tamper::run(db, "INSERT INTO schema_version (version, name) VALUES (9999, '9999_future')").await.unwrap();
        let refused = db.migrate().await;
        assert!(matches!(refused, Err(Error::SchemaNewer { found: 9999, .. })), "{refused:?}");
        assert!(matches!(db.check_schema().await, Err(Error::SchemaNewer { .. })));
        assert!(refused.unwrap_err().to_string().contains("newer program"));
    })
    .await;
}

#[tokio::test]
async fn a_failing_migration_keeps_nothing() {
    const BROKEN: &[Migration] = &[
        Migration { version: 1, name: "0001_good", text: "CREATE TABLE good (id {id}) {strict};" },
        Migration { version: 2, name: "0002_bad", text: "CREATE TABLE bad (id {id}) {strict}; CREATE NONSENSE;" },
    ];
    both_empty(async |db| {
        let failed = db.migrate_to(BROKEN).await;
        assert!(matches!(failed, Err(Error::Migration { version: 2, .. })), "{failed:?}");
        assert_eq!(db.schema_version().await.unwrap(), 0);
        assert_eq!(schema(db).await.columns.keys().collect::<Vec<_>>(), ["schema_version"]);
    })
    .await;
}

#[tokio::test]
async fn every_table_of_the_embedded_database_is_strict() {
    let db = TestDb::sqlite().await;
    let conn = rusqlite::Connection::open(db.path().unwrap()).unwrap();
    let lax = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict \
               AND type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut statement = conn.prepare(lax).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(names, [""; 0]);
}

#[test]
fn the_list_and_the_directory_agree() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().trim_end_matches(".sql").to_owned())
        .collect();
    files.sort();
    assert_eq!(MIGRATIONS.iter().map(|migration| migration.name).collect::<Vec<_>>(), files);
    for (position, migration) in MIGRATIONS.iter().enumerate() {
        let number = format!("{:04}_", position + 1);
        assert_eq!(migration.version, position as i64 + 1);
        assert!(migration.name.starts_with(&number), "{}", migration.name);
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let text = render(migration.text, engine);
            let left = text.lines().find(|line| line.contains("{strict") || line.contains("{int}"));
            assert_eq!(left, None);
        }
    }
}

/// Schema 17: decisions issued before there was a register of documents stand in it with their numbers and explained holes.
#[tokio::test]
async fn decisions_of_an_older_program_are_in_the_register_of_documents() {
    both_empty(async |db| {
        db.migrate_to(&MIGRATIONS[..16]).await.unwrap();
        for text in [
            "INSERT INTO plan (id, root, programme, base, status, title, file_name, document, content, warnings, rejected, \
             uploaded_by, uploaded_at, version) VALUES (5, 1, NULL, NULL, 'confirmed', 'KH', 'kh.docx', '', '{}', '[]', '[]', 2, 0, 1)",
            "INSERT INTO programme (id, root, plan, title, from_year, to_year, status, council, version) \
             VALUES (6, 1, 5, 'KH', 2021, 2025, 'running', NULL, 1)",
            "INSERT INTO decision (id, root, programme, kind, status, year, number, symbol, on_day, title, bases, signer, \
             signer_name, signer_title, award, valid_until, recheck_on, version) VALUES (7, 1, 6, 'award', 'issued', 2025, 9, \
             'QĐ-BDT', '2025-11-20', 'Khen thưởng', '', 2, 'Nguyễn Văn Trưởng', 'TRƯỞNG BAN', 'giay-khen', NULL, NULL, 2)",
            "INSERT INTO decision (id, root, programme, kind, status, year, number, symbol, on_day, title, bases, signer, \
             signer_name, signer_title, award, valid_until, recheck_on, version) VALUES (8, 1, 6, 'recognition', 'draft', NULL, \
             NULL, '', NULL, 'Dự thảo', '', NULL, '', '', NULL, NULL, NULL, 1)",
            "INSERT INTO number_series (root, year, last) VALUES (1, 2025, 9)",
            "INSERT INTO number_gap (root, year, first, last, reason, written_by, at) VALUES (1, 2025, 1, 8, 'Văn bản giấy', 2, 0)",
        ] {
            tamper::run(db, text).await.unwrap();
        }
        db.migrate().await.unwrap();
        db.read(async |cx| {
            let root = lantoa_domain::id::Id::from_raw(1);
            let register = lantoa_store::document::register(cx, root, 2025).await?;
            let one = &register[0];
            assert_eq!((register.len(), one.number, one.symbol.as_str(), one.kind.as_str()), (1, 9, "QĐ-BDT", "award"));
            assert_eq!((one.about_kind.as_str(), one.about, one.check_code.as_deref()), ("decision", 7, None));
            let run = lantoa_store::numbering::Run { root, series: String::new(), year: 2025 };
            assert_eq!(lantoa_store::numbering::last(cx, &run).await?, 9);
            let draft = lantoa_store::decision::load(cx, lantoa_domain::id::Id::from_raw(8)).await?.unwrap();
            assert_eq!(draft.replaces, None);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    })
    .await;
}
