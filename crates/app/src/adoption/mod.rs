//! Practices taken over by units: declared, described, carried from stage to stage, signed by the receiving head, checked. It must not change the practice.

mod view;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::adoption::{Check, Confirmed, Course, Stage, no_circle};
use lantoa_domain::id::{AdoptionId, PracticeId, UnitId, VisitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::practice::{Figure, PracticeState, not_the_owner};
use lantoa_store::adoption::{self, Adoption, NewStep};
use lantoa_store::publicity::visit;
use lantoa_store::{Conn, Json, Tx, Word, org};

pub use lantoa_store::adoption::Step;
pub use view::{AdoptionRow, AdoptionView, Declaring, List, Search, SeenAt, Teacher, declaring, list, page};

use crate::practice::{Case as Practice, load as practice, trimmed, write_figures};
use crate::{Cx, Error, Result, faster};

/// Most characters of a long text.
const LONG: usize = 20_000;

/// Who copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adopter {
    /// A unit of the agency.
    Unit(UnitId),
    /// One outside it, by name.
    Outside(String),
}

/// A declaration that somebody copies a practice.
#[derive(Debug, Clone)]
pub struct New {
    /// The practice.
    pub practice: PracticeId,
    /// Who copies it.
    pub adopter: Adopter,
    /// The adoption it was learned from; `None` for the origin.
    pub learned_from: Option<AdoptionId>,
    /// How it was learned.
    pub how: String,
    /// The study visit or talk at which it was learned.
    pub learned_at: Option<VisitId>,
    /// The first stage.
    pub stage: Stage,
    /// Its day.
    pub on: Date,
    /// What is to be said of it.
    pub note: String,
}

/// An adoption with its practice and what rights depend on.
#[derive(Debug, Clone)]
struct Case {
    row: Adoption,
    practice: Practice,
    place: Place,
}

async fn load(conn: &mut Conn, cx: &Cx, id: AdoptionId) -> Result<Case> {
    let root = cx.actor().root;
    let row = adoption::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let practice = practice(conn, cx, row.practice).await?;
    let place = place_of(conn, &practice, row.unit).await?;
    Ok(Case { row, practice, place })
}

/// Where an adoption lies: at its unit; one outside the agency at the unit that owns the practice. The movement is the practice's.
async fn place_of(conn: &mut Conn, practice: &Practice, unit: Option<UnitId>) -> Result<Place> {
    Ok(match unit {
        None => practice.place.clone(),
        Some(unit) => Place { units: org::path(conn, unit).await?, ..practice.place.clone() },
    })
}

/// Declares that a unit copies a practice.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `Invalid` on "state" (`practice-not-validated`), "unit" (`own-practice`, `not-existing`, `empty`), "from", "visit",
/// "stage", "on"; `Taken` on "unit" for one that copies it already.
pub async fn declare(cx: &Cx, new: New) -> Result<AdoptionId> {
    let how = trimmed("how", &new.how, 2000)?;
    let note = trimmed("note", &new.note, 2000)?;
    let course = Course::begin(new.stage, new.on, cx.today())?;
    let (me, id) = (cx.clone(), cx.id());
    cx.db()
        .write(async move |tx| {
            let of = practice(tx, &me, new.practice).await?;
            let (unit, outside) = adopter(tx, &of, &new.adopter).await?;
            me.permit_at(Act::Adopt, &place_of(tx, &of, unit).await?)?;
            if of.row.state.0 != PracticeState::Validated {
                return Err(Refusal::Invalid { field: "state", why: "practice-not-validated" }.into());
            }
            teacher(tx, new.practice, None, new.learned_from).await?;
            learned_at(tx, &me, new.learned_at).await?;
            let empty = String::new;
            let row = Adoption {
                id,
                root: of.row.root,
                practice: new.practice,
                unit,
                outside,
                learned_from: new.learned_from,
                how: how.clone(),
                learned_at: new.learned_at,
                began: new.on,
                stage: Word(course.stage),
                since: course.since,
                used_from: course.used_from,
                first_used: course.first_used,
                first_stopped: None,
                changed: empty(),
                results: empty(),
                figures: Json(Vec::new()),
                difficulty: empty(),
                confirmed: Word(Confirmed::Not),
                signed_by: None,
                signed_on: None,
                proof: empty(),
                checked_by: None,
                checked_on: None,
                check_why: empty(),
                made_by: me.actor().person,
                version: 1,
            };
            if !adoption::insert(tx, &row).await? {
                return Err(Refusal::Taken { field: "unit" }.into());
            }
            write_step(tx, &me, id, course, &note).await?;
            let detail =
                serde_json::json!({ "practice": new.practice, "unit": unit, "stage": course.stage, "on": new.on });
            me.journal(tx, "adoption.declared", id, &detail)?;
            Ok::<_, Error>(id)
        })
        .await
}

/// The unit, which exists and is another than the owner's and the agency itself; or the name of one outside.
async fn adopter(conn: &mut Conn, practice: &Practice, adopter: &Adopter) -> Result<(Option<UnitId>, String)> {
    match adopter {
        Adopter::Outside(name) => {
            let name = trimmed("unit", name, 300)?;
            if name.is_empty() {
                return Err(Refusal::Invalid { field: "unit", why: "empty" }.into());
            }
            Ok((None, name))
        }
        Adopter::Unit(unit) => {
            let root = practice.row.root;
            let found = org::unit(conn, *unit).await?.filter(|found| found.root == root).ok_or(Refusal::NotFound)?;
            if found.to_day.is_some() || *unit == root {
                return Err(Refusal::Invalid { field: "unit", why: "not-existing" }.into());
            }
            not_the_owner(practice.row.unit, *unit)?;
            Ok((Some(*unit), String::new()))
        }
    }
}

/// The teacher copies the same practice and did not learn, directly or over others, from this adoption.
async fn teacher(conn: &mut Conn, of: PracticeId, this: Option<AdoptionId>, from: Option<AdoptionId>) -> Result<()> {
    let Some(from) = from else { return Ok(()) };
    let copies = adoption::copies(conn, of).await?;
    if !copies.iter().any(|copy| copy.id == from) {
        return Err(Refusal::Invalid { field: "from", why: "unknown" }.into());
    }
    if let Some(this) = this {
        let learned = |id| copies.iter().find(|copy| copy.id == id).and_then(|copy| copy.learned_from);
        no_circle(this, from, learned, copies.len())?;
    }
    Ok(())
}

/// The study visit or talk is one of this agency, and not ahead.
async fn learned_at(conn: &mut Conn, cx: &Cx, id: Option<VisitId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let known = visit::load(conn, id).await?.filter(|found| found.root == cx.actor().root);
    match known.is_some_and(|found| found.on_day <= cx.today()) {
        true => Ok(()),
        false => Err(Refusal::Invalid { field: "visit", why: "unknown" }.into()),
    }
}

async fn write_step(tx: &mut Tx, cx: &Cx, id: AdoptionId, course: Course, note: &str) -> Result<()> {
    let (stage, on, by, at) = (course.stage, course.since, cx.actor().person, cx.now());
    Ok(adoption::insert_step(tx, NewStep { adoption: id, stage, on, note, by, at }).await?)
}

/// What a unit says of its adoption.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The adoption it was learned from; `None` for the origin.
    pub learned_from: Option<AdoptionId>,
    /// How it was learned.
    pub how: String,
    /// The study visit or talk at which it was learned.
    pub learned_at: Option<VisitId>,
    /// What was changed.
    pub changed: String,
    /// What came of it.
    pub results: String,
    /// What came of it, measured.
    pub figures: Vec<Figure>,
    /// What was difficult.
    pub difficulty: String,
}

/// Says what was changed, what came of it, what was difficult. What was signed has to be signed again.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "from" (`learning-circle`), "visit", "figures" and texts that are too long.
pub async fn edit(cx: &Cx, id: AdoptionId, seen: i64, words: Words) -> Result<()> {
    let words = Words {
        how: trimmed("how", &words.how, 2000)?,
        changed: trimmed("changed", &words.changed, LONG)?,
        results: trimmed("results", &words.results, LONG)?,
        figures: write_figures(words.figures)?,
        difficulty: trimmed("difficulty", &words.difficulty, LONG)?,
        ..words
    };
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = open(tx, &me, (id, seen), Act::Adopt).await?.row;
            teacher(tx, was.practice, Some(id), words.learned_from).await?;
            learned_at(tx, &me, words.learned_at).await?;
            let row = Adoption {
                learned_from: words.learned_from,
                learned_at: words.learned_at,
                how: words.how.clone(),
                changed: words.changed.clone(),
                results: words.results.clone(),
                figures: Json(words.figures.clone()),
                difficulty: words.difficulty.clone(),
                ..was.clone()
            };
            let row = if row == was { row } else { unsigned(row) };
            let detail = serde_json::json!({
                "before": { "from": was.learned_from, "visit": was.learned_at, "kept": was.confirmed.0 },
                "after": { "from": row.learned_from, "visit": row.learned_at, "kept": row.confirmed.0 },
            });
            save(tx, &me, &row).await?;
            me.journal(tx, "adoption.edited", id, &detail)
        })
        .await
}

/// The same without signatures.
fn unsigned(row: Adoption) -> Adoption {
    Adoption {
        confirmed: Word(Confirmed::Not),
        signed_by: None,
        signed_on: None,
        proof: String::new(),
        checked_by: None,
        checked_on: None,
        check_why: String::new(),
        ..row
    }
}

/// Carries an adoption to its next stage.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, and what `Course::step` says.
pub async fn step(cx: &Cx, id: AdoptionId, seen: i64, (stage, on): (Stage, Date), note: String) -> Result<()> {
    let note = trimmed("note", &note, 2000)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = open(tx, &me, (id, seen), Act::Adopt).await?.row;
            let course = was.course().step(stage, on, &note, me.today())?;
            let detail = serde_json::json!({ "before": was.stage.0, "after": stage, "on": on, "why": note });
            save(tx, &me, &was.with(course)).await?;
            write_step(tx, &me, id, course, &note).await?;
            me.journal(tx, "adoption.stepped", id, &detail)
        })
        .await
}

/// Signs what came of it: the receiving unit's head; for a unit outside the agency those who declared it, with the paper by which it
/// confirmed.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, what `Confirmed::sign` says; `Invalid` on "proof" (`empty`) for a unit outside the agency.
pub async fn sign(cx: &Cx, id: AdoptionId, seen: i64, proof: String) -> Result<()> {
    let proof = trimmed("proof", &proof, 300)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            me.permit_at(sign_act(&case.row), &case.place)?;
            faster::same(tx, case.row.root, id, case.row.version, seen).await?;
            if case.row.unit.is_none() && proof.is_empty() {
                return Err(Refusal::Invalid { field: "proof", why: "empty" }.into());
            }
            let confirmed = Word(case.row.confirmed.0.sign(case.row.stage.0, &case.row.results)?);
            let row = Adoption {
                confirmed,
                signed_by: Some(me.actor().person),
                signed_on: Some(me.today()),
                proof: proof.clone(),
                ..unsigned(case.row)
            };
            save(tx, &me, &row).await?;
            me.journal(tx, "adoption.signed", id, &serde_json::json!({ "unit": row.unit, "practice": row.practice }))?;
            Ok::<_, Error>(())
        })
        .await
}

fn sign_act(row: &Adoption) -> Act {
    if row.unit.is_some() { Act::SignAdoption } else { Act::Adopt }
}

/// Checks what was signed: confirms it, or sends it back with a reason.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "state" (`not-signed`).
pub async fn check(cx: &Cx, id: AdoptionId, seen: i64, verdict: Check, why: String) -> Result<()> {
    let why = trimmed("why", &why, 2000)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = open(tx, &me, (id, seen), Act::CheckAdoption).await?.row;
            let row = Adoption {
                confirmed: Word(was.confirmed.0.check(verdict, &why)?),
                checked_by: Some(me.actor().person),
                checked_on: Some(me.today()),
                check_why: if verdict == Check::SendBack { why.clone() } else { String::new() },
                ..was
            };
            save(tx, &me, &row).await?;
            let event = if verdict == Check::Confirm { "adoption.confirmed" } else { "adoption.sent-back" };
            me.journal(tx, event, id, &serde_json::json!({ "why": why, "practice": row.practice }))?;
            Ok::<_, Error>(())
        })
        .await
}

/// An adoption unchanged since it was shown, on which an act is allowed.
async fn open(conn: &mut Conn, cx: &Cx, (id, seen): (AdoptionId, i64), act: Act) -> Result<Case> {
    let case = load(conn, cx, id).await?;
    cx.permit_at(act, &case.place)?;
    faster::same(conn, case.row.root, id, case.row.version, seen).await?;
    Ok(case)
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Adoption) -> Result<()> {
    let saved = adoption::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await
}
