//! Whom the bodies of a plan stand for among an agency's units, and how many dossiers stand where; it must not choose anybody.

use jiff::civil::Date;
use lantoa_domain::id::{CouncilId, ExemplarId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    LEADS = "SELECT movement, unit FROM movement_lead WHERE programme = $1 ORDER BY movement";
    LEADS_CLEAR = "DELETE FROM movement_lead WHERE programme = $1";
    LEAD_NEW = "INSERT INTO movement_lead (programme, movement, root, unit) VALUES ($1, $2, $3, $4)";
    NAMED = "SELECT folded, name, unit FROM named_unit WHERE programme = $1 ORDER BY folded";
    NAMED_CLEAR = "DELETE FROM named_unit WHERE programme = $1";
    NAMED_NEW = "INSERT INTO named_unit (programme, folded, root, name, unit) VALUES ($1, $2, $3, $4, $5)";
    EXEMPLARS = "SELECT id, name, unit_name, recognised_on FROM exemplar WHERE programme = $1 AND movement = $2 \
                 AND status <> 'withdrawn' ORDER BY id DESC LIMIT $3";
    COUNCILS = "SELECT id, name FROM council WHERE root = $1 AND (to_day IS NULL OR to_day >= $2) ORDER BY id DESC";
    UNDER_WAY = "SELECT round, movement, class, standing, at, CAST(count(*) AS BIGINT) FROM dossier \
                 WHERE programme = $1 GROUP BY round, movement, class, standing, at";
}

/// The units that lead movements.
///
/// # Errors
/// The engine's.
pub async fn leads(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<(Key, UnitId)>> {
    cx.all(&LEADS, params![programme]).await
}

/// Stores which units lead movements, in place of what was stored before.
///
/// # Errors
/// The engine's.
pub async fn set_leads(tx: &mut Tx, root: UnitId, programme: ProgrammeId, leads: &[(Key, UnitId)]) -> Result<()> {
    tx.exec(&LEADS_CLEAR, params![programme]).await?;
    for (movement, unit) in leads {
        tx.exec(&LEAD_NEW, params![programme, movement, root, unit]).await?;
    }
    Ok(())
}

/// Whom a name in the plan stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedUnit {
    /// The name, folded.
    pub folded: String,
    /// The name as the plan prints it.
    pub name: String,
    /// The unit; `None` where its duties are not tracked.
    pub unit: Option<UnitId>,
}
crate::from_row!(NamedUnit { folded, name, unit });

/// Whom the names of a plan stand for, as people chose.
///
/// # Errors
/// The engine's.
pub async fn named_units(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<NamedUnit>> {
    cx.all(&NAMED, params![programme]).await
}

/// Stores whom names stand for, in place of what was stored before.
///
/// # Errors
/// The engine's.
pub async fn set_named_units(tx: &mut Tx, root: UnitId, programme: ProgrammeId, named: &[NamedUnit]) -> Result<()> {
    tx.exec(&NAMED_CLEAR, params![programme]).await?;
    for one in named {
        tx.exec(&NAMED_NEW, params![programme, one.folded, root, one.name, one.unit]).await?;
    }
    Ok(())
}

/// The councils of an agency whose term has not ended on a day, the newest first.
///
/// # Errors
/// The engine's.
pub async fn councils(cx: &mut Conn, root: UnitId, day: Date) -> Result<Vec<(CouncilId, String)>> {
    cx.all(&COUNCILS, params![root, day]).await
}

/// Dossiers of a programme that are alike in all this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pile {
    /// The round.
    pub round: RoundId,
    /// The movement.
    pub movement: Key,
    /// The kind of subject.
    pub kind: Word<SubjectKind>,
    /// Where they stand: "walking", "recognised", "ended" …
    pub standing: String,
    /// The step they are at, or nothing.
    pub at: String,
    /// How many.
    pub count: u32,
}
crate::from_row!(Pile { round, movement, kind, standing, at, count });

/// How many dossiers of a programme stand where.
///
/// # Errors
/// The engine's.
pub async fn piles(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Pile>> {
    cx.all(&UNDER_WAY, params![programme]).await
}

/// The latest recognised subjects of a movement: number, name, unit as named then, and day.
///
/// # Errors
/// The engine's.
pub async fn exemplars(
    cx: &mut Conn,
    programme: ProgrammeId,
    movement: &Key,
    rows: u32,
) -> Result<Vec<(ExemplarId, String, String, Date)>> {
    cx.all(&EXEMPLARS, params![programme, movement, rows]).await
}
