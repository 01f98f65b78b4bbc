//! Councils and their members by date as rows; it must not count votes.

use jiff::civil::Date;
use lantoa_domain::id::{CouncilId, PersonId, UnitId};
use lantoa_domain::policy::CouncilRole;

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO council (id, root, name, act, from_day, to_day, version) VALUES ($1, $2, $3, $4, $5, $6, 1)";
    LOAD = "SELECT id, root, name, act, from_day, to_day, version FROM council WHERE id = $1";
    LIST = "SELECT id, root, name, act, from_day, to_day, version FROM council WHERE root = $1 ORDER BY from_day DESC, id DESC";
    SAVE = "UPDATE council SET name = $3, act = $4, from_day = $5, to_day = $6, version = version + 1 \
            WHERE id = $1 AND version = $2";
    MEMBER_END = "UPDATE council_member SET to_day = $3 WHERE id = $1 AND council = $2";
    MEMBER_DROP = "DELETE FROM council_member WHERE id = $1 AND council = $2";
    MEMBERS = "SELECT id, root, council, person, role, from_day, to_day FROM council_member WHERE council = $1 \
               ORDER BY from_day, id";
    CANDIDATES = "SELECT id, name, post FROM person WHERE root = $1 AND active ORDER BY folded, id";
    MEMBER_NEW = "INSERT INTO council_member (id, root, council, person, role, from_day, to_day) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
    MEMBERS_ON = "SELECT id, root, council, person, role, from_day, to_day FROM council_member \
                  WHERE council = $1 AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY id";
}

/// A council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// The council.
    pub id: CouncilId,
    /// The agency.
    pub root: UnitId,
    /// Its name.
    pub name: String,
    /// The decision that set it up.
    pub act: String,
    /// First day of its term.
    pub from_day: Date,
    /// Last day of its term.
    pub to_day: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Council { id, root, name, act, from_day, to_day, version });

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its number.
    pub id: i64,
    /// The agency.
    pub root: UnitId,
    /// The council.
    pub council: CouncilId,
    /// The person.
    pub person: PersonId,
    /// The office in the council.
    pub role: Word<CouncilRole>,
    /// First day.
    pub from_day: Date,
    /// Last day.
    pub to_day: Option<Date>,
}
crate::from_row!(Member { id, root, council, person, role, from_day, to_day });

/// Stores a new council.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, council: &Council) -> Result<()> {
    let c = council;
    tx.exec(&NEW, params![c.id, c.root, c.name, c.act, c.from_day, c.to_day]).await.map(drop)
}

/// A council.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: CouncilId) -> Result<Option<Council>> {
    cx.opt(&LOAD, params![id]).await
}

/// Every council of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<Council>> {
    cx.all(&LIST, params![root]).await
}

/// Saves name, founding act and term, guarded by the version it was loaded with. Also marks a change of members.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, council: &Council) -> Result<()> {
    let c = council;
    tx.exec_guarded(&SAVE, params![c.id, c.version, c.name, c.act, c.from_day, c.to_day]).await
}

/// Sets the last day of a membership.
///
/// # Errors
/// The engine's.
pub async fn end_member(tx: &mut Tx, council: CouncilId, member: i64, last_day: Date) -> Result<()> {
    tx.exec(&MEMBER_END, params![member, council, last_day]).await.map(drop)
}

/// Removes a membership that never began.
///
/// # Errors
/// The engine's.
pub async fn drop_member(tx: &mut Tx, council: CouncilId, member: i64) -> Result<()> {
    tx.exec(&MEMBER_DROP, params![member, council]).await.map(drop)
}

/// Every membership there ever was, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn members(cx: &mut Conn, council: CouncilId) -> Result<Vec<Member>> {
    cx.all(&MEMBERS, params![council]).await
}

/// Stores a membership.
///
/// # Errors
/// The engine's.
pub async fn insert_member(tx: &mut Tx, member: &Member) -> Result<()> {
    let m = member;
    tx.exec(&MEMBER_NEW, params![m.id, m.root, m.council, m.person, m.role, m.from_day, m.to_day]).await.map(drop)
}

/// Who is a member on a day.
///
/// # Errors
/// The engine's.
pub async fn members_on(cx: &mut Conn, council: CouncilId, day: Date) -> Result<Vec<Member>> {
    cx.all(&MEMBERS_ON, params![council, day]).await
}

/// The people of an agency who work there, by name: identifier, name and post.
///
/// # Errors
/// The engine's.
pub async fn candidates(cx: &mut Conn, root: UnitId) -> Result<Vec<(PersonId, String, String)>> {
    cx.all(&CANDIDATES, params![root]).await
}
