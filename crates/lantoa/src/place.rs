//! Where the data is: the folder or the address given on the command line, opened and brought to the newest schema.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ArgMatches;
use lantoa_app::{App, Clock, Db, Options, Seed, Target};

/// The name of the embedded database in the data folder.
const FILE: &str = "lantoa.sqlite";

/// The database that a command was pointed at.
pub(crate) fn target(matches: &ArgMatches) -> anyhow::Result<Target> {
    if let Some(url) = matches.get_one::<String>("database") {
        return Ok(Target::Postgres { url: url.clone() });
    }
    let folder = matches.get_one::<PathBuf>("data").map_or(Path::new("data"), PathBuf::as_path);
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    Ok(Target::Sqlite { path: folder.join(FILE) })
}

/// Opens the database and brings it to the newest schema.
pub(crate) async fn open(matches: &ArgMatches) -> anyhow::Result<Db> {
    let db = Db::open(target(matches)?, Options::default()).await?;
    db.migrate().await?;
    Ok(db)
}

/// The product on that database.
pub(crate) async fn app(matches: &ArgMatches, clock: impl Clock, seed: Seed) -> anyhow::Result<App> {
    Ok(App::new(open(matches).await?, clock, seed))
}
