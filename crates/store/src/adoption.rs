//! Practices taken over by units as rows: the ledger, the dated steps, what many of them say together; it must not judge a step.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::adoption::{Confirmed, Course, Stage};
use lantoa_domain::id::{AdoptionId, ExemplarId, PersonId, PracticeId, UnitId, VisitId};
use lantoa_domain::practice::Figure;
use lantoa_domain::spread::Copied;

use crate::{Conn, Json, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT a.id, a.practice, p.title, a.unit, a.outside, a.stage, a.began, a.since, a.used_from, a.confirmed, \
                     a.learned_from, a.changed, a.results, a.difficulty, p.unit FROM adoption a JOIN practice p ON p.id = a.practice \
                     WHERE a.root = ?";

crate::sql! {
    NEW = "INSERT INTO adoption (id, root, practice, unit, outside, learned_from, how, learned_at, began, stage, since, used_from, \
           first_used, first_stopped, changed, results, figures, difficulty, confirmed, signed_by, signed_on, proof, checked_by, \
           checked_on, check_why, made_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $19, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'not', NULL, NULL, '', NULL, NULL, \
           '', $18, 1) ON CONFLICT DO NOTHING";
    LOAD = "SELECT id, root, practice, unit, outside, learned_from, how, learned_at, began, stage, since, used_from, first_used, \
            first_stopped, changed, results, figures, difficulty, confirmed, signed_by, signed_on, proof, checked_by, checked_on, check_why, made_by, \
            version FROM adoption WHERE id = $1";
    SAVE = "UPDATE adoption SET learned_from = $3, how = $4, stage = $5, since = $6, used_from = $7, first_used = $8, \
            first_stopped = $9, changed = $10, results = $11, figures = $12, difficulty = $13, confirmed = $14, signed_by = $15, \
            signed_on = $16, proof = $17, checked_by = $18, checked_on = $19, check_why = $20, learned_at = $21, version = version + 1 \
            WHERE id = $1 AND version = $2";
    OF_UNIT = "SELECT id FROM adoption WHERE unit = $1 AND practice = $2";
    STEP_NEW = "INSERT INTO adoption_step (adoption, ordinal, stage, on_day, note, done_by, at) \
                SELECT CAST($1 AS BIGINT), CAST(coalesce(max(ordinal), 0) + 1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT), \
                CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM adoption_step WHERE adoption = $1";
    STEPS = "SELECT s.stage, s.on_day, s.note, e.name, s.at FROM adoption_step s JOIN person e ON e.id = s.done_by \
             WHERE s.adoption = $1 ORDER BY s.ordinal";
    COPIES = "SELECT id, unit, outside, learned_from, began, stage, since, used_from, first_used, first_stopped, confirmed \
              FROM adoption WHERE practice = $1 ORDER BY id";
    LESSONS = "SELECT s.adoption, a.unit, a.outside, s.on_day, s.note FROM adoption_step s JOIN adoption a ON a.id = s.adoption \
               WHERE a.practice = $1 AND s.stage = 'stopped' ORDER BY s.on_day DESC, s.adoption DESC, s.ordinal DESC";
    USED = "SELECT CAST(count(*) AS BIGINT) FROM adoption WHERE practice = $1 AND stage IN ('in_use', 'sustained')";
    OF_EXEMPLAR = "SELECT a.practice, a.stage, CAST(count(*) AS BIGINT) FROM adoption a JOIN practice p ON p.id = a.practice \
                   WHERE p.exemplar = $1 GROUP BY a.practice, a.stage ORDER BY a.practice, a.stage";
    BY_STAGE = "SELECT stage, CAST(count(*) AS BIGINT) FROM adoption WHERE root = $1 GROUP BY stage ORDER BY stage";
}

/// An adoption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The adoption.
    pub id: AdoptionId,
    /// The agency.
    pub root: UnitId,
    /// The practice.
    pub practice: PracticeId,
    /// The unit that copies it; `None` for one outside the agency.
    pub unit: Option<UnitId>,
    /// The name of a unit outside the agency; else empty.
    pub outside: String,
    /// The adoption it was learned from; `None` for the origin.
    pub learned_from: Option<AdoptionId>,
    /// How it was learned.
    pub how: String,
    /// The study visit or talk at which it was learned.
    pub learned_at: Option<VisitId>,
    /// When it began.
    pub began: Date,
    /// Where it is.
    pub stage: Word<Stage>,
    /// Since when.
    pub since: Date,
    /// When the use that goes on began.
    pub used_from: Option<Date>,
    /// When it was first in use.
    pub first_used: Option<Date>,
    /// When it was first given up after that.
    pub first_stopped: Option<Date>,
    /// What was changed.
    pub changed: String,
    /// What came of it.
    pub results: String,
    /// What came of it, measured.
    pub figures: Json<Vec<Figure>>,
    /// What was difficult.
    pub difficulty: String,
    /// How far its effect is confirmed.
    pub confirmed: Word<Confirmed>,
    /// Who signed.
    pub signed_by: Option<PersonId>,
    /// When.
    pub signed_on: Option<Date>,
    /// The paper by which a unit outside the agency confirmed.
    pub proof: String,
    /// Who checked.
    pub checked_by: Option<PersonId>,
    /// When.
    pub checked_on: Option<Date>,
    /// Why it was sent back.
    pub check_why: String,
    /// Who declared it.
    pub made_by: PersonId,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Adoption {
    id,
    root,
    practice,
    unit,
    outside,
    learned_from,
    how,
    learned_at,
    began,
    stage,
    since,
    used_from,
    first_used,
    first_stopped,
    changed,
    results,
    figures,
    difficulty,
    confirmed,
    signed_by,
    signed_on,
    proof,
    checked_by,
    checked_on,
    check_why,
    made_by,
    version
});

impl Adoption {
    /// Its course.
    #[must_use]
    pub fn course(&self) -> Course {
        Course {
            stage: self.stage.0,
            since: self.since,
            used_from: self.used_from,
            first_used: self.first_used,
            first_stopped: self.first_stopped,
        }
    }

    /// The same on another course.
    #[must_use]
    pub fn with(self, course: Course) -> Self {
        Self {
            stage: Word(course.stage),
            since: course.since,
            used_from: course.used_from,
            first_used: course.first_used,
            first_stopped: course.first_stopped,
            ..self
        }
    }
}

/// A dated step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The stage it led to.
    pub stage: Word<Stage>,
    /// When.
    pub on: Date,
    /// What was said of it.
    pub note: String,
    /// Who wrote it down.
    pub by: String,
    /// When it was written down.
    pub at: Timestamp,
}
crate::from_row!(Step { stage, on, note, by, at });

/// One adoption among those of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The adoption.
    pub id: AdoptionId,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The name of a unit outside the agency.
    pub outside: String,
    /// The adoption it was learned from.
    pub learned_from: Option<AdoptionId>,
    /// When it began.
    pub began: Date,
    /// Where it is.
    pub stage: Word<Stage>,
    /// Since when.
    pub since: Date,
    /// When the use that goes on began.
    pub used_from: Option<Date>,
    /// When it was first in use.
    pub first_used: Option<Date>,
    /// When it was first given up after that.
    pub first_stopped: Option<Date>,
    /// How far its effect is confirmed.
    pub confirmed: Word<Confirmed>,
}
crate::from_row!(Copy {
    id,
    unit,
    outside,
    learned_from,
    began,
    stage,
    since,
    used_from,
    first_used,
    first_stopped,
    confirmed
});

impl Copy {
    /// What the figures need of it.
    #[must_use]
    pub fn copied(&self) -> Copied {
        let course = Course {
            stage: self.stage.0,
            since: self.since,
            used_from: self.used_from,
            first_used: self.first_used,
            first_stopped: self.first_stopped,
        };
        Copied { id: self.id, unit: self.unit, from: self.learned_from, began: self.began, course }
    }
}

/// Why somebody gave a practice up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The adoption.
    pub adoption: AdoptionId,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The name of a unit outside the agency.
    pub outside: String,
    /// When.
    pub on: Date,
    /// What they say of it.
    pub words: String,
}
crate::from_row!(Lesson { adoption, unit, outside, on, words });

/// An adoption as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptionLine {
    /// The adoption.
    pub id: AdoptionId,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The name of a unit outside the agency.
    pub outside: String,
    /// Where it is.
    pub stage: Word<Stage>,
    /// When it began.
    pub began: Date,
    /// Since when it is where it is.
    pub since: Date,
    /// When the use that goes on began.
    pub used_from: Option<Date>,
    /// How far its effect is confirmed.
    pub confirmed: Word<Confirmed>,
    /// The adoption it was learned from.
    pub learned_from: Option<AdoptionId>,
    /// What was changed.
    pub changed: String,
    /// What came of it.
    pub results: String,
    /// What was difficult.
    pub difficulty: String,
    /// The unit that owns the practice.
    pub owner: UnitId,
}
crate::from_row!(AdoptionLine {
    id,
    practice,
    title,
    unit,
    outside,
    stage,
    began,
    since,
    used_from,
    confirmed,
    learned_from,
    changed,
    results,
    difficulty,
    owner
});

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words of the practice's title.
    pub words: Vec<String>,
    /// Only those of this practice.
    pub practice: Option<PracticeId>,
    /// Only those of units below this one.
    pub unit: Option<UnitId>,
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those confirmed so far.
    pub confirmed: Option<Confirmed>,
}

/// Stores a new adoption; says whether it was, and not one of this unit was there before.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, adoption: &Adoption) -> Result<bool> {
    let a = adoption;
    let values = params![
        a.id,
        a.root,
        a.practice,
        a.unit,
        a.outside,
        a.learned_from,
        a.how,
        a.began,
        a.stage,
        a.since,
        a.used_from,
        a.first_used,
        a.first_stopped,
        a.changed,
        a.results,
        a.figures,
        a.difficulty,
        a.made_by,
        a.learned_at
    ];
    tx.exec(&NEW, values).await.map(|rows| rows == 1)
}

/// An adoption.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: AdoptionId) -> Result<Option<Adoption>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves everything that may change, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, adoption: &Adoption) -> Result<()> {
    let a = adoption;
    let values = params![
        a.id,
        a.version,
        a.learned_from,
        a.how,
        a.stage,
        a.since,
        a.used_from,
        a.first_used,
        a.first_stopped,
        a.changed,
        a.results,
        a.figures,
        a.difficulty,
        a.confirmed,
        a.signed_by,
        a.signed_on,
        a.proof,
        a.checked_by,
        a.checked_on,
        a.check_why,
        a.learned_at
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// The adoption of a practice by a unit.
///
/// # Errors
/// The engine's.
pub async fn of_unit(cx: &mut Conn, unit: UnitId, practice: PracticeId) -> Result<Option<AdoptionId>> {
    cx.opt(&OF_UNIT, params![unit, practice]).await
}

/// A step that is written down.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    /// The adoption.
    pub adoption: AdoptionId,
    /// The stage it led to.
    pub stage: Stage,
    /// When.
    pub on: Date,
    /// What was said of it.
    pub note: &'a str,
    /// Who writes it down.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Writes a step down.
///
/// # Errors
/// The engine's.
pub async fn insert_step(tx: &mut Tx, step: NewStep<'_>) -> Result<()> {
    let s = step;
    tx.exec(&STEP_NEW, params![s.adoption, Word(s.stage), s.on, s.note, s.by, s.at]).await.map(drop)
}

/// The steps of an adoption, in their order.
///
/// # Errors
/// The engine's.
pub async fn steps(cx: &mut Conn, adoption: AdoptionId) -> Result<Vec<Step>> {
    cx.all(&STEPS, params![adoption]).await
}

/// Every adoption of a practice.
///
/// # Errors
/// The engine's.
pub async fn copies(cx: &mut Conn, practice: PracticeId) -> Result<Vec<Copy>> {
    cx.all(&COPIES, params![practice]).await
}

/// Why those who gave a practice up did so, the latest first.
///
/// # Errors
/// The engine's.
pub async fn lessons(cx: &mut Conn, practice: PracticeId) -> Result<Vec<Lesson>> {
    cx.all(&LESSONS, params![practice]).await
}

/// How many use a practice.
///
/// # Errors
/// The engine's.
pub async fn used(cx: &mut Conn, practice: PracticeId) -> Result<u32> {
    cx.one(&USED, params![practice]).await
}

/// How many adoptions of the practices of an exemplar stand at which stage.
///
/// # Errors
/// The engine's.
pub async fn of_exemplar(cx: &mut Conn, exemplar: ExemplarId) -> Result<Vec<(PracticeId, Stage, u32)>> {
    let rows: Vec<(PracticeId, Word<Stage>, u32)> = cx.all(&OF_EXEMPLAR, params![exemplar]).await?;
    Ok(rows.into_iter().map(|(practice, stage, count)| (practice, stage.0, count)).collect())
}

/// How many adoptions of an agency stand at which stage.
///
/// # Errors
/// The engine's.
pub async fn by_stage(cx: &mut Conn, root: UnitId) -> Result<Vec<(Stage, u32)>> {
    let rows: Vec<(Word<Stage>, u32)> = cx.all(&BY_STAGE, params![root]).await?;
    Ok(rows.into_iter().map(|(stage, count)| (stage.0, count)).collect())
}

/// Adoptions of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<AdoptionId>,
    rows: u32,
) -> Result<Slice<AdoptionLine>> {
    let mut query = Query::new("adoption::list", LINES, &[&root]);
    for word in &filter.words {
        query = query.and("' ' || p.folded LIKE ?", &[&format!("% {word}%")]);
    }
    query = query.and_some("a.practice = ?", filter.practice);
    if let Some(unit) = filter.unit {
        query = query.and("EXISTS (SELECT 1 FROM unit_path u WHERE u.unit = a.unit AND u.ancestor = ?)", &[&unit]);
    }
    query =
        query.and_some("a.stage = ?", filter.stage.map(Word)).and_some("a.confirmed = ?", filter.confirmed.map(Word));
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn Param>> = key.as_ref().map(|[id]| vec![id as &dyn Param]);
    cx.page(query.keyset(&["a.id"], Order::Descending, key.as_deref()), rows).await
}
