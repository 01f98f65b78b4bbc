//! The parts of a plan of fostering as rows: goals, initiatives, support, check-ins, difficulties. A write of a part is guarded by its plan.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::fostering::{SupportKind, SupportState};
use lantoa_domain::id::{CheckId, DifficultyId, FosteringId, GoalId, InitiativeId, PersonId, SupportId};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    GOALS = "SELECT id, fostering, words, measure, unit_of, at_start, target, now, measured_on, due, reached_on FROM fostering_goal \
             WHERE fostering = $1 ORDER BY due, id";
    GOAL_NEW = "INSERT INTO fostering_goal (id, fostering, words, measure, unit_of, at_start, target, now, measured_on, due, reached_on) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    GOAL_SAVE = "UPDATE fostering_goal SET target = $2, now = $3, measured_on = $4, due = $5, reached_on = $6 WHERE id = $1";
    INITIATIVES = "SELECT id, fostering, on_day, words, effect FROM fostering_initiative WHERE fostering = $1 ORDER BY on_day, id";
    INITIATIVE_NEW = "INSERT INTO fostering_initiative (id, fostering, on_day, words, effect) VALUES ($1, $2, $3, $4, $5)";
    SUPPORTS = "SELECT id, fostering, kind, words, state, asked_on, by_whom, promised_for, settled_on, why FROM fostering_support \
                WHERE fostering = $1 ORDER BY id";
    SUPPORT_NEW = "INSERT INTO fostering_support (id, fostering, kind, words, state, asked_on, by_whom, promised_for, settled_on, why) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SUPPORT_SAVE = "UPDATE fostering_support SET state = $2, by_whom = $3, promised_for = $4, settled_on = $5, why = $6 WHERE id = $1";
    CHECKS = "SELECT c.id, c.fostering, c.on_day, c.words, c.correction, c.written_by, p.name, c.at FROM fostering_check c \
              JOIN person p ON p.id = c.written_by WHERE c.fostering = $1 ORDER BY c.on_day DESC, c.id DESC";
    CHECK_NEW = "INSERT INTO fostering_check (id, fostering, on_day, words, correction, written_by, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DIFFICULTIES = "SELECT y.id, y.fostering, y.found_on, y.words, y.helper, p.name, y.due, y.closed_on, y.outcome \
                    FROM fostering_difficulty y JOIN person p ON p.id = y.helper WHERE y.fostering = $1 ORDER BY y.id";
    DIFFICULTY_NEW = "INSERT INTO fostering_difficulty (id, fostering, found_on, words, helper, due, closed_on, outcome) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    DIFFICULTY_SAVE = "UPDATE fostering_difficulty SET closed_on = $2, outcome = $3 WHERE id = $1";
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The goal.
    pub id: GoalId,
    /// Its plan.
    pub fostering: FosteringId,
    /// What shall be reached.
    pub words: String,
    /// By what it is measured.
    pub measure: String,
    /// The unit of its numbers.
    pub unit_of: String,
    /// Where it began.
    pub at_start: i64,
    /// Where it shall come to.
    pub target: i64,
    /// Where it stands.
    pub now: i64,
    /// Since when.
    pub measured_on: Date,
    /// By when.
    pub due: Date,
    /// When it was reached.
    pub reached_on: Option<Date>,
}
crate::from_row!(Goal { id, fostering, words, measure, unit_of, at_start, target, now, measured_on, due, reached_on });

/// An initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Initiative {
    /// The initiative.
    pub id: InitiativeId,
    /// Its plan.
    pub fostering: FosteringId,
    /// Its day.
    pub on_day: Date,
    /// What it is.
    pub words: String,
    /// What it brought.
    pub effect: String,
}
crate::from_row!(Initiative { id, fostering, on_day, words, effect });

/// Support that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The support.
    pub id: SupportId,
    /// Its plan.
    pub fostering: FosteringId,
    /// Its kind.
    pub kind: Word<SupportKind>,
    /// What is asked for.
    pub words: String,
    /// How far it has come.
    pub state: Word<SupportState>,
    /// When it was asked for.
    pub asked_on: Date,
    /// Who promised it.
    pub by_whom: String,
    /// For which day.
    pub promised_for: Option<Date>,
    /// When it was delivered or refused.
    pub settled_on: Option<Date>,
    /// Why it was refused, or what was delivered.
    pub why: String,
}
crate::from_row!(Support { id, fostering, kind, words, state, asked_on, by_whom, promised_for, settled_on, why });

/// A check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The check-in.
    pub id: CheckId,
    /// Its plan.
    pub fostering: FosteringId,
    /// Its day.
    pub on_day: Date,
    /// What was found.
    pub words: String,
    /// What is corrected.
    pub correction: String,
    /// Who wrote it.
    pub written_by: PersonId,
    /// That person's name today.
    pub writer: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Check { id, fostering, on_day, words, correction, written_by, writer, at });

/// A difficulty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difficulty {
    /// The difficulty.
    pub id: DifficultyId,
    /// Its plan.
    pub fostering: FosteringId,
    /// When it was found.
    pub found_on: Date,
    /// What it is.
    pub words: String,
    /// Who helps.
    pub helper: PersonId,
    /// That person's name today.
    pub helper_name: String,
    /// By when.
    pub due: Date,
    /// When it was overcome.
    pub closed_on: Option<Date>,
    /// How.
    pub outcome: String,
}
crate::from_row!(Difficulty { id, fostering, found_on, words, helper, helper_name, due, closed_on, outcome });

/// Everything of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Goals, by their days.
    pub goals: Vec<Goal>,
    /// Initiatives, by their days.
    pub initiatives: Vec<Initiative>,
    /// Support, in the order it was asked for.
    pub supports: Vec<Support>,
    /// Check-ins, the latest first.
    pub checks: Vec<Check>,
    /// Difficulties, in the order they were found.
    pub difficulties: Vec<Difficulty>,
}

/// Everything of a plan.
///
/// # Errors
/// The engine's.
pub async fn all(cx: &mut Conn, plan: FosteringId) -> Result<Parts> {
    Ok(Parts {
        goals: cx.all(&GOALS, params![plan]).await?,
        initiatives: cx.all(&INITIATIVES, params![plan]).await?,
        supports: cx.all(&SUPPORTS, params![plan]).await?,
        checks: cx.all(&CHECKS, params![plan]).await?,
        difficulties: cx.all(&DIFFICULTIES, params![plan]).await?,
    })
}

/// Adds a goal.
///
/// # Errors
/// The engine's.
pub async fn insert_goal(tx: &mut Tx, g: &Goal) -> Result<()> {
    let values = params![
        g.id,
        g.fostering,
        g.words,
        g.measure,
        g.unit_of,
        g.at_start,
        g.target,
        g.now,
        g.measured_on,
        g.due,
        g.reached_on
    ];
    tx.exec(&GOAL_NEW, values).await.map(drop)
}

/// Saves where a goal stands, its target and its day.
///
/// # Errors
/// The engine's.
pub async fn save_goal(tx: &mut Tx, g: &Goal) -> Result<()> {
    tx.exec(&GOAL_SAVE, params![g.id, g.target, g.now, g.measured_on, g.due, g.reached_on]).await.map(drop)
}

/// Adds an initiative.
///
/// # Errors
/// The engine's.
pub async fn insert_initiative(tx: &mut Tx, i: &Initiative) -> Result<()> {
    tx.exec(&INITIATIVE_NEW, params![i.id, i.fostering, i.on_day, i.words, i.effect]).await.map(drop)
}

/// Adds support that is asked for.
///
/// # Errors
/// The engine's.
pub async fn insert_support(tx: &mut Tx, s: &Support) -> Result<()> {
    let values = params![
        s.id,
        s.fostering,
        s.kind,
        s.words,
        s.state,
        s.asked_on,
        s.by_whom,
        s.promised_for,
        s.settled_on,
        s.why
    ];
    tx.exec(&SUPPORT_NEW, values).await.map(drop)
}

/// Saves how far support has come.
///
/// # Errors
/// The engine's.
pub async fn save_support(tx: &mut Tx, s: &Support) -> Result<()> {
    tx.exec(&SUPPORT_SAVE, params![s.id, s.state, s.by_whom, s.promised_for, s.settled_on, s.why]).await.map(drop)
}

/// Adds a check-in.
///
/// # Errors
/// The engine's.
pub async fn insert_check(tx: &mut Tx, c: &Check) -> Result<()> {
    tx.exec(&CHECK_NEW, params![c.id, c.fostering, c.on_day, c.words, c.correction, c.written_by, c.at]).await.map(drop)
}

/// Adds a difficulty.
///
/// # Errors
/// The engine's.
pub async fn insert_difficulty(tx: &mut Tx, d: &Difficulty) -> Result<()> {
    let values = params![d.id, d.fostering, d.found_on, d.words, d.helper, d.due, d.closed_on, d.outcome];
    tx.exec(&DIFFICULTY_NEW, values).await.map(drop)
}

/// Saves that a difficulty was overcome.
///
/// # Errors
/// The engine's.
pub async fn save_difficulty(tx: &mut Tx, d: &Difficulty) -> Result<()> {
    tx.exec(&DIFFICULTY_SAVE, params![d.id, d.closed_on, d.outcome]).await.map(drop)
}
