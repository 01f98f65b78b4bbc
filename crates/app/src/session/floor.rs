//! What happens during a session: presence, opening, closing, confirming, announcing. It must not know who voted what.

use jiff::Timestamp;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Circumstances, Command};
use lantoa_domain::id::{DossierId, ItemId, PersonId, SessionId};
use lantoa_domain::policy::{Act, Permit};
use lantoa_domain::session::{ItemAct, ItemState, Room};
use lantoa_domain::vote::Tally;
use lantoa_store::session::{self, Item};
use lantoa_store::{Tx, election};
use serde::Serialize;

use super::{Hall, agenda};
use crate::dossier::{self, Case};
use crate::{Cx, Error, Result, faster};

/// Whether and when a member was there.
#[derive(Debug, Clone, Serialize)]
pub struct Presence {
    /// The member.
    pub person: PersonId,
    /// When the member came; `None` when absent.
    pub came: Option<Timestamp>,
    /// When the member left for good.
    pub gone: Option<Timestamp>,
    /// Why the member is absent. Not for the journal: it may tell of an illness.
    #[serde(skip)]
    pub excuse: String,
}

/// Records who is there, who left and why others are absent.
///
/// # Errors
/// `NotAllowed`, `Overtaken`; `NotFound` for somebody without a seat; `Invalid` for leaving before coming or a time to come;
/// `NotYetOpen` before the session's day.
pub async fn mark_presence(cx: &Cx, id: SessionId, seen: i64, rows: Vec<Presence>) -> Result<()> {
    cx.permit(Act::RunSession)?;
    let now = cx.now();
    for row in &rows {
        let leaves_first = row.gone.is_some_and(|gone| row.came.is_none_or(|came| gone < came));
        if leaves_first || row.came.is_some_and(|came| came > now) || row.gone.is_some_and(|gone| gone > now) {
            let why = if leaves_first { "gone-before-came" } else { "in-future" };
            return Err(Refusal::Invalid { field: "presence", why }.into());
        }
    }
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::seen(tx, &acting, id, seen).await?;
            hall.officer(&acting, Act::RunSession)?;
            on_its_day(&acting, &hall)?;
            super::save(tx, &acting, &hall.session).await?;
            for row in &rows {
                let excuse = if row.came.is_some() { "" } else { row.excuse.trim() };
                if !session::save_seat(tx, id, row.person, (row.came, row.gone), excuse).await? {
                    return Err(Refusal::NotFound.into());
                }
            }
            let present = rows.iter().filter(|row| row.came.is_some()).count();
            acting.journal(tx, "session.presence-marked", id, &serde_json::json!({ "came": present, "rows": rows }))
        })
        .await
}

/// Nothing of a session happens before its day.
pub(crate) fn on_its_day(cx: &Cx, hall: &Hall) -> Result<()> {
    let from = hall.session.held_on;
    if cx.today() < from { Err(Refusal::NotYetOpen { from }.into()) } else { Ok(()) }
}

/// An item as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The item.
    pub item: ItemId,
    /// The version on the page.
    pub version: i64,
}

/// An item as it was shown, with what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ballot {
    /// The item.
    pub seen: Seen,
    /// The count.
    pub tally: Tally,
}

/// An act without figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Open the vote.
    Open,
    /// Close the vote.
    Close,
    /// Confirm the count.
    Confirm,
    /// Announce the result.
    Announce,
    /// Announce only whether it passed; the figures stay in the sealed minutes.
    AnnounceSealed,
}

impl Step {
    /// The act of the rules.
    #[must_use]
    pub fn act(self) -> ItemAct {
        match self {
            Self::Open => ItemAct::Open,
            Self::Close => ItemAct::Close,
            Self::Confirm => ItemAct::Confirm,
            Self::Announce => ItemAct::Announce,
            Self::AnnounceSealed => ItemAct::AnnounceSealed,
        }
    }
}

/// Takes several items one step further, all or none.
///
/// # Errors
/// `Overtaken`; in line: `NotAllowed`, `Conflicted`, `SessionOrder`, `QuorumNotMet`, `WrongStep` when the dossier is gone.
pub async fn advance(cx: &Cx, id: SessionId, step: Step, items: Vec<Seen>) -> Result<()> {
    let acts = items.into_iter().map(|seen| (seen, step.act())).collect();
    carry_out_all(cx, id, acts).await
}

async fn carry_out_all(cx: &Cx, id: SessionId, acts: Vec<(Seen, ItemAct)>) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::load(tx, &acting, id).await?.live()?;
            on_its_day(&acting, &hall)?;
            for (seen, act) in &acts {
                let item = hall.items.iter().find(|item| item.id == seen.item).ok_or(Refusal::NotFound)?;
                faster::same(tx, hall.session.root, item.id, item.version, seen.version).await?;
                if matches!(act, ItemAct::Open | ItemAct::Close) {
                    by_hand(tx, &hall, item.id).await.map_err(|error| agenda::in_line(error, item.dossier))?;
                }
                let done = one(tx, &acting, &hall, item, *act).await;
                done.map_err(|error| agenda::in_line(error, item.dossier))?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// What is voted on electronically is not opened, closed or counted by hand beside it.
pub(super) async fn by_hand(tx: &mut Tx, hall: &Hall, item: ItemId) -> Result<()> {
    let electronic = election::live_items(tx, hall.session.id).await?.contains(&item);
    if electronic { Err(Refusal::Ballot { why: "in-election" }.into()) } else { Ok(()) }
}

async fn one(tx: &mut Tx, cx: &Cx, hall: &Hall, item: &Item, act: ItemAct) -> Result<()> {
    let case = dossier::load(tx, cx, item.dossier).await?;
    carry_out(tx, cx, hall, item, &case, act).await
}

/// One act on one item: permit, rules, guarded save, journal; an announcement also moves the dossier.
pub(super) async fn carry_out(tx: &mut Tx, cx: &Cx, hall: &Hall, item: &Item, case: &Case, act: ItemAct) -> Result<()> {
    let room = Room::under(&item.rule.0, &hall.rows(), &hall.in_conflict(item), cx.now());
    carry_out_in(tx, cx, hall, item, case, act, room).await
}

/// As [`carry_out`], with who was there.
pub(crate) async fn carry_out_in(
    tx: &mut Tx,
    cx: &Cx,
    hall: &Hall,
    item: &Item,
    case: &Case,
    act: ItemAct,
    room: Room,
) -> Result<()> {
    let permit = cx.permit_at(act.right(), &case.place)?;
    hall.officer(cx, act.right())?;
    if matches!(act, ItemAct::Count(_)) {
        // Who enters a count sees it: closed to those in conflict.
        cx.permit_at(Act::ReadTally, &case.place)?;
    }
    let after = item.state.0.apply(act, &item.rule.0, room, &permit)?;
    if act == ItemAct::Open {
        case.record.dossier.rule(case.track(), Command::Pass)?;
    }
    let saved = session::save_item(tx, item, &after).await;
    faster::told(tx, hall.session.root, item.id, saved).await?;
    cx.journal(tx, event(act), item.id, &line(item.dossier, after))?;
    match after {
        ItemState::Announced { passed, .. } => move_on(tx, cx, hall, item, case, &permit, passed).await,
        _ => Ok(()),
    }
}

async fn move_on(
    tx: &mut Tx,
    cx: &Cx,
    hall: &Hall,
    item: &Item,
    case: &Case,
    permit: &Permit,
    passed: bool,
) -> Result<()> {
    let command = if passed { Command::Pass } else { Command::Fail };
    let permit = permit.from_announcement(command, item.dossier)?;
    let detail = serde_json::json!({ "session": hall.session.id, "item": item.id });
    dossier::apply(tx, cx, case, command, &permit, &Circumstances::default(), &detail).await?;
    Ok(())
}

fn event(act: ItemAct) -> &'static str {
    match act {
        ItemAct::Open => "item.opened",
        ItemAct::Close => "item.closed",
        ItemAct::Count(_) => "item.counted",
        ItemAct::Confirm => "item.confirmed",
        ItemAct::Announce | ItemAct::AnnounceSealed => "item.announced",
        ItemAct::Void => "item.set-aside",
    }
}

/// A line of the journal. It holds no tally: people may read the journal who must not see tallies.
#[derive(Serialize)]
struct Line {
    dossier: DossierId,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    present: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicted: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passed: Option<bool>,
}

fn line(dossier: DossierId, after: ItemState) -> Line {
    let none = Line { dossier, members: None, present: None, conflicted: None, passed: None };
    match after {
        ItemState::Closed { members, present, conflicted } => {
            Line { members: Some(members), present: Some(present), conflicted: Some(conflicted), ..none }
        }
        ItemState::Announced { passed, .. } => Line { passed: Some(passed), ..none },
        _ => none,
    }
}

/// Writes down what was said on an item, for the minutes.
///
/// # Errors
/// `NotAllowed`, `Conflicted`, `Overtaken`.
pub async fn note(cx: &Cx, seen: Seen, text: String) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = session::item(tx, seen.item).await?.ok_or(Refusal::NotFound)?;
            let hall = Hall::load(tx, &acting, row.session).await?.live()?;
            hall.officer(&acting, Act::RunSession)?;
            let case = dossier::load(tx, &acting, row.dossier).await?;
            acting.permit_at(Act::ReadAppraisal, &case.place)?;
            faster::same(tx, hall.session.root, row.id, row.version, seen.version).await?;
            let state = row.state.0;
            let noted = Item { note: text.trim().to_owned(), ..row };
            let saved = session::save_item(tx, &noted, &state).await;
            faster::told(tx, hall.session.root, noted.id, saved).await?;
            acting.journal(tx, "item.noted", noted.id, &serde_json::json!({ "dossier": noted.dossier }))
        })
        .await
}
