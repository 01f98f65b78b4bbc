//! What happens to units over time, and the settings of an agency, as rows; it must not decide which change may happen.

use jiff::civil::Date;
use lantoa_domain::id::UnitId;
use lantoa_domain::text::fold;
use lantoa_domain::unit::{ChangeKind, UnitChange, UnitKind};

use crate::org::{Agency, Unit};
use crate::{Conn, Json, Result, Tx, Word, params, search};

crate::sql! {
    CHANGE_NEW = "INSERT INTO unit_change (id, root, unit, kind, on_day, act, name, successors, parent, becomes) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CHANGES = "SELECT unit, kind, on_day, act, name, successors, parent, becomes FROM unit_change WHERE root = $1 ORDER BY id";
    SAVE = "UPDATE unit SET parent = $3, kind = $4, name = $5, aliases = $6, folded = $7, ordinal = $8, to_day = $9, \
            version = version + 1 WHERE id = $1 AND version = $2";
    AGENCY_SAVE = "UPDATE agency SET standing_body = $3, rounding = $4, papers_days = $5, symbol = $6, tier = $7, version = version + 1 \
                   WHERE root = $1 AND version = $2";
    UNHANG = "DELETE FROM unit_path WHERE unit IN (SELECT unit FROM unit_path WHERE ancestor = $1) \
              AND ancestor NOT IN (SELECT unit FROM unit_path WHERE ancestor = $1)";
    HANG = "INSERT INTO unit_path (ancestor, unit, depth) \
            SELECT above.ancestor, below.unit, above.depth + below.depth + 1 \
            FROM unit_path above CROSS JOIN unit_path below WHERE above.unit = $2 AND below.ancestor = $1";
    CHILDREN = "SELECT id, root, parent, kind, name, aliases, ordinal, from_day, to_day, version FROM unit \
                WHERE parent = $1 AND to_day IS NULL ORDER BY ordinal, id";
    HEADS = "SELECT CAST(count(*) AS BIGINT) FROM person WHERE unit = $1 AND active";
    COUNTS = "SELECT unit, CAST(count(*) AS BIGINT) FROM person WHERE root = $1 AND active GROUP BY unit";
}

struct ChangeRow {
    unit: UnitId,
    kind: Word<ChangeKind>,
    on: Date,
    act: String,
    name: Option<String>,
    successors: Json<Vec<UnitId>>,
    parent: Option<UnitId>,
    becomes: Option<Word<UnitKind>>,
}
crate::from_row!(ChangeRow { unit, kind, on, act, name, successors, parent, becomes });

impl From<ChangeRow> for UnitChange {
    fn from(row: ChangeRow) -> Self {
        Self {
            unit: row.unit,
            kind: row.kind.0,
            on: row.on,
            act: row.act,
            name: row.name,
            successors: row.successors.0,
            parent: row.parent,
            becomes: row.becomes.map(|word| word.0),
        }
    }
}

/// Stores a change of a unit. `id` is a fresh number.
///
/// # Errors
/// The engine's.
pub async fn insert_change(tx: &mut Tx, id: i64, root: UnitId, change: &UnitChange) -> Result<()> {
    let c = change;
    let (successors, becomes) = (Json(&c.successors), c.becomes.map(Word));
    tx.exec(&CHANGE_NEW, params![id, root, c.unit, Word(c.kind), c.on, c.act, c.name, successors, c.parent, becomes])
        .await
        .map(drop)
}

/// Every change of every unit of an agency, in the order in which they were entered.
///
/// # Errors
/// The engine's.
pub async fn changes(cx: &mut Conn, root: UnitId) -> Result<Vec<UnitChange>> {
    let rows: Vec<ChangeRow> = cx.all(&CHANGES, params![root]).await?;
    Ok(rows.into_iter().map(UnitChange::from).collect())
}

/// Saves a unit as it is today, under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, unit: &Unit) -> Result<()> {
    let u = unit;
    let folded = fold(&u.name);
    let values = params![u.id, u.version, u.parent, u.kind, u.name, u.aliases, folded, u.ordinal, u.to_day];
    tx.exec_guarded(&SAVE, values).await?;
    search::put(tx, u.root, u.id, &u.name, &u.aliases.0.join(" ")).await
}

/// Hangs a unit with everything under it below another superior.
///
/// # Errors
/// The engine's.
pub async fn hang(tx: &mut Tx, unit: UnitId, parent: UnitId) -> Result<()> {
    tx.exec(&UNHANG, params![unit]).await?;
    tx.exec(&HANG, params![unit, parent]).await.map(drop)
}

/// The units directly under one that exist today.
///
/// # Errors
/// The engine's.
pub async fn children(cx: &mut Conn, unit: UnitId) -> Result<Vec<Unit>> {
    cx.all(&CHILDREN, params![unit]).await
}

/// How many people work in a unit itself.
///
/// # Errors
/// The engine's.
pub async fn head_count(cx: &mut Conn, unit: UnitId) -> Result<i64> {
    cx.one(&HEADS, params![unit]).await
}

/// How many people work in each unit of an agency; units without anybody are left out.
///
/// # Errors
/// The engine's.
pub async fn head_counts(cx: &mut Conn, root: UnitId) -> Result<Vec<(UnitId, i64)>> {
    cx.all(&COUNTS, params![root]).await
}

/// Saves the settings of an agency under the version they were loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_agency(tx: &mut Tx, agency: &Agency) -> Result<()> {
    let a = agency;
    tx.exec_guarded(
        &AGENCY_SAVE,
        params![a.root, a.version, a.standing_body, a.rounding, a.papers_days, a.symbol, a.tier],
    )
    .await
}
