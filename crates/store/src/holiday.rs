//! Days that differ from the week and the rule for deadlines on them, as rows; it must not decide which day holds.

use jiff::civil::Date;
use lantoa_domain::id::{HolidayId, UnitId};
use lantoa_domain::workday::{DayKind, Holidays, OffDay};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO holiday (id, root, kind, name, from_day, to_day, act, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    LOAD = "SELECT id, root, kind, name, from_day, to_day, act, version FROM holiday WHERE id = $1";
    LIST = "SELECT id, root, kind, name, from_day, to_day, act, version FROM holiday WHERE root = $1 ORDER BY from_day, id";
    SAVE = "UPDATE holiday SET kind = $3, name = $4, from_day = $5, to_day = $6, act = $7, version = version + 1 \
            WHERE id = $1 AND version = $2";
    DELETE = "DELETE FROM holiday WHERE id = $1 AND version = $2";
    RULE = "SELECT off_day FROM off_day_rule WHERE root = $1";
    RULE_SET = "INSERT INTO off_day_rule (root, off_day) VALUES ($1, $2) \
                ON CONFLICT (root) DO UPDATE SET off_day = excluded.off_day";
}

/// A day or days that differ from the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The entry.
    pub id: HolidayId,
    /// The agency.
    pub root: UnitId,
    /// Off or working.
    pub kind: Word<DayKind>,
    /// What it is called: "Tết Nguyên đán".
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The document that sets it.
    pub act: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Holiday { id, root, kind, name, from, to, act, version });

/// Stores a new entry.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, row: &Holiday) -> Result<()> {
    let r = row;
    tx.exec(&NEW, params![r.id, r.root, r.kind, r.name, r.from, r.to, r.act]).await.map(drop)
}

/// An entry.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: HolidayId) -> Result<Option<Holiday>> {
    cx.opt(&LOAD, params![id]).await
}

/// Every entry of an agency, by day.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<Holiday>> {
    cx.all(&LIST, params![root]).await
}

/// Saves an entry under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, row: &Holiday) -> Result<()> {
    let r = row;
    tx.exec_guarded(&SAVE, params![r.id, r.version, r.kind, r.name, r.from, r.to, r.act]).await
}

/// Takes an entry out under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn delete(tx: &mut Tx, row: &Holiday) -> Result<()> {
    tx.exec_guarded(&DELETE, params![row.id, row.version]).await
}

/// The days of an agency as the rules read them.
///
/// # Errors
/// The engine's.
pub async fn days(cx: &mut Conn, root: UnitId) -> Result<Holidays> {
    Ok(Holidays::new(list(cx, root).await?.into_iter().map(|row| (row.from, row.to, row.kind.0))))
}

/// What becomes of an agency's deadlines on days on which nobody works.
///
/// # Errors
/// The engine's.
pub async fn rule(cx: &mut Conn, root: UnitId) -> Result<OffDay> {
    let found: Option<Word<OffDay>> = cx.opt(&RULE, params![root]).await?;
    Ok(found.map_or(OffDay::Keep, |word| word.0))
}

/// Sets what becomes of an agency's deadlines on days on which nobody works.
///
/// # Errors
/// The engine's.
pub async fn set_rule(tx: &mut Tx, root: UnitId, rule: OffDay) -> Result<()> {
    tx.exec(&RULE_SET, params![root, Word(rule)]).await.map(drop)
}
