//! Values of the installation as a whole, shared by every copy of the program; it must not hold anything of an agency.

use lantoa_domain::id::UnitId;

use crate::{Conn, Result, Tx, params};

crate::sql! {
    READ = "SELECT bytes FROM installation WHERE name = $1";
    KEEP = "INSERT INTO installation (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    AGENCIES = "SELECT root FROM agency ORDER BY root";
}

/// Keeps a value unless there is one already; gives the one that stands.
///
/// # Errors
/// The engine's.
pub async fn keep(tx: &mut Tx, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    tx.exec(&KEEP, params![name, bytes]).await?;
    tx.one(&READ, params![name]).await
}

/// A value that is kept; `None` when there is none.
///
/// # Errors
/// The engine's.
pub async fn read(cx: &mut Conn, name: &str) -> Result<Option<Vec<u8>>> {
    cx.opt(&READ, params![name]).await
}

/// Every agency on the installation.
///
/// # Errors
/// The engine's.
pub async fn agencies(cx: &mut Conn) -> Result<Vec<UnitId>> {
    cx.all(&AGENCIES, params![]).await
}
