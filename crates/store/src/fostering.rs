//! Plans of fostering as rows, and the lists over them; it must not judge what is at risk.

pub mod part;

use jiff::civil::Date;
use lantoa_domain::exemplar::Level;
use lantoa_domain::fostering::About;
use lantoa_domain::id::{DossierId, ExemplarId, FosteringId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;
use serde::{Deserialize, Serialize};

use crate::prospect::Reach;
use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT f.id, f.about_kind, f.about, \
     coalesce((SELECT p.name FROM prospect p WHERE f.about_kind = 'prospect' AND p.id = f.about), \
       (SELECT e.name FROM exemplar e WHERE f.about_kind = 'exemplar' AND e.id = f.about), \
       (SELECT d.name FROM dossier d WHERE f.about_kind = 'dossier' AND d.id = f.about), ''), \
     f.unit, f.programme, f.movement, o.name, f.from_day, f.until_day, f.every_months, \
     (SELECT max(c.on_day) FROM fostering_check c WHERE c.fostering = f.id), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_goal g WHERE g.fostering = f.id), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_goal g WHERE g.fostering = f.id AND g.reached_on IS NOT NULL), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_goal g WHERE g.fostering = f.id AND g.reached_on IS NULL AND g.due < ?), \
     (SELECT min(g.due) FROM fostering_goal g WHERE g.fostering = f.id AND g.reached_on IS NULL), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_difficulty y WHERE y.fostering = f.id AND y.closed_on IS NULL), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_difficulty y WHERE y.fostering = f.id AND y.closed_on IS NULL AND y.due < ?), \
     (SELECT min(y.due) FROM fostering_difficulty y WHERE y.fostering = f.id AND y.closed_on IS NULL), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_support s WHERE s.fostering = f.id AND s.state = 'requested'), \
     (SELECT CAST(count(*) AS BIGINT) FROM fostering_support s WHERE s.fostering = f.id AND s.state = 'promised') \
     FROM fostering f JOIN person o ON o.id = f.owner WHERE f.root = ? AND f.state = 'active'";

const OWED: &str = "SELECT e.id, e.name, e.class, e.unit, e.recognised_on FROM exemplar e JOIN programme p ON p.id = e.programme \
     WHERE e.root = ? AND e.status = 'recognised' AND p.status = 'running' \
     AND NOT EXISTS (SELECT 1 FROM fostering f WHERE f.about_kind = 'exemplar' AND f.about = e.id AND f.state = 'active')";

const BUILDING: &str = "SELECT e.id, e.name, e.class, e.unit FROM dossier e WHERE e.root = ? AND e.at = 'foster' \
     AND e.standing = 'walking' \
     AND NOT EXISTS (SELECT 1 FROM fostering f WHERE f.about_kind = 'dossier' AND f.about = e.id AND f.state = 'active')";

crate::sql! {
    NEW = "INSERT INTO fostering (id, root, about_kind, about, unit, programme, movement, owner, situation, next_level, from_day, \
           until_day, every_months, state, closed_on, outcome, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'active', NULL, '', 1) ON CONFLICT DO NOTHING";
    LOAD = "SELECT f.id, f.root, f.about_kind, f.about, f.unit, f.programme, f.movement, f.owner, o.name, f.situation, f.next_level, \
            f.from_day, f.until_day, f.every_months, f.state, f.closed_on, f.outcome, f.version FROM fostering f \
            JOIN person o ON o.id = f.owner WHERE f.id = $1";
    OF = "SELECT f.id, f.root, f.about_kind, f.about, f.unit, f.programme, f.movement, f.owner, o.name, f.situation, f.next_level, \
          f.from_day, f.until_day, f.every_months, f.state, f.closed_on, f.outcome, f.version FROM fostering f \
          JOIN person o ON o.id = f.owner WHERE f.about_kind = $1 AND f.about = $2 ORDER BY f.id DESC";
    SAVE = "UPDATE fostering SET owner = $3, situation = $4, next_level = $5, until_day = $6, every_months = $7, state = $8, \
            closed_on = $9, outcome = $10, version = version + 1 WHERE id = $1 AND version = $2";
    SETTING = "SELECT plan_days, version FROM fostering_setting WHERE root = $1";
    SETTING_NEW = "INSERT INTO fostering_setting (root, plan_days, version) VALUES ($1, $2, 1) ON CONFLICT (root) DO NOTHING";
    SETTING_SAVE = "UPDATE fostering_setting SET plan_days = $3, version = version + 1 WHERE root = $1 AND version = $2";
}

/// Whether a plan is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// It is.
    Active,
    /// It ended, with what came of it.
    Closed,
}

/// A plan of fostering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fostering {
    /// The plan.
    pub id: FosteringId,
    /// The agency.
    pub root: UnitId,
    /// First column of whom it is about.
    pub about_kind: String,
    /// Second column of whom it is about.
    pub about_id: i64,
    /// The unit that cares.
    pub unit: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Who keeps it.
    pub owner: PersonId,
    /// That person's name today.
    pub owner_name: String,
    /// What stands now.
    pub situation: String,
    /// The level that a recognised one is raised to.
    pub next_level: Option<Word<Level>>,
    /// Its first day.
    pub from_day: Date,
    /// Its last day.
    pub until_day: Date,
    /// Months between check-ins.
    pub every_months: u8,
    /// Whether it is kept.
    pub state: Word<PlanState>,
    /// When it was closed.
    pub closed_on: Option<Date>,
    /// What came of it.
    pub outcome: String,
    /// Guards writes, of its parts too.
    pub version: i64,
}
crate::from_row!(Fostering {
    id,
    root,
    about_kind,
    about_id,
    unit,
    programme,
    movement,
    owner,
    owner_name,
    situation,
    next_level,
    from_day,
    until_day,
    every_months,
    state,
    closed_on,
    outcome,
    version
});

impl Fostering {
    /// Whom it is about.
    #[must_use]
    pub fn about(&self) -> Option<About> {
        About::of_columns(&self.about_kind, self.about_id)
    }
}

/// An active plan as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The plan.
    pub id: FosteringId,
    /// First column of whom it is about.
    pub about_kind: String,
    /// Second column of whom it is about.
    pub about_id: i64,
    /// Whom it is about.
    pub name: String,
    /// The unit that cares.
    pub unit: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Who keeps it.
    pub owner: String,
    /// Its first day.
    pub from_day: Date,
    /// Its last day.
    pub until_day: Date,
    /// Months between check-ins.
    pub every_months: u8,
    /// The last check-in.
    pub last_check: Option<Date>,
    /// Goals.
    pub goals: u32,
    /// Those reached.
    pub reached: u32,
    /// Those not reached on their day.
    pub late_goals: u32,
    /// The first day of those not reached.
    pub first_goal: Option<Date>,
    /// Difficulties that are open.
    pub difficulties: u32,
    /// Those open past their day.
    pub late_difficulties: u32,
    /// The first day of those open.
    pub first_difficulty: Option<Date>,
    /// Support asked for that nobody promised yet.
    pub requested: u32,
    /// Support promised and not delivered.
    pub promised: u32,
}
crate::from_row!(Line {
    id,
    about_kind,
    about_id,
    name,
    unit,
    programme,
    movement,
    owner,
    from_day,
    until_day,
    every_months,
    last_check,
    goals,
    reached,
    late_goals,
    first_goal,
    difficulties,
    late_difficulties,
    first_difficulty,
    requested,
    promised
});

/// A recognised exemplar without a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The exemplar.
    pub exemplar: ExemplarId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// The unit that owes the plan.
    pub unit: UnitId,
    /// The decision's day.
    pub recognised_on: Date,
}
crate::from_row!(Owed { exemplar, name, class, unit, recognised_on });

/// A dossier under building without a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// The dossier.
    pub dossier: DossierId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// The proposing unit.
    pub unit: UnitId,
}
crate::from_row!(Building { dossier, name, class, unit });

/// Stores a new plan; `false` when one is kept already for the same.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Fostering) -> Result<bool> {
    let f = new;
    let values = params![
        f.id,
        f.root,
        f.about_kind,
        f.about_id,
        f.unit,
        f.programme,
        f.movement,
        f.owner,
        f.situation,
        f.next_level,
        f.from_day,
        f.until_day,
        f.every_months
    ];
    Ok(tx.exec(&NEW, values).await? == 1)
}

/// A plan.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: FosteringId) -> Result<Option<Fostering>> {
    cx.opt(&LOAD, params![id]).await
}

/// The plans about somebody, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, about: About) -> Result<Vec<Fostering>> {
    let (kind, id) = about.columns();
    cx.all(&OF, params![kind, id]).await
}

/// Saves a plan, guarded by the version it was loaded with. Its parts are guarded by it too.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, f: &Fostering) -> Result<()> {
    let values = params![
        f.id,
        f.version,
        f.owner,
        f.situation,
        f.next_level,
        f.until_day,
        f.every_months,
        f.state,
        f.closed_on,
        f.outcome
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// Active plans of an agency, by identifier. `after` is the last of the page before.
///
/// # Errors
/// The engine's.
pub async fn active(
    cx: &mut Conn,
    root: UnitId,
    reach: &Reach,
    today: Date,
    after: Option<FosteringId>,
    rows: u32,
) -> Result<Slice<Line>> {
    let query = Query::new("fostering::active", LINES, &[&today, &today, &root]);
    let query = reach.narrow(query, "f");
    let key: Option<[&dyn Param; 1]> = after.as_ref().map(|id| [id as &dyn Param]);
    cx.page(query.keyset(&["f.id"], Order::Ascending, key.as_ref().map(<[&dyn Param; 1]>::as_slice)), rows).await
}

/// Recognised exemplars of running programmes that hold on a day and have no plan, the longest recognised first.
///
/// # Errors
/// The engine's.
pub async fn owed(cx: &mut Conn, root: UnitId, reach: &Reach, today: Date, rows: u32) -> Result<Vec<Owed>> {
    let query =
        Query::new("fostering::owed", OWED, &[&root]).and("e.valid_until IS NULL OR e.valid_until >= ?", &[&today]);
    let query = reach.narrow(query, "e");
    cx.list(&query.push(" ORDER BY e.recognised_on, e.id", &[]).limit(rows)).await
}

/// Dossiers at the step of fostering that have no plan.
///
/// # Errors
/// The engine's.
pub async fn building(cx: &mut Conn, root: UnitId, reach: &Reach, rows: u32) -> Result<Vec<Building>> {
    let query = reach.narrow(Query::new("fostering::building", BUILDING, &[&root]), "e");
    cx.list(&query.push(" ORDER BY e.id", &[]).limit(rows)).await
}

/// The days within which a plan is due, with their version; none while nothing was set.
///
/// # Errors
/// The engine's.
pub async fn setting(cx: &mut Conn, root: UnitId) -> Result<Option<(i64, i64)>> {
    cx.opt(&SETTING, params![root]).await
}

/// Sets them; version 0 stands for nothing set before.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save_setting(tx: &mut Tx, root: UnitId, days: i64, version: i64) -> Result<()> {
    if version == 0 && tx.exec(&SETTING_NEW, params![root, days]).await? == 1 {
        return Ok(());
    }
    tx.exec_guarded(&SETTING_SAVE, params![root, version, days]).await
}
