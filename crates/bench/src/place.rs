//! Where a measurement puts its data: a fresh file, or a fresh schema of a PostgreSQL database. It must remove only what it made.

use std::path::{Path, PathBuf};

use lantoa_store::{Db, Options, Query};

use crate::Error;
use crate::fill::must_be_empty;
use crate::serve::Place;

/// Page cache of each connection while filling, KiB: the indexes of a million dossiers are written at random places.
const CACHE_KIB: u32 = 512 * 1024;

/// A fresh place, gone again when [`Fresh::remove`] is called.
pub(crate) struct Fresh {
    pub(crate) place: Place,
    made: Made,
}

enum Made {
    Folder(PathBuf),
    Schema { url: String, name: String },
}

impl Fresh {
    /// A file in a folder of its own under `out`, or a schema in the database at an address.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] when the folder or schema is there already or the database has tables.
    pub(crate) async fn make(out: &Path, database: Option<&str>, size: u64) -> Result<Self, Error> {
        let name = format!("lantoa_bench_{size}");
        let Some(url) = database else {
            let folder = out.join(name);
            std::fs::create_dir(&folder).map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::NotEmpty,
                _ => error.into(),
            })?;
            return Ok(Self { place: Place::File(folder.join("lantoa.sqlite")), made: Made::Folder(folder) });
        };
        let db = Db::open(Place::Url(url.to_owned()).target(), Options::default()).await?;
        must_be_empty(&db).await?;
        let text = format!("CREATE SCHEMA {name}");
        let made = db.write(async move |tx| tx.list::<i64>(&Query::new("bench::schema", &text, &[])).await).await;
        made.map_err(|_| Error::NotEmpty)?;
        let place = Place::Url(within(url, &name));
        Ok(Self { place, made: Made::Schema { url: url.to_owned(), name } })
    }

    /// Opens it for filling.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn open(&self) -> Result<Db, Error> {
        let options = Options { sqlite_cache_kib: CACHE_KIB, ..Options::default() };
        let db = Db::open(self.place.target(), options).await?;
        must_be_empty(&db).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Bytes on disk of an embedded database.
    pub(crate) fn bytes(&self) -> Option<u64> {
        let Place::File(path) = &self.place else { return None };
        Some(std::fs::metadata(path).ok()?.len())
    }

    /// Removes what was made.
    ///
    /// # Errors
    /// The store's or the operating system's.
    pub(crate) async fn remove(self) -> Result<(), Error> {
        match self.made {
            Made::Folder(folder) => Ok(std::fs::remove_dir_all(folder)?),
            Made::Schema { url, name } => {
                let db = Db::open(Place::Url(url).target(), Options::default()).await?;
                let text = format!("DROP SCHEMA {name} CASCADE");
                db.write(async move |tx| tx.list::<i64>(&Query::new("bench::schema", &text, &[])).await).await?;
                Ok(())
            }
        }
    }
}

/// The address with everything in one schema of it.
fn within(url: &str, schema: &str) -> String {
    if !url.contains("://") {
        return format!("{url} options='-c search_path={schema}'");
    }
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}options=-c%20search_path%3D{schema}")
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn the_schema_goes_into_either_kind_of_address() {
        assert_eq!(within("postgresql://a@b/c", "s"), "postgresql://a@b/c?options=-c%20search_path%3Ds");
        assert_eq!(within("postgresql://a@b/c?x=1", "s"), "postgresql://a@b/c?x=1&options=-c%20search_path%3Ds");
        assert_eq!(within("host=a dbname=c", "s"), "host=a dbname=c options='-c search_path=s'");
    }
}
