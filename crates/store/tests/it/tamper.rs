//! Access to a test database behind the store's back, as an attacker or a careless administrator has it.

use lantoa_store::Target;
use lantoa_testkit::engine::TestDb;

/// Runs SQL of either engine directly; gives the error's text.
pub(crate) async fn run(db: &TestDb, text: &str) -> Result<(), String> {
    match db.target() {
        Target::Sqlite { path } => {
            let conn = rusqlite::Connection::open(path).unwrap();
            conn.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
            conn.execute_batch(text).map_err(|error| error.to_string())
        }
        Target::Postgres { url } => {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            let done = client.batch_execute(text).await;
            done.map_err(|error| {
                error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
            })
        }
    }
}
