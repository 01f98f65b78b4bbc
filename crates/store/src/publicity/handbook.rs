//! Handbooks and the stories chosen for them, as rows; it must not decide what is printed.

use lantoa_domain::id::{HandbookId, StoryId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO handbook (id, root, title, imprint, foreword, version) VALUES ($1, $2, $3, $4, $5, 1)";
    SAVE = "UPDATE handbook SET title = $3, imprint = $4, foreword = $5, version = version + 1 WHERE id = $1 AND version = $2";
    LOAD = "SELECT id, root, title, imprint, foreword, version FROM handbook WHERE id = $1";
    LIST = "SELECT h.id, h.title, h.imprint, (SELECT CAST(count(*) AS BIGINT) FROM handbook_story s WHERE s.handbook = h.id) \
            FROM handbook h WHERE h.root = $1 ORDER BY h.id DESC";
    CLEAR = "DELETE FROM handbook_story WHERE handbook = $1";
    PUT = "INSERT INTO handbook_story (handbook, story, ordinal) VALUES ($1, $2, $3)";
    STORIES = "SELECT story FROM handbook_story WHERE handbook = $1 ORDER BY ordinal";
}

/// A handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handbook {
    /// The handbook.
    pub id: HandbookId,
    /// The agency.
    pub root: UnitId,
    /// Its title.
    pub title: String,
    /// Place and year.
    pub imprint: String,
    /// The foreword; may be empty.
    pub foreword: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Handbook { id, root, title, imprint, foreword, version });

/// Stores a handbook.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Handbook) -> Result<()> {
    tx.exec(&NEW, params![new.id, new.root, new.title, new.imprint, new.foreword]).await.map(drop)
}

/// Saves a handbook, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save(tx: &mut Tx, new: &Handbook) -> Result<()> {
    tx.exec_guarded(&SAVE, params![new.id, new.version, new.title, new.imprint, new.foreword]).await
}

/// A handbook.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: HandbookId) -> Result<Option<Handbook>> {
    cx.opt(&LOAD, params![id]).await
}

/// The handbooks of an agency, the latest first: title, imprint, how many stories were chosen.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<(HandbookId, String, String, i64)>> {
    cx.all(&LIST, params![root]).await
}

/// Sets the stories of a handbook in their order.
///
/// # Errors
/// The engine's.
pub async fn set_stories(tx: &mut Tx, id: HandbookId, stories: &[StoryId]) -> Result<()> {
    tx.exec(&CLEAR, params![id]).await?;
    for (ordinal, story) in stories.iter().enumerate() {
        tx.exec(&PUT, params![id, *story, ordinal]).await?;
    }
    Ok(())
}

/// The stories chosen for a handbook, in their order.
///
/// # Errors
/// The engine's.
pub async fn stories(cx: &mut Conn, id: HandbookId) -> Result<Vec<StoryId>> {
    cx.all(&STORIES, params![id]).await
}
