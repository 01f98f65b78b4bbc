//! What is recorded about people, units and other subjects, from which checks decide. It must not judge anybody.

pub mod import;

use lantoa_domain::Refusal;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::{FactId, PersonId, SubjectId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::subject::Subject;
pub use lantoa_store::fact::Row as FactRow;
use lantoa_store::{Conn, Tx, fact, org};
use serde_json::{Value, json};

use crate::{Cx, Error, Result};

/// Facts shown on one page.
const PAGE: u32 = 50;

/// A fact to be recorded.
#[derive(Debug, Clone)]
pub struct Record {
    /// Whom or what it is about.
    pub about: Subject,
    /// What it says.
    pub fact: Recorded,
    /// Where it is written, in words.
    pub note: String,
}

/// Records a fact.
///
/// # Errors
/// `Invalid`, `NotFound` for a subject of nobody here, `Taken` when the year has one already, the policy's refusal.
pub async fn record(cx: &Cx, new: Record) -> Result<FactId> {
    cx.permit(Act::RecordFacts)?;
    new.fact.check(new.about)?;
    let (cx, id) = (cx.clone(), cx.id::<FactId>());
    cx.clone().db().write(async move |tx| insert(tx, &cx, id, &new).await).await?;
    Ok(id)
}

pub(crate) async fn insert(tx: &mut Tx, cx: &Cx, id: FactId, new: &Record) -> Result<()> {
    place_of(tx, cx, new.about).await?;
    free(tx, new, None).await?;
    let row = row(cx, id, new);
    fact::insert(tx, &row).await?;
    cx.journal(tx, "fact.recorded", id, &telling(&row))
}

fn row(cx: &Cx, id: FactId, new: &Record) -> FactRow {
    let mut row = FactRow::new(id, cx.actor().root, new.about, &new.fact, (cx.actor().person, cx.now()));
    row.name = new.fact.name.trim().to_owned();
    row.note = new.note.trim().to_owned();
    row
}

/// A correction of a recorded fact: all of it as it should be. What it is about and its kind stay.
#[derive(Debug, Clone)]
pub struct Correct {
    /// The fact.
    pub id: FactId,
    /// What it should say; its kind must be the recorded one.
    pub fact: Recorded,
    /// Where it is written.
    pub note: String,
    /// The version that was seen.
    pub seen: i64,
}

/// Corrects a fact.
///
/// # Errors
/// As [`record`], and `Overtaken`.
pub async fn correct(cx: &Cx, new: Correct) -> Result<()> {
    cx.permit(Act::RecordFacts)?;
    let cx = cx.clone();
    cx.clone().db().write(async move |tx| correct_in(tx, &cx, &new).await).await
}

async fn correct_in(tx: &mut Tx, cx: &Cx, new: &Correct) -> Result<()> {
    let before = of_agency(tx, cx, new.id).await?;
    if before.kind.0 != new.fact.kind {
        return Err(Refusal::Invalid { field: "kind", why: "does-not-fit" }.into());
    }
    let record = Record { about: before.about(), fact: new.fact.clone(), note: new.note.clone() };
    record.fact.check(record.about)?;
    free(tx, &record, Some(new.id)).await?;
    let mut after = row(cx, new.id, &record);
    after.version = new.seen;
    if before.version != new.seen {
        return Err(overtaken(tx, &before).await?);
    }
    fact::save(tx, &after).await?;
    let was = (!after.kind.0.is_sensitive()).then_some(before.value);
    cx.journal(tx, "fact.corrected", new.id, &json!({ "now": telling(&after), "was": was }))
}

/// Removes a fact recorded by mistake. `why` goes to the journal.
///
/// # Errors
/// `ReasonMissing`, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn remove(cx: &Cx, id: FactId, seen: i64, why: &str) -> Result<()> {
    cx.permit(Act::RecordFacts)?;
    if why.trim().is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let (cx, why) = (cx.clone(), why.trim().to_owned());
    cx.clone()
        .db()
        .write(async move |tx| {
            let before = of_agency(tx, &cx, id).await?;
            if before.version != seen {
                return Err(overtaken(tx, &before).await?);
            }
            fact::remove(tx, id, seen).await?;
            // The reason may name what happened: for sensitive facts it stays with the person who removed it.
            let why = (!before.kind.0.is_sensitive()).then_some(&why);
            cx.journal(tx, "fact.removed", id, &json!({ "was": telling(&before), "why": why }))
        })
        .await
}

async fn of_agency(conn: &mut Conn, cx: &Cx, id: FactId) -> Result<FactRow> {
    let found = fact::load(conn, id).await?.filter(|row| row.root == cx.actor().root);
    Ok(found.ok_or(Refusal::NotFound)?)
}

async fn overtaken(conn: &mut Conn, row: &FactRow) -> Result<Error> {
    let by = org::person(conn, row.recorded_by).await?.map(|person| person.name).unwrap_or_default();
    Ok(Error::Overtaken { by, at: Some(row.at) })
}

/// A kind of which there is one a year must not be there already, under the same name where it has one.
async fn free(conn: &mut Conn, new: &Record, except: Option<FactId>) -> Result<()> {
    if !new.fact.kind.once_a_year() {
        return Ok(());
    }
    let same = fact::same(conn, new.about, new.fact.kind, new.fact.year).await?;
    let name = new.fact.name.trim();
    let taken = same.iter().any(|row| Some(row.id) != except && row.name == name);
    if taken { Err(Refusal::Taken { field: "year" }.into()) } else { Ok(()) }
}

/// What the journal may say: of a sensitive fact only that there is one.
fn telling(row: &FactRow) -> Value {
    if row.kind.0.is_sensitive() {
        return json!({ "kind": "sensitive" });
    }
    let about = subject_text(row.about());
    json!({ "about": about, "kind": row.kind.0, "year": row.year, "name": row.name, "value": row.value })
}

/// Where a subject lies, when it is of the acting person's agency.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn place_of(conn: &mut Conn, cx: &Cx, about: Subject) -> Result<Place> {
    let root = cx.actor().root;
    let (of_root, unit, _) = fact::place_of(conn, about).await?.ok_or(Refusal::NotFound)?;
    if of_root != root {
        return Err(Refusal::NotFound.into());
    }
    let candidate = if let Subject::Person(person) = about { Some(person) } else { None };
    Ok(Place { candidate, ..Place::unit(root, org::path(conn, unit).await?) })
}

/// Facts on one page, as far as the reader may see them.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The facts, newest first.
    pub rows: Vec<FactRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<FactId>,
    /// Whether the reader may record and correct.
    pub may_record: bool,
    /// Whether sensitive kinds were looked for at all.
    pub with_sensitive: bool,
}

/// Facts about one subject. Discipline is left out for those who may not read sensitive data: nothing tells them
/// whether there is any.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn about(cx: &Cx, about: Subject, before: Option<FactId>) -> Result<Facts> {
    let cx = cx.clone();
    cx.clone()
        .db()
        .read(async move |conn| {
            let place = place_of(conn, &cx, about).await?;
            let own = about == Subject::Person(cx.actor().person);
            if !own {
                cx.permit_at(Act::ReadPeople, &place)?;
            }
            let with_sensitive = cx.permit_at(Act::ReadSensitive, &place).is_ok();
            let kinds: Vec<FactKind> =
                FactKind::ALL.into_iter().filter(|kind| with_sensitive || !kind.is_sensitive()).collect();
            let slice = fact::list(conn, cx.actor().root, Some(about), &kinds, before, PAGE).await?;
            let next = if slice.more { slice.rows.last().map(|row| row.id) } else { None };
            Ok(Facts { rows: slice.rows, next, may_record: cx.may(Act::RecordFacts), with_sensitive })
        })
        .await
}

/// One fact, to be corrected.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn one(cx: &Cx, id: FactId) -> Result<FactRow> {
    cx.permit(Act::RecordFacts)?;
    let cx = cx.clone();
    cx.clone().db().read(async move |conn| of_agency(conn, &cx, id).await).await
}

/// The name of a subject of the agency, for headings.
///
/// # Errors
/// `NotFound`.
pub async fn subject_name(cx: &Cx, about: Subject) -> Result<String> {
    let root = cx.actor().root;
    let found = cx.db().read(async move |conn| fact::place_of(conn, about).await.map_err(Error::from)).await?;
    let (_, _, name) = found.filter(|(of, _, _)| *of == root).ok_or(Refusal::NotFound)?;
    Ok(name)
}

/// The subject that an identifier in an address stands for: a person, a unit, or a group, household or practice.
///
/// # Errors
/// `NotFound`.
pub async fn subject_of(cx: &Cx, text: &str) -> Result<Subject> {
    if let Ok(person) = text.parse::<PersonId>() {
        return Ok(Subject::Person(person));
    }
    if let Ok(unit) = text.parse::<UnitId>() {
        return Ok(Subject::Unit(unit));
    }
    let id: SubjectId = text.parse().map_err(|_| Refusal::NotFound)?;
    let found = cx.db().read(async move |conn| fact::kind_of_subject(conn, id).await.map_err(Error::from)).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The identifier of a subject as it stands in an address.
#[must_use]
pub fn subject_text(about: Subject) -> String {
    match about {
        Subject::Person(id) => id.to_string(),
        Subject::Unit(id) => id.to_string(),
        Subject::Group(id) | Subject::Household(id) | Subject::Practice(id) => id.to_string(),
    }
}

/// Facts recorded lately in the agency, about anybody: for those who record them.
///
/// # Errors
/// The policy's refusal.
pub async fn latest(cx: &Cx, before: Option<FactId>) -> Result<(Facts, Vec<String>)> {
    cx.permit(Act::RecordFacts)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .read(async move |conn| {
            // Whoever records sees discipline as well; without the right to read it, it is left out.
            let with_sensitive = cx.permit(Act::ReadSensitive).is_ok();
            let kinds: Vec<FactKind> =
                FactKind::ALL.into_iter().filter(|kind| with_sensitive || !kind.is_sensitive()).collect();
            let slice = fact::list(conn, cx.actor().root, None, &kinds, before, PAGE).await?;
            let mut names = Vec::with_capacity(slice.rows.len());
            for row in &slice.rows {
                names.push(fact::place_of(conn, row.about()).await?.map(|(_, _, name)| name).unwrap_or_default());
            }
            let next = if slice.more { slice.rows.last().map(|row| row.id) } else { None };
            Ok((Facts { rows: slice.rows, next, may_record: true, with_sensitive }, names))
        })
        .await
}

/// The person a fact is about, if it is about one.
#[must_use]
pub fn person_of(row: &FactRow) -> Option<PersonId> {
    if let Subject::Person(person) = row.about() { Some(person) } else { None }
}
