//! Prospects as rows, and the names of everything that may be the same; it must not judge likeness or decide what becomes of one.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, PersonId, ProgrammeId, ProspectId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::prospect::{ProspectState, Source};
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::text::fold;

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const COLUMNS: &str = "SELECT p.id, p.root, p.programme, p.movement, p.class, p.name, p.unit, p.scope, p.deed, p.source, \
                       p.source_note, p.state, p.noticed_on, p.fostered_on, p.invited_on, p.registered_on, p.let_go_on, p.why, \
                       p.dossier, p.entered_by, p.entered, p.version, \
                       (SELECT min(s.received_on) FROM suggestion s WHERE s.prospect = p.id), \
                       (SELECT e.recognised_on FROM exemplar e WHERE e.dossier = p.dossier) FROM prospect p";

crate::sql! {
    NEW = "INSERT INTO prospect (id, root, programme, movement, class, name, folded, unit, scope, deed, source, source_note, state, \
           noticed_on, fostered_on, invited_on, registered_on, let_go_on, why, dossier, entered_by, entered, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, NULL, NULL, NULL, NULL, '', NULL, $15, $16, 1)";
    LOAD = "SELECT p.id, p.root, p.programme, p.movement, p.class, p.name, p.unit, p.scope, p.deed, p.source, p.source_note, p.state, \
            p.noticed_on, p.fostered_on, p.invited_on, p.registered_on, p.let_go_on, p.why, p.dossier, p.entered_by, p.entered, \
            p.version, (SELECT min(s.received_on) FROM suggestion s WHERE s.prospect = p.id), \
            (SELECT e.recognised_on FROM exemplar e WHERE e.dossier = p.dossier) FROM prospect p WHERE p.id = $1";
    OF_DOSSIER = "SELECT id FROM prospect WHERE dossier = $1 ORDER BY id LIMIT 1";
    SAVE = "UPDATE prospect SET programme = $3, movement = $4, class = $5, name = $6, folded = $7, unit = $8, scope = $9, deed = $10, \
            version = version + 1 WHERE id = $1 AND version = $2";
    STEP = "UPDATE prospect SET state = $3, fostered_on = $4, invited_on = $5, registered_on = $6, let_go_on = $7, why = $8, \
            dossier = $9, version = version + 1 WHERE id = $1 AND version = $2";
    NAMES = "SELECT 'prospect', p.id, p.name, p.class, p.unit, p.noticed_on FROM prospect p WHERE p.root = $1 \
             UNION ALL SELECT 'exemplar', e.id, e.name, e.class, e.unit, e.recognised_on FROM exemplar e WHERE e.root = $1 \
             UNION ALL SELECT 'dossier', d.id, d.name, d.class, d.unit, r.closes FROM dossier d JOIN round r ON r.id = d.round \
             WHERE d.root = $1 AND d.standing <> 'recognised'";
    LAST_DAY = "SELECT last_day, version FROM fostering_last_day WHERE programme = $1";
    LAST_DAY_NEW = "INSERT INTO fostering_last_day (programme, last_day, version) VALUES ($1, $2, 1) ON CONFLICT (programme) DO NOTHING";
    LAST_DAY_SAVE = "UPDATE fostering_last_day SET last_day = $3, version = version + 1 WHERE programme = $1 AND version = $2";
}

/// A subject found early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// The prospect.
    pub id: ProspectId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// Its name.
    pub name: String,
    /// The unit that cares for it.
    pub unit: UnitId,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// What they did.
    pub deed: String,
    /// Where the first word came from.
    pub source: Word<Source>,
    /// The newspaper, the inspection's number, a link.
    pub source_note: String,
    /// Where it stands.
    pub state: Word<ProspectState>,
    /// When it was noticed.
    pub noticed_on: Date,
    /// Since when it is fostered.
    pub fostered_on: Option<Date>,
    /// When it was invited to register.
    pub invited_on: Option<Date>,
    /// When its dossier was opened.
    pub registered_on: Option<Date>,
    /// When it was let go.
    pub let_go_on: Option<Date>,
    /// Why it was let go.
    pub why: String,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// Who entered it.
    pub entered_by: PersonId,
    /// When.
    pub entered: Timestamp,
    /// Guards writes.
    pub version: i64,
    /// Day of the first suggestion about it.
    pub suggested_on: Option<Date>,
    /// Day of the decision that recognised it.
    pub recognised_on: Option<Date>,
}
crate::from_row!(Prospect {
    id,
    root,
    programme,
    movement,
    class,
    name,
    unit,
    scope,
    deed,
    source,
    source_note,
    state,
    noticed_on,
    fostered_on,
    invited_on,
    registered_on,
    let_go_on,
    why,
    dossier,
    entered_by,
    entered,
    version,
    suggested_on,
    recognised_on
});

/// Something with a name that a new prospect may be the same as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `prospect`, `exemplar` or `dossier`.
    pub kind: String,
    /// Which.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its kind of subject.
    pub class: Word<SubjectKind>,
    /// Its unit.
    pub unit: UnitId,
    /// Noticed, recognised, or the end of its round.
    pub on: Date,
}
crate::from_row!(Named { kind, id, name, class, unit, on });

/// Whose prospects: all of the agency, or those of units and movements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// All of them.
    pub whole: bool,
    /// Those in the subtrees of these units.
    pub units: Vec<UnitId>,
    /// Those of these movements.
    pub movements: Vec<(ProgrammeId, Key)>,
}

impl Reach {
    /// Narrows a query whose table has the columns `unit`, `programme` and `movement`.
    pub(crate) fn narrow(&self, query: Query, table: &str) -> Query {
        if self.whole {
            return query;
        }
        let mut query = query.push(" AND (FALSE", &[]);
        for unit in &self.units {
            let condition = format!(" OR {table}.unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)");
            query = query.push(&condition, &[unit]);
        }
        for (programme, movement) in &self.movements {
            let condition = format!(" OR {table}.programme = ? AND {table}.movement = ?");
            query = query.push(&condition, &[programme, movement]);
        }
        query.push(")", &[])
    }
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words of the name, all of them.
    pub words: Vec<String>,
    /// Only in this state.
    pub state: Option<ProspectState>,
    /// Only this kind of subject.
    pub class: Option<SubjectKind>,
    /// Only those of this unit and below.
    pub unit: Option<UnitId>,
    /// Only those of this source.
    pub source: Option<Source>,
}

/// Stores a new prospect.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Prospect) -> Result<()> {
    let p = new;
    let folded = fold(&p.name);
    let values = params![
        p.id,
        p.root,
        p.programme,
        p.movement,
        p.class,
        p.name,
        folded,
        p.unit,
        p.scope,
        p.deed,
        p.source,
        p.source_note,
        p.state,
        p.noticed_on,
        p.entered_by,
        p.entered
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// A prospect.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ProspectId) -> Result<Option<Prospect>> {
    cx.opt(&LOAD, params![id]).await
}

/// The prospect from which a dossier was opened.
///
/// # Errors
/// The engine's.
pub async fn of_dossier(cx: &mut Conn, dossier: DossierId) -> Result<Option<ProspectId>> {
    cx.opt(&OF_DOSSIER, params![dossier]).await
}

/// Saves its words, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, p: &Prospect) -> Result<()> {
    let folded = fold(&p.name);
    let values = params![p.id, p.version, p.programme, p.movement, p.class, p.name, folded, p.unit, p.scope, p.deed];
    tx.exec_guarded(&SAVE, values).await
}

/// Saves where it stands, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_state(tx: &mut Tx, p: &Prospect) -> Result<()> {
    let values =
        params![p.id, p.version, p.state, p.fostered_on, p.invited_on, p.registered_on, p.let_go_on, p.why, p.dossier];
    tx.exec_guarded(&STEP, values).await
}

/// Prospects of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    reach: &Reach,
    filter: &Filter,
    before: Option<ProspectId>,
    rows: u32,
) -> Result<Slice<Prospect>> {
    let mut query = Query::new("prospect::list", COLUMNS, &[]).push(" WHERE p.root = ?", &[&root]);
    query = reach.narrow(query, "p");
    for word in &filter.words {
        // Folded words hold letters and digits only: no sign of LIKE among them.
        query = query.and("' ' || p.folded LIKE ?", &[&format!("% {word}%")]);
    }
    if let Some(unit) = filter.unit {
        query = query.and("p.unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", &[&unit]);
    }
    let query = query
        .and_some("p.state = ?", filter.state.map(Word))
        .and_some("p.class = ?", filter.class.map(Word))
        .and_some("p.source = ?", filter.source.map(Word));
    let key: Option<[&dyn Param; 1]> = before.as_ref().map(|id| [id as &dyn Param]);
    cx.page(query.keyset(&["p.id"], Order::Descending, key.as_ref().map(<[&dyn Param; 1]>::as_slice)), rows).await
}

/// How many stand where.
///
/// # Errors
/// The engine's.
pub async fn counts(cx: &mut Conn, root: UnitId, reach: &Reach) -> Result<Vec<(Word<ProspectState>, i64)>> {
    let columns = "SELECT p.state, CAST(count(*) AS BIGINT) FROM prospect p WHERE p.root = ?";
    let query = reach.narrow(Query::new("prospect::counts", columns, &[&root]), "p");
    cx.list(&query.push(" GROUP BY p.state", &[])).await
}

/// The names of every prospect, exemplar and dossier of an agency; a recognised dossier is its exemplar.
///
/// # Errors
/// The engine's.
pub async fn names(cx: &mut Conn, root: UnitId) -> Result<Vec<Named>> {
    cx.all(&NAMES, params![root]).await
}

/// The last day that was set for a programme's new factors, with its version.
///
/// # Errors
/// The engine's.
pub async fn last_day(cx: &mut Conn, programme: ProgrammeId) -> Result<Option<(Date, i64)>> {
    cx.opt(&LAST_DAY, params![programme]).await
}

/// Sets it; version 0 stands for nothing set before.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn set_last_day(tx: &mut Tx, programme: ProgrammeId, day: Date, version: i64) -> Result<()> {
    if version == 0 && tx.exec(&LAST_DAY_NEW, params![programme, day]).await? == 1 {
        return Ok(());
    }
    tx.exec_guarded(&LAST_DAY_SAVE, params![programme, version, day]).await
}
