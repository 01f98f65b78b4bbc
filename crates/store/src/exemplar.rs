//! Recognised exemplars as rows; it must not judge whether a recognition still holds.

use jiff::civil::Date;
use lantoa_domain::exemplar::{Level, Life};
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::text::fold;

use crate::dossier::SubjectTag;
use crate::{Conn, Order, Query, Result, Slice, Tx, Word, params};

const COLUMNS: &str = "SELECT e.id, e.root, e.dossier, e.decision, e.programme, e.movement, e.subject_kind, e.subject, e.class, \
                       e.unit, e.name, e.unit_name, e.level, e.recognised_on, e.valid_until, e.recheck_on, e.status, \
                       e.ended_on, e.ended_why, e.version FROM exemplar e";

crate::sql! {
    NEW = "INSERT INTO exemplar (id, root, dossier, decision, programme, movement, subject_kind, subject, class, unit, name, \
           folded, unit_name, level, recognised_on, valid_until, recheck_on, status, ended_on, ended_why, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, NULL, '', 1)";
    LOAD = "SELECT id, root, dossier, decision, programme, movement, subject_kind, subject, class, unit, name, unit_name, \
            level, recognised_on, valid_until, recheck_on, status, ended_on, ended_why, version FROM exemplar WHERE id = $1";
    OF_DOSSIER = "SELECT id, root, dossier, decision, programme, movement, subject_kind, subject, class, unit, name, unit_name, \
                  level, recognised_on, valid_until, recheck_on, status, ended_on, ended_why, version FROM exemplar \
                  WHERE dossier = $1";
    OF_DECISION = "SELECT id, root, dossier, decision, programme, movement, subject_kind, subject, class, unit, name, unit_name, \
                   level, recognised_on, valid_until, recheck_on, status, ended_on, ended_why, version FROM exemplar \
                   WHERE decision = $1 ORDER BY id";
    MOVE = "UPDATE exemplar SET decision = $3, name = $4, folded = $5, unit_name = $6, valid_until = $7, recheck_on = $8, \
            version = version + 1 WHERE id = $1 AND version = $2";
    RENAME_STORIES = "UPDATE story SET named = $2 WHERE exemplar = $1";
    SAVE = "UPDATE exemplar SET level = $3, valid_until = $4, recheck_on = $5, status = $6, ended_on = $7, ended_why = $8, \
            version = version + 1 WHERE id = $1 AND version = $2";
    FOSTERING = "SELECT n.on_day, n.body, p.name FROM note n JOIN person p ON p.id = n.written_by \
                 WHERE n.dossier = $1 AND n.kind IN ('fostering', 'goal') ORDER BY n.on_day, n.id";
    YEARS = "SELECT DISTINCT CAST(substr(recognised_on, 1, 4) AS BIGINT) AS recognised FROM exemplar WHERE root = $1 \
             ORDER BY recognised DESC";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM exemplar WHERE root = $1 AND status = 'recognised'";
}

/// A recognised subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemplar {
    /// The exemplar.
    pub id: ExemplarId,
    /// The agency.
    pub root: UnitId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The decision that recognised it.
    pub decision: DecisionId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// First column of the subject.
    pub subject_kind: SubjectTag,
    /// Second column of the subject.
    pub subject: i64,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// Who proposed it.
    pub unit: UnitId,
    /// Its name as on the decision's day.
    pub name: String,
    /// That unit's name as on the decision's day.
    pub unit_name: String,
    /// Who recognised it.
    pub level: Word<Level>,
    /// The decision's day.
    pub recognised_on: Date,
    /// Last day of validity.
    pub valid_until: Option<Date>,
    /// The day to look at it again.
    pub recheck_on: Option<Date>,
    /// Whether it was let lapse or withdrawn.
    pub status: Word<Life>,
    /// When it was.
    pub ended_on: Option<Date>,
    /// Why it was.
    pub ended_why: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Exemplar {
    id,
    root,
    dossier,
    decision,
    programme,
    movement,
    subject_kind,
    subject,
    class,
    unit,
    name,
    unit_name,
    level,
    recognised_on,
    valid_until,
    recheck_on,
    status,
    ended_on,
    ended_why,
    version
});

/// Which to list by validity on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They hold on this day.
    Valid(Date),
    /// They hold on this day and are to be looked at again.
    Recheck(Date),
    /// Their time was over on this day, or they were let lapse.
    Expired(Date),
    /// They were withdrawn.
    Withdrawn,
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words of the name, all of them.
    pub words: Vec<String>,
    /// Only those of this movement.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only this kind of subject.
    pub class: Option<SubjectKind>,
    /// Only those proposed in the subtree of this unit.
    pub unit: Option<UnitId>,
    /// Only those recognised in this year.
    pub year: Option<i16>,
    /// Only those that stand so.
    pub standing: Option<Standing>,
}

/// Stores a new exemplar.
///
/// # Errors
/// `Conflict` when the dossier has one already; the engine's.
pub async fn insert(tx: &mut Tx, exemplar: &Exemplar) -> Result<()> {
    let e = exemplar;
    let folded = fold(&e.name);
    let values = params![
        e.id,
        e.root,
        e.dossier,
        e.decision,
        e.programme,
        e.movement,
        e.subject_kind,
        e.subject,
        e.class,
        e.unit,
        e.name,
        folded,
        e.unit_name,
        e.level,
        e.recognised_on,
        e.valid_until,
        e.recheck_on,
        e.status
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// An exemplar.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ExemplarId) -> Result<Option<Exemplar>> {
    cx.opt(&LOAD, params![id]).await
}

/// The exemplar a dossier became.
///
/// # Errors
/// The engine's.
pub async fn of_dossier(cx: &mut Conn, dossier: DossierId) -> Result<Option<Exemplar>> {
    cx.opt(&OF_DOSSIER, params![dossier]).await
}

/// The exemplars a decision recognised.
///
/// # Errors
/// The engine's.
pub async fn of_decision(cx: &mut Conn, decision: DecisionId) -> Result<Vec<Exemplar>> {
    cx.all(&OF_DECISION, params![decision]).await
}

/// Puts an exemplar under another decision, with the names and days of that one; its stories are found by the new name.
///
/// # Errors
/// `Stale`; the engine's.
pub async fn put_under(tx: &mut Tx, exemplar: &Exemplar) -> Result<()> {
    let e = exemplar;
    let folded = fold(&e.name);
    let named = params![e.id, folded];
    let values = params![e.id, e.version, e.decision, e.name, folded, e.unit_name, e.valid_until, e.recheck_on];
    tx.exec_guarded(&MOVE, values).await?;
    tx.exec(&RENAME_STORIES, named).await.map(drop)
}

/// Saves level, validity and end, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, exemplar: &Exemplar) -> Result<()> {
    let e = exemplar;
    let values = params![e.id, e.version, e.level, e.valid_until, e.recheck_on, e.status, e.ended_on, e.ended_why];
    tx.exec_guarded(&SAVE, values).await
}

/// What was written down while a dossier was fostered: day, words, who wrote them.
///
/// # Errors
/// The engine's.
pub async fn fostering(cx: &mut Conn, dossier: DossierId) -> Result<Vec<(Date, String, String)>> {
    cx.all(&FOSTERING, params![dossier]).await
}

/// The years in which an agency recognised, the latest first.
///
/// # Errors
/// The engine's.
pub async fn years(cx: &mut Conn, root: UnitId) -> Result<Vec<i16>> {
    cx.all(&YEARS, params![root]).await
}

/// How many recognitions of an agency were neither let lapse nor withdrawn.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, root: UnitId) -> Result<i64> {
    cx.one(&COUNT, params![root]).await
}

/// Exemplars of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<ExemplarId>,
    rows: u32,
) -> Result<Slice<Exemplar>> {
    let mut query = Query::new("exemplar::list", COLUMNS, &[]).push(" WHERE e.root = ?", &[&root]);
    for word in &filter.words {
        // Folded words hold letters and digits only: no sign of LIKE among them.
        query = query.and("' ' || e.folded LIKE ?", &[&format!("% {word}%")]);
    }
    if let Some((programme, movement)) = &filter.movement {
        query = query.and("e.programme = ? AND e.movement = ?", &[programme, movement]);
    }
    if let Some(unit) = filter.unit {
        query = query.and("EXISTS (SELECT 1 FROM unit_path p WHERE p.unit = e.unit AND p.ancestor = ?)", &[&unit]);
    }
    if let Some(year) = filter.year {
        let (from, to) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        query = query.and("e.recognised_on >= ? AND e.recognised_on <= ?", &[&from, &to]);
    }
    query = query.and_some("e.class = ?", filter.class.map(Word));
    query = standing(query, filter.standing);
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn crate::Param>> = key.as_ref().map(|[id]| vec![id as &dyn crate::Param]);
    cx.page(query.keyset(&["e.id"], Order::Descending, key.as_deref()), rows).await
}

fn standing(query: Query, standing: Option<Standing>) -> Query {
    const HOLDS: &str = "e.status = 'recognised' AND (e.valid_until IS NULL OR e.valid_until >= ?)";
    match standing {
        None => query,
        Some(Standing::Valid(day)) => query.and(HOLDS, &[&day]),
        Some(Standing::Recheck(day)) => query.and(HOLDS, &[&day]).and("e.recheck_on <= ?", &[&day]),
        Some(Standing::Expired(day)) => {
            query.and("e.status = 'expired' OR e.status = 'recognised' AND e.valid_until < ?", &[&day])
        }
        Some(Standing::Withdrawn) => query.and("e.status = 'withdrawn'", &[]),
    }
}
