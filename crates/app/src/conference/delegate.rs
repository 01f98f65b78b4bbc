//! Delegates: chosen or not, invited, answered for, replaced, present. It must not let more go than there are seats.

use std::collections::BTreeMap;
use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::{DelegateRole, DelegateState, DelegateStep, choosable};
use lantoa_domain::conference::{ConferenceKind, ConferenceState, ConferenceStep};
use lantoa_domain::exemplar::{Validity, validity};
use lantoa_domain::id::{ConferenceId, DelegateId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_store::conference::delegate::{self as delegates, Delegate};
use lantoa_store::conference::{self as rows, Conference};
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, Tx, Word, org};
use serde_json::json;

use super::load;
use crate::{Cx, Result, faster};

/// Seats that are taken, by unit.
pub(super) fn taken(all: &[Delegate]) -> Vec<(UnitId, u32)> {
    let mut out: BTreeMap<UnitId, u32> = BTreeMap::new();
    for one in all.iter().filter(|one| one.role.0.takes_seat() && one.state.0.holds_seat()) {
        *out.entry(one.unit).or_default() += 1;
    }
    out.into_iter().collect()
}

/// Where a delegate of a unit lies.
async fn place(conn: &mut Conn, root: UnitId, unit: UnitId) -> Result<Place> {
    Ok(Place::unit(root, org::path(conn, unit).await?))
}

/// Those who prepare the conference, or the unit's own.
pub(super) async fn of_unit(conn: &mut Conn, cx: &Cx, unit: UnitId) -> Result<()> {
    let place = place(conn, cx.actor().root, unit).await?;
    if cx.may(Act::RunConference) { Ok(()) } else { cx.permit_at(Act::ProposeDelegates, &place).map(drop) }
}

pub(super) fn standing(cx: &Cx, one: &Exemplar) -> Validity {
    validity(one.status.0, one.valid_until, one.recheck_on, cx.today())
}

/// A delegate of the acting person's agency as it was shown, with its conference, for those who may act for it.
pub(super) async fn shown(tx: &mut Tx, cx: &Cx, id: DelegateId, seen: i64) -> Result<(Conference, Delegate)> {
    let root = cx.actor().root;
    let one = delegates::load(tx, id).await?.filter(|one| one.root == root).ok_or(Refusal::NotFound)?;
    let row = load(tx, cx, one.conference).await?;
    if of_unit(tx, cx, one.unit).await.is_err() {
        return Err(Refusal::NotFound.into());
    }
    rows::lock(tx, row.id).await?;
    faster::same(tx, root, id, one.version, seen).await?;
    Ok((row, one))
}

pub(super) async fn save(tx: &mut Tx, one: &Delegate) -> Result<()> {
    let saved = delegates::save(tx, one).await;
    faster::told(tx, one.root, one.id, saved).await
}

pub(super) async fn has_room(conn: &mut Conn, row: &Conference, unit: UnitId) -> Result<()> {
    let held = taken(&delegates::of_conference(conn, row.id).await?);
    let of_unit = held.iter().find(|(one, _)| *one == unit).map_or(0, |(_, count)| *count);
    let of_all = held.iter().map(|(_, count)| *count).sum();
    Ok(rows::seats(conn, row).await?.may_choose(unit, of_unit, of_all)?)
}

/// What is said of one delegate in a form for many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<V> {
    /// The delegate.
    pub delegate: DelegateId,
    /// The version on the page.
    pub seen: i64,
    /// What is said.
    pub what: V,
    /// Why, where that has to be said.
    pub why: String,
}

/// Whether somebody is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Chosen.
    Chosen,
    /// Not chosen, with a reason.
    NotChosen,
}

/// What was answered to the invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Comes.
    Coming,
    /// Does not come, with a reason.
    NotComing,
}

/// Whether somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Was there.
    There,
    /// Was not.
    Missing,
}

/// Chooses and turns down, all of it or nothing; seats that are given up come before seats that are taken.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "seats", "exemplar", "delegate".
pub async fn decide(cx: &Cx, id: ConferenceId, mut marks: Vec<Mark<Verdict>>) -> Result<()> {
    cx.permit(Act::RunConference)?;
    marks.sort_by_key(|mark| mark.what == Verdict::Chosen);
    let (me, marks) = (cx.clone(), Arc::new(marks));
    cx.db()
        .write(async move |tx| {
            let row = load(tx, &me, id).await?;
            row.state.0.after(ConferenceStep::Select)?;
            for mark in marks.iter() {
                let (_, one) = marked(tx, &me, id, mark).await?;
                if mark.what == Verdict::NotChosen {
                    step(tx, &me, one, DelegateStep::TurnDown, given(&mark.why)?).await?;
                    continue;
                }
                let exemplar = match one.exemplar {
                    Some(exemplar) => exemplar::load(tx, exemplar).await?,
                    None => None,
                };
                choosable(&one.reason, exemplar.map(|one| standing(&me, &one)))?;
                if one.role.0.takes_seat() {
                    has_room(tx, &row, one.unit).await?;
                }
                step(tx, &me, one, DelegateStep::Choose, "").await?;
            }
            Ok(())
        })
        .await
}

fn given(why: &str) -> Result<&str> {
    Some(why.trim()).filter(|why| !why.is_empty()).ok_or_else(|| Refusal::ReasonMissing.into())
}

async fn marked<V>(tx: &mut Tx, cx: &Cx, id: ConferenceId, mark: &Mark<V>) -> Result<(Conference, Delegate)> {
    let (row, one) = shown(tx, cx, mark.delegate, mark.seen).await?;
    if row.id == id { Ok((row, one)) } else { Err(Refusal::NotFound.into()) }
}

async fn step(tx: &mut Tx, cx: &Cx, one: Delegate, step: DelegateStep, why: &str) -> Result<()> {
    let (before, id, conference) = (one.state.0, one.id, one.conference);
    let state = before.after(step)?;
    save(tx, &Delegate { state: Word(state), why: why.to_owned(), ..one }).await?;
    let action = match step {
        DelegateStep::Choose => "conference.delegate-chosen",
        DelegateStep::TurnDown => "conference.delegate-turned-down",
        DelegateStep::Invite => "conference.delegate-invited",
        DelegateStep::Accept | DelegateStep::Excuse => "conference.delegate-answered",
        DelegateStep::Attend | DelegateStep::Miss => "conference.delegate-marked",
        DelegateStep::Replace => "conference.delegate-replaced",
    };
    // Why somebody does not come may tell of an illness: the journal hears only that it was said.
    cx.journal(tx, action, id, &json!({ "conference": conference, "before": before, "after": state }))
}

/// Notes that everybody chosen was invited; says how many.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` before it was called.
pub async fn invite(cx: &Cx, id: ConferenceId, seen: i64) -> Result<usize> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = super::run(tx, &me, id, seen).await?;
            if !matches!(row.state.0, ConferenceState::Called) || row.kind.0 != ConferenceKind::HeldHere {
                return Err(Refusal::Invalid { field: "conference", why: "conference-order" }.into());
            }
            rows::lock(tx, id).await?;
            let mut all = delegates::of_conference(tx, id).await?;
            all.retain(|one| one.state.0 == DelegateState::Chosen && one.role.0 != DelegateRole::Substitute);
            let count = all.len();
            for one in all {
                step(tx, &me, one, DelegateStep::Invite, "").await?;
            }
            Ok(count)
        })
        .await
}

/// Enters what was answered: those who prepare the conference, or the unit for its own.
///
/// # Errors
/// `NotFound`, `Overtaken`, `ReasonMissing` for a refusal without one; `Invalid` on "delegate" or "seats" for one that does not follow.
pub async fn reply(cx: &Cx, id: ConferenceId, marks: Vec<Mark<Reply>>) -> Result<()> {
    let (me, marks) = (cx.clone(), Arc::new(marks));
    cx.db()
        .write(async move |tx| {
            for mark in marks.iter() {
                let (row, one) = marked(tx, &me, id, mark).await?;
                row.state.0.after(ConferenceStep::Note)?;
                match mark.what {
                    Reply::NotComing => step(tx, &me, one, DelegateStep::Excuse, given(&mark.why)?).await?,
                    Reply::Coming => {
                        // Who declined gave the seat up; coming after all takes one again.
                        if one.state.0 == DelegateState::NotComing && one.role.0.takes_seat() {
                            has_room(tx, &row, one.unit).await?;
                        }
                        step(tx, &me, one, DelegateStep::Accept, "").await?;
                    }
                }
            }
            Ok(())
        })
        .await
}

/// Enters who was there, from the conference's day on.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `NotYetOpen` before its day; `Invalid` on "delegate", or before it was called.
pub async fn attendance(cx: &Cx, id: ConferenceId, marks: Vec<Mark<Presence>>) -> Result<()> {
    cx.permit(Act::RunConference)?;
    let (me, marks) = (cx.clone(), Arc::new(marks));
    cx.db()
        .write(async move |tx| {
            let row = load(tx, &me, id).await?;
            row.state.0.after(ConferenceStep::Note)?;
            if row.state.0 == ConferenceState::Preparing {
                return Err(Refusal::Invalid { field: "conference", why: "conference-order" }.into());
            }
            if let Some(from) = row.on_day.filter(|day| *day > me.today()) {
                return Err(Refusal::NotYetOpen { from }.into());
            }
            for mark in marks.iter() {
                let (_, one) = marked(tx, &me, id, mark).await?;
                let what = match mark.what {
                    Presence::There => DelegateStep::Attend,
                    Presence::Missing => DelegateStep::Miss,
                };
                step(tx, &me, one, what, mark.why.trim()).await?;
            }
            Ok(())
        })
        .await
}

/// Sends a substitute of the same unit in place of a delegate who does not come; the substitute takes over role and seat.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "substitute" for somebody else, on "delegate" for one who comes.
pub async fn stand_in(cx: &Cx, id: DelegateId, seen: i64, (other, other_seen): (DelegateId, i64)) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (row, one) = shown(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Note)?;
            let (_, substitute) = shown(tx, &me, other, other_seen).await?;
            let fits = substitute.conference == row.id
                && substitute.role.0 == DelegateRole::Substitute
                && substitute.unit == one.unit
                && substitute.state.0.is_open();
            if !fits {
                return Err(Refusal::Invalid { field: "substitute", why: "does-not-fit" }.into());
            }
            if substitute.state.0 == DelegateState::Proposed {
                me.permit(Act::RunConference)?;
            }
            let (role, unit, why) = (one.role, one.unit, one.why.clone());
            step(tx, &me, one, DelegateStep::Replace, &why).await?;
            if role.0.takes_seat() {
                has_room(tx, &row, unit).await?;
            }
            let called = row.state.0 == ConferenceState::Called && row.kind.0 == ConferenceKind::HeldHere;
            let state = Word(if called { DelegateState::Invited } else { DelegateState::Chosen });
            save(tx, &Delegate { role, state, stands_for: Some(id), ..substitute }).await?;
            me.journal(tx, "conference.delegate-stands-in", other, &json!({ "conference": row.id, "other": id }))
        })
        .await
}
