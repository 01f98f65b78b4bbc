//! Views of lists that people keep, as rows; it must not know which filters a list has, nor who may share one.

use lantoa_domain::id::{PersonId, SavedViewId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO saved_view (id, root, person, list, name, query, shared, position, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    LOAD = "SELECT v.id, v.root, v.person, p.name, v.list, v.name, v.query, v.shared, v.position, v.version \
            FROM saved_view v JOIN person p ON p.id = v.person WHERE v.id = $1";
    SEEN = "SELECT v.id, v.root, v.person, p.name, v.list, v.name, v.query, v.shared, v.position, v.version \
            FROM saved_view v JOIN person p ON p.id = v.person \
            WHERE v.root = $1 AND v.list = $2 AND (v.person = $3 OR v.shared) ORDER BY v.position, v.id";
    DEFAULT = "SELECT view FROM saved_view_default WHERE person = $1 AND list = $2";
    DEFAULT_SET = "INSERT INTO saved_view_default (person, list, view) VALUES ($1, $2, $3) \
                   ON CONFLICT (person, list) DO UPDATE SET view = excluded.view";
    DEFAULT_DROP = "DELETE FROM saved_view_default WHERE person = $1 AND list = $2";
    DEFAULTS_OF = "DELETE FROM saved_view_default WHERE view = $1";
    DEFAULTS_OF_OTHERS = "DELETE FROM saved_view_default WHERE view = $1 AND person <> $2";
    SAVE = "UPDATE saved_view SET name = $3, query = $4, shared = $5, position = $6, version = version + 1 \
            WHERE id = $1 AND version = $2";
    DELETE = "DELETE FROM saved_view WHERE id = $1 AND version = $2";
}

/// A view of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The view.
    pub id: SavedViewId,
    /// The agency.
    pub root: UnitId,
    /// Whose it is.
    pub person: PersonId,
    /// That person's name.
    pub owner: String,
    /// Which list.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// The filters, as an address has them.
    pub query: String,
    /// Whether everybody of the agency sees it.
    pub shared: bool,
    /// Its place among the others, small first.
    pub position: i64,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(SavedView { id, root, person, owner, list, name, query, shared, position, version });

/// Keeps a new view.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, row: &SavedView) -> Result<()> {
    let r = row;
    tx.exec(&NEW, params![r.id, r.root, r.person, r.list, r.name, r.query, r.shared, r.position]).await.map(drop)
}

/// A view.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: SavedViewId) -> Result<Option<SavedView>> {
    cx.opt(&LOAD, params![id]).await
}

/// The views of a list that a person sees, in their order: the own ones and the shared ones; and the one the list opens with.
///
/// # Errors
/// The engine's.
pub async fn seen(
    cx: &mut Conn,
    root: UnitId,
    person: PersonId,
    list: &str,
) -> Result<(Vec<SavedView>, Option<SavedViewId>)> {
    let (about, mine) = (params![root, list, person], params![person, list]);
    let (views, mut default) = cx.many((SEEN.of::<SavedView>(about), DEFAULT.of::<SavedViewId>(mine))).await?;
    Ok((views, default.pop()))
}

/// Saves a view under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, row: &SavedView) -> Result<()> {
    let r = row;
    tx.exec_guarded(&SAVE, params![r.id, r.version, r.name, r.query, r.shared, r.position]).await
}

/// Takes a view out under the version it was loaded with. Lists that opened with it open plainly again.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn delete(tx: &mut Tx, row: &SavedView) -> Result<()> {
    tx.exec(&DEFAULTS_OF, params![row.id]).await?;
    tx.exec_guarded(&DELETE, params![row.id, row.version]).await
}

/// Lets a list open with a view for a person, or plainly.
///
/// # Errors
/// The engine's.
pub async fn set_default(tx: &mut Tx, person: PersonId, list: &str, view: Option<SavedViewId>) -> Result<()> {
    match view {
        Some(view) => tx.exec(&DEFAULT_SET, params![person, list, view]).await.map(drop),
        None => tx.exec(&DEFAULT_DROP, params![person, list]).await.map(drop),
    }
}

/// A view that is no longer shared opens the list for nobody but its owner.
///
/// # Errors
/// The engine's.
pub async fn drop_others(tx: &mut Tx, row: &SavedView) -> Result<()> {
    tx.exec(&DEFAULTS_OF_OTHERS, params![row.id, row.person]).await.map(drop)
}
