//! One PostgreSQL server for all tests of a run, started on demand and gone when the last test process ends; it must not touch a server it did not start.

use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use lantoa_store::migrate::MIGRATIONS;
use lantoa_store::{Db, Options, Target};

/// A server tests may make databases on.
pub(crate) struct Server {
    config: tokio_postgres::Config,
    /// The address up to the database's name and what follows it.
    address: (String, String),
    /// Held as long as this process lives: the guard stops the server when nobody holds it.
    _in_use: Option<File>,
}

/// The server of this process, or why there is none.
pub(crate) fn shared() -> Result<&'static Server, &'static str> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    SERVER.get_or_init(find_or_start).as_ref().map_err(String::as_str)
}

fn find_or_start() -> Result<Server, String> {
    match std::env::var("LANTOA_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => Server::at(&url, None),
        _ => start_private(),
    }
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/postgres")
}

/// A server for this working copy, shared by its test processes through locks that the kernel releases.
fn start_private() -> Result<Server, String> {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut hasher);
    let base = std::env::temp_dir().join(format!("lantoa-test-{:08x}", hasher.finish() as u32));
    let broken = |error: std::io::Error| format!("{}: {error}", base.display());
    std::fs::create_dir_all(&base).map_err(broken)?;
    let lock = |name: &str| OpenOptions::new().create(true).append(true).open(base.join(name)).map_err(broken);
    let start = lock("start.lock")?;
    start.lock().map_err(broken)?;
    let users = lock("users.lock")?;
    users.lock_shared().map_err(broken)?;
    let socket = base.join("run/.s.PGSQL.5432");
    if UnixStream::connect(&socket).is_err() {
        run_start(&base)?;
        run_guard(&base)?;
    }
    let host = base.join("run").display().to_string().replace('/', "%2F");
    Server::at(&format!("postgresql://postgres@{host}/postgres"), Some(users))
}

fn run_start(base: &Path) -> Result<(), String> {
    let output = Command::new(script()).arg("start").arg(base).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("scripts/postgres cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

fn run_guard(base: &Path) -> Result<(), String> {
    let guard = Command::new("setsid")
        .arg(script())
        .arg("guard")
        .arg(base)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    // Not waited for: it outlives this process on purpose.
    guard.map(drop).map_err(|error| format!("the guard of the test server cannot be started: {error}"))
}

async fn open(config: &tokio_postgres::Config) -> tokio_postgres::Client {
    let (client, connection) = config.connect(tokio_postgres::NoTls).await.expect("reach the test server");
    tokio::spawn(connection);
    client
}

impl Server {
    fn at(url: &str, in_use: Option<File>) -> Result<Server, String> {
        let config = url.parse().map_err(|_| "LANTOA_TEST_POSTGRES is no address".to_owned())?;
        let (path, query) = url.split_once('?').map_or((url, String::new()), |(path, rest)| (path, format!("?{rest}")));
        let (before, _) = path.rsplit_once('/').ok_or("LANTOA_TEST_POSTGRES names no database")?;
        Ok(Server { config, address: (format!("{before}/"), query), _in_use: in_use })
    }

    /// The address of a database on this server.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.address.0, self.address.1)
    }

    async fn connect(&self) -> tokio_postgres::Client {
        open(&self.config).await
    }

    /// A connection of the owner of the server to one of its databases.
    pub(crate) async fn connect_to(&self, database: &str) -> tokio_postgres::Client {
        open(self.config.clone().dbname(database)).await
    }

    /// Runs one statement as the owner of the server.
    pub(crate) async fn command(&self, text: &str) {
        self.connect().await.batch_execute(text).await.expect(text);
    }

    /// The name of a database that holds the newest schema, made once per schema.
    pub(crate) async fn template(&self) -> String {
        let mut hasher = DefaultHasher::new();
        MIGRATIONS.iter().for_each(|migration| (migration.version, migration.text).hash(&mut hasher));
        let name = format!("lt_template_{:016x}", hasher.finish());
        let client = self.connect().await;
        // Test processes run side by side: one makes it, the others wait. The lock ends with the connection.
        client.batch_execute("SELECT pg_advisory_lock(7166)").await.expect("lock");
        let there = client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await.expect("look");
        if there.is_none() {
            let draft = format!("{name}_draft");
            client.batch_execute(&format!("DROP DATABASE IF EXISTS {draft}")).await.expect("drop draft");
            client.batch_execute(&format!("CREATE DATABASE {draft} TEMPLATE template0")).await.expect("create draft");
            let target = Target::Postgres { url: self.url(&draft) };
            let db = Db::open(target, Options { connections: 1, ..Options::default() }).await.expect("open draft");
            db.migrate().await.expect("migrate the template");
            drop(db);
            let rename = format!("ALTER DATABASE {draft} RENAME TO {name}");
            client.batch_execute(&rename).await.expect("rename draft");
        }
        name
    }
}
