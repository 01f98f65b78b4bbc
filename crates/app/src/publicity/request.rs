//! Requests to units for material to publish, with a day to answer by. It must not publish an answer.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, RequestId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_store::publicity::request;
use serde_json::json;

pub use lantoa_store::publicity::request::Request;

use super::{chosen_exemplar, filled, own, permit_for_unit, text_of, unit_place};
use crate::{Cx, Error, Result, faster};

/// A request to one or several units.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Who is asked.
    pub units: Vec<UnitId>,
    /// About which exemplar.
    pub exemplar: Option<ExemplarId>,
    /// What is asked for.
    pub what: String,
    /// Last day to answer.
    pub due: Date,
}

/// Asks units for material: a request for each.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a unit or exemplar of others; `Invalid` on "units", "what", "due".
pub async fn ask(cx: &Cx, new: Ask) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let what = filled("what", &new.what)?;
    if new.units.is_empty() {
        return Err(Refusal::Invalid { field: "units", why: "empty" }.into());
    }
    if new.due < cx.today() {
        return Err(Refusal::Invalid { field: "due", why: "in-past" }.into());
    }
    let (me, new) = (cx.clone(), Arc::new(Ask { what, ..new }));
    cx.db()
        .write(async move |tx| {
            chosen_exemplar(tx, &me, new.exemplar).await?;
            for unit in &new.units {
                unit_place(tx, &me, *unit).await?;
                let row = Request {
                    id: me.id(),
                    root: me.actor().root,
                    unit: *unit,
                    unit_name: String::new(),
                    exemplar: new.exemplar,
                    exemplar_name: None,
                    what: new.what.clone(),
                    due: new.due,
                    asked_on: me.today(),
                    answer: String::new(),
                    answered_on: None,
                    version: 1,
                };
                request::insert(tx, &row, me.actor().person).await?;
                let detail = json!({ "unit": unit, "due": new.due, "exemplar": text_of(new.exemplar) });
                me.journal(tx, "request.asked", row.id, &detail)?;
            }
            Ok(())
        })
        .await
}

/// Answers a request; an answer that was given before is replaced.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `Invalid` on "answer".
pub async fn answer(cx: &Cx, id: RequestId, seen: i64, answer: String) -> Result<()> {
    let answer = filled("answer", &answer)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = own(request::load(tx, id).await?, &me, |one: &Request| one.root)?;
            permit_for_unit(tx, &me, was.unit).await?;
            faster::same(tx, was.root, id, was.version, seen).await?;
            let saved = request::answer(tx, &was, &answer, me.actor().person, me.today()).await;
            faster::told(tx, was.root, id, saved).await?;
            me.journal(tx, "request.answered", id, &json!({ "unit": was.unit }))
        })
        .await
}

/// The requests of the agency, the latest first; `open` ones alone when asked.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx) -> Result<Vec<Request>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok(request::list(conn, root).await?)).await
}

/// A request's page: the request, and whether the reader may answer it.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: RequestId) -> Result<(Request, bool)> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(request::load(conn, id).await?, &me, |one: &Request| one.root)?;
            let may = permit_for_unit(conn, &me, row.unit).await.is_ok();
            Ok::<_, Error>((row, may))
        })
        .await
}
