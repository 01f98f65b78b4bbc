//! Publicity: consent, stories, the plan by channel, visits, movements to follow, requests, readings, handbooks. It must not let the public read anything by itself: that is worked out in `portal`.

pub mod activity;
pub mod consent;
pub mod follow;
pub mod handbook;
mod picture;
pub mod reading;
pub mod request;
pub mod story;
pub mod visit;

use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, Id, PersonId, ProgrammeId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_store::dossier::subject_of;
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, org, programme};

/// A value stored under a name, or as JSON, in the rows above.
pub use lantoa_store::{Json, Word};

use crate::export::Portion;
use crate::{Cx, Error, Result};

/// What forms of publicity offer to choose from.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Units that exist, with their names today.
    pub units: Vec<(UnitId, String)>,
    /// Exemplars whose recognition holds or lapsed, the latest first: name and unit.
    pub exemplars: Vec<(ExemplarId, String)>,
    /// Programmes by title.
    pub programmes: Vec<(ProgrammeId, String)>,
}

/// What forms of publicity offer.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn choices(cx: &Cx) -> Result<Choices> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let filter = exemplar::Filter::default();
            let found = exemplar::list(conn, root, &filter, None, Portion::File.rows()).await?.rows.into_iter();
            let holds = found.filter(|one| one.status.0 != lantoa_domain::exemplar::Life::Withdrawn);
            let units = org::units(conn, root).await?.into_iter().filter(|unit| unit.to_day.is_none());
            Ok::<_, Error>(Choices {
                exemplars: holds.map(|one| (one.id, named(&one))).collect(),
                units: units.map(|unit| (unit.id, unit.name)).collect(),
                programmes: programme::programmes(conn, root)
                    .await?
                    .into_iter()
                    .map(|one| (one.id, one.title))
                    .collect(),
            })
        })
        .await
}

/// Name and unit, the unit only where it says more.
fn named(one: &Exemplar) -> String {
    if one.name == one.unit_name { one.name.clone() } else { format!("{} – {}", one.name, one.unit_name) }
}

/// An exemplar of the acting person's agency.
async fn exemplar_of(conn: &mut Conn, cx: &Cx, id: ExemplarId) -> Result<Exemplar> {
    let root = cx.actor().root;
    let found = exemplar::load(conn, id).await?.filter(|row| row.root == root);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The person an exemplar is, if it is one.
fn person_of(row: &Exemplar) -> Option<PersonId> {
    match subject_of(row.subject_kind, row.subject) {
        Subject::Person(person) => Some(person),
        _ => None,
    }
}

/// The kind of an exemplar's subject.
fn kind_of(row: &Exemplar) -> SubjectKind {
    row.class.0
}

/// Where an exemplar lies, for rights: its unit with the superiors, and the person it is.
async fn place_of(conn: &mut Conn, row: &Exemplar) -> Result<Place> {
    let units = org::path(conn, row.unit).await?;
    Ok(Place { candidate: person_of(row), ..Place::unit(row.root, units) })
}

/// A unit of the acting person's agency that exists, as a place for rights.
async fn unit_place(conn: &mut Conn, cx: &Cx, id: UnitId) -> Result<Place> {
    let root = cx.actor().root;
    let unit = org::unit(conn, id).await?.filter(|unit| unit.root == root).ok_or(Refusal::NotFound)?;
    Ok(Place::unit(root, org::path(conn, unit.id).await?))
}

/// A unit somebody chose in a form: one of another agency is none.
async fn chosen_unit(conn: &mut Conn, cx: &Cx, id: Option<UnitId>) -> Result<()> {
    match id {
        Some(id) => unit_place(conn, cx, id).await.map(drop),
        None => Ok(()),
    }
}

/// A programme somebody chose in a form.
async fn chosen_programme(conn: &mut Conn, cx: &Cx, id: Option<ProgrammeId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let root = cx.actor().root;
    programme::programme(conn, id).await?.filter(|one| one.root == root).ok_or(Refusal::NotFound)?;
    Ok(())
}

/// An exemplar somebody chose in a form.
async fn chosen_exemplar(conn: &mut Conn, cx: &Cx, id: Option<ExemplarId>) -> Result<()> {
    match id {
        Some(id) => exemplar_of(conn, cx, id).await.map(drop),
        None => Ok(()),
    }
}

/// Those who run publicity, or speak for a unit.
async fn permit_for_unit(conn: &mut Conn, cx: &Cx, unit: UnitId) -> Result<()> {
    let place = unit_place(conn, cx, unit).await?;
    if cx.may(Act::RunPublicity) {
        return Ok(());
    }
    cx.permit_at(Act::CompleteTask, &place).map(drop)
}

/// Text that must be there.
fn filled(field: &'static str, text: &str) -> Result<String> {
    match text.trim() {
        "" => Err(Refusal::Invalid { field, why: "empty" }.into()),
        text => Ok(text.to_owned()),
    }
}

/// A web address, or nothing.
pub(crate) fn address(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    let web = text.starts_with("https://") || text.starts_with("http://");
    let sound = web && text.len() > 10 && !text.chars().any(|sign| sign.is_whitespace() || "<>\"".contains(sign));
    if text.is_empty() || sound {
        Ok(text.to_owned())
    } else {
        Err(Refusal::Invalid { field, why: "not-an-address" }.into())
    }
}

/// A thing of the acting person's agency.
fn own<T>(found: Option<T>, cx: &Cx, root: impl Fn(&T) -> UnitId) -> Result<T> {
    let mine = cx.actor().root;
    Ok(found.filter(|one| root(one) == mine).ok_or(Refusal::NotFound)?)
}

/// Text of an identifier, for details of the journal.
fn text_of<T: Id>(id: Option<T>) -> Option<String> {
    id.map(|id| id.to_string())
}
