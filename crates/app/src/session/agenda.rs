//! What is on a session's agenda, who sits in it and who is in conflict; it must not open or count a vote.

use std::collections::BTreeSet;

use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Command, State};
use lantoa_domain::id::{CouncilId, DossierId, ItemId, SessionId};
use lantoa_domain::plan::VoteRule;
use lantoa_domain::policy::Act;
use lantoa_domain::session::{ConflictKind, ItemAct, ItemState, Stage, Ties, conflicts_found};
use lantoa_store::conflict::{self, Conflict};
use lantoa_store::dossier::subject_of;
use lantoa_store::session::{self, Item, Session, SessionStatus, Topic};
use lantoa_store::{Json, Tx, Word, council, election, programme};

use super::{Hall, floor};
use crate::dossier::{self, Case};
use crate::{Cx, Error, Result, faster};

/// Sets what is still to be opened: these dossiers in this order. What was opened already stays first and as it is.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `SessionOrder` when it is over; in line: `WrongStep` for a dossier that does not wait for a vote,
/// `NotFound` for one of another council, `Taken` for one on another agenda.
pub async fn set_agenda(cx: &Cx, id: SessionId, seen: i64, dossiers: Vec<DossierId>) -> Result<()> {
    cx.permit(Act::CallSession)?;
    let acting = cx.clone();
    let fresh: Vec<ItemId> = dossiers.iter().map(|_| cx.id()).collect();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::seen(tx, &acting, id, seen).await?;
            super::save(tx, &acting, &hall.session).await?;
            // A repeated vote stays where it is: its reason was given with it.
            let electronic = election::live_items(tx, id).await?;
            let waiting = |item: &&Item| {
                item.state.0.stage() == Stage::Waiting && item.reason.is_empty() && !electronic.contains(&item.id)
            };
            let kept: BTreeSet<DossierId> = dossiers.iter().copied().collect();
            for item in hall.items.iter().filter(waiting).filter(|item| !kept.contains(&item.dossier)) {
                session::drop_item(tx, item).await?;
                conflict::drop_found(tx, item.dossier).await?;
            }
            let mut ordinal =
                hall.items.iter().filter(|item| !waiting(item)).map(|item| item.ordinal).max().unwrap_or(0);
            for (fresh, dossier) in fresh.iter().zip(&dossiers) {
                ordinal += 1;
                let known = hall.items.iter().filter(waiting).find(|item| item.dossier == *dossier);
                match known {
                    Some(item) => session::place_item(tx, item.id, ordinal).await?,
                    None => add(tx, &acting, &hall, *fresh, *dossier, ordinal).await?,
                }
            }
            find_conflicts(tx, &acting, &hall.session).await?;
            acting.journal(tx, "session.agenda-set", id, &serde_json::json!({ "dossiers": dossiers }))
        })
        .await
}

async fn add(tx: &mut Tx, cx: &Cx, hall: &Hall, id: ItemId, dossier: DossierId, ordinal: i64) -> Result<()> {
    let added = new_item(tx, cx, hall, id, dossier, ordinal).await;
    added.map_err(|error| in_line(error, dossier))
}

async fn new_item(tx: &mut Tx, cx: &Cx, hall: &Hall, id: ItemId, dossier: DossierId, ordinal: i64) -> Result<()> {
    let case = dossier::load(tx, cx, dossier).await?;
    let row = programme::programme(tx, case.record.dossier.programme).await?.ok_or(Refusal::NotFound)?;
    if row.council != Some(hall.session.council) {
        return Err(Refusal::NotFound.into());
    }
    let rule = rule_of(&case)?;
    let taken = session::waiting(tx, hall.session.root, hall.session.council).await?;
    if !taken.iter().any(|one| one.dossier == dossier) {
        return Err(Refusal::Taken { field: "agenda" }.into());
    }
    let former = session::items_of(tx, dossier).await?;
    let reason = former.into_iter().rev().map(|item| item.reason).find(|reason| !reason.is_empty());
    let item = Item {
        id,
        root: hall.session.root,
        session: hall.session.id,
        dossier,
        ordinal,
        rule: Json(rule),
        state: Json(ItemState::Waiting),
        reason: reason.unwrap_or_default(),
        note: String::new(),
        version: 1,
    };
    Ok(session::insert_item(tx, &item).await?)
}

/// The vote rule of the step at which the dossier waits.
fn rule_of(case: &Case) -> Result<VoteRule> {
    let dossier = &case.record.dossier;
    dossier.rule(case.track(), Command::Pass)?;
    let step = match dossier.state {
        State::Walking { step } => case.track().steps.get(step),
        _ => None,
    };
    Ok(step.and_then(|step| step.vote).unwrap_or(VoteRule::USUAL))
}

/// Says a refusal of one dossier among several.
pub(crate) fn in_line(error: Error, dossier: DossierId) -> Error {
    match error {
        Error::Refused(refusal) => Error::Refused(refusal.in_line(dossier)),
        other => other,
    }
}

/// Holds a vote again as a new item, with a reason. The former one is set aside and stays on record.
///
/// # Errors
/// `NotAllowed`, `Conflicted`, `Overtaken`, `ReasonMissing`; `SessionOrder` when the former one was announced or not even opened.
pub async fn repeat(cx: &Cx, item: ItemId, seen: i64, reason: String) -> Result<ItemId> {
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let fresh: ItemId = cx.id();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let former = session::item(tx, item).await?.ok_or(Refusal::NotFound)?;
            let hall = Hall::load(tx, &acting, former.session).await?.live()?;
            faster::same(tx, acting.actor().root, item, former.version, seen).await?;
            floor::by_hand(tx, &hall, item).await?;
            repeat_in(tx, &acting, &hall, &former, fresh, &reason).await?;
            Ok::<_, Error>(fresh)
        })
        .await
}

/// Sets an item aside and puts another in its place, within a unit of work.
pub(crate) async fn repeat_in(
    tx: &mut Tx,
    cx: &Cx,
    hall: &Hall,
    former: &Item,
    fresh: ItemId,
    reason: &str,
) -> Result<()> {
    let case = dossier::load(tx, cx, former.dossier).await?;
    floor::carry_out(tx, cx, hall, former, &case, ItemAct::Void).await?;
    let again = Item {
        id: fresh,
        state: Json(ItemState::Waiting),
        rule: Json(rule_of(&case)?),
        reason: reason.trim().to_owned(),
        note: String::new(),
        version: 1,
        ..former.clone()
    };
    session::insert_item(tx, &again).await?;
    cx.journal(tx, "item.repeated", fresh, &serde_json::json!({ "former": former.id, "why": reason.trim() }))
}

/// Declares a conflict of interest of one's own on an item, with a reason. It cannot be taken back.
///
/// # Errors
/// `NotAllowed`, `ReasonMissing`; `SessionOrder` when the vote on it is over.
pub async fn declare(cx: &Cx, item: ItemId, reason: String) -> Result<()> {
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = session::item(tx, item).await?.ok_or(Refusal::NotFound)?;
            let hall = Hall::load(tx, &acting, row.session).await?.live()?;
            let case = dossier::load(tx, &acting, row.dossier).await?;
            acting.permit_at(Act::DeclareConflict, &case.place)?;
            if !matches!(row.state.0.stage(), Stage::Waiting | Stage::Open) {
                return Err(Refusal::SessionOrder.into());
            }
            // Who votes on an electronic ballot was fixed with it: the chair gives it up and it is held again.
            floor::by_hand(tx, &hall, item).await?;
            let person = acting.actor().person;
            let kind = Word(ConflictKind::Declared);
            let one = Conflict { dossier: row.dossier, person, kind, reason: reason.trim().to_owned() };
            if conflict::insert(tx, hall.session.root, &one, acting.now()).await? {
                // The reason may tell of family or health: it stays with the conflict and out of the journal.
                acting.journal(tx, "dossier.conflict-declared", row.dossier, &serde_json::json!({ "item": item }))?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// Gives the seats of a session to the members on its day, and finds conflicts anew.
pub(super) async fn reseat(tx: &mut Tx, cx: &Cx, row: &Session) -> Result<()> {
    let members = council::members_on(tx, row.council, row.held_on).await?;
    for seat in session::seats(tx, row.id).await? {
        if !members.iter().any(|member| member.person == seat.person) {
            session::drop_seat(tx, row.id, seat.person).await?;
        }
    }
    for member in &members {
        session::put_seat(tx, row.id, member.person, member.role.0).await?;
    }
    find_conflicts(tx, cx, row).await
}

/// After a change of members: the sessions of the council in which no vote was opened yet.
pub(crate) async fn reseat_all(tx: &mut Tx, cx: &Cx, council: CouncilId) -> Result<()> {
    for row in session::of_council(tx, council).await? {
        if row.status.0 != SessionStatus::Called {
            continue;
        }
        let items = session::items(tx, row.id).await?;
        if items.iter().all(|item| item.state.0.stage() == Stage::Waiting) {
            reseat(tx, cx, &row).await?;
        }
    }
    Ok(())
}

/// Finds the conflicts that the records show on every item whose vote is not over.
async fn find_conflicts(tx: &mut Tx, cx: &Cx, row: &Session) -> Result<()> {
    let seats = session::seats(tx, row.id).await?;
    let items = session::items(tx, row.id).await?;
    let kin = conflict::kin_of_session(tx, row.id).await?;
    let open: BTreeSet<DossierId> = items
        .iter()
        .filter(|item| matches!(item.state.0.stage(), Stage::Waiting | Stage::Open))
        .map(|item| item.dossier)
        .collect();
    let topics: Vec<Topic> = session::topics(tx, row.id).await?;
    for topic in topics.iter().filter(|topic| open.contains(&topic.dossier)) {
        conflict::drop_found(tx, topic.dossier).await?;
        let subject = subject_of(topic.subject_kind, topic.subject);
        for seat in &seats {
            let ties = Ties { person: seat.person, unit: seat.unit, kin: &kin };
            for kind in conflicts_found(ties, subject, topic.unit, row.root) {
                let reason = String::new();
                let one = Conflict { dossier: topic.dossier, person: seat.person, kind: Word(kind), reason };
                conflict::insert(tx, row.root, &one, cx.now()).await?;
            }
        }
    }
    Ok(())
}
