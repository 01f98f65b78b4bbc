//! Entering counts: hands by one officer, paper ballots by two who type on their own; differences are shown to both. It must not show one's figures to the other before that one typed.

use jiff::Timestamp;
use lantoa_domain::Refusal;
use lantoa_domain::id::SessionId;
use lantoa_domain::plan::Method;
use lantoa_domain::policy::{Act, CouncilRole};
use lantoa_domain::session::{ItemAct, ItemState, Stage};
use lantoa_domain::vote::{Electorate, Tally};
use lantoa_store::Tx;
use lantoa_store::count_entry::{self, CountEntry};
use lantoa_store::session::Item;

use super::floor::{Ballot, by_hand, carry_out, on_its_day};
use super::{Hall, TallyView, agenda};
use crate::{Cx, Error, Result, dossier, faster};

/// What became of figures that were entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// The count stands.
    Counted,
    /// A second person has to type them too.
    First,
    /// They differ from what another typed; both see where.
    Differs,
}

/// Enters the counts of several closed items, all or none. A count may be entered again until it is confirmed.
///
/// Paper ballots are typed by two officers of the session on their own; the count stands when both typed the same. Where only one
/// officer without conflict is in the room now, one is enough: nobody is waited for who has gone.
///
/// # Errors
/// `Overtaken`; in line: `NotAllowed`, `Conflicted`, `SessionOrder`, `CountWrong` with what contradicts what.
pub async fn count(cx: &Cx, id: SessionId, ballots: Vec<Ballot>) -> Result<Vec<Entered>> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::load(tx, &acting, id).await?.live()?;
            on_its_day(&acting, &hall)?;
            let mut out = Vec::with_capacity(ballots.len());
            for ballot in &ballots {
                let item = hall.items.iter().find(|item| item.id == ballot.seen.item).ok_or(Refusal::NotFound)?;
                faster::same(tx, hall.session.root, item.id, item.version, ballot.seen.version).await?;
                let done = enter(tx, &acting, &hall, item, ballot.tally).await;
                out.push(done.map_err(|error| agenda::in_line(error, item.dossier))?);
            }
            Ok::<_, Error>(out)
        })
        .await
}

async fn enter(tx: &mut Tx, cx: &Cx, hall: &Hall, item: &Item, tally: Tally) -> Result<Entered> {
    by_hand(tx, hall, item.id).await?;
    let case = dossier::load(tx, cx, item.dossier).await?;
    // People who may not enter figures learn nothing by trying some.
    cx.permit_at(Act::RunSession, &case.place)?;
    hall.officer(cx, Act::RunSession)?;
    cx.permit_at(Act::ReadTally, &case.place)?;
    if item.state.0.tally() == Some(tally) && item.state.0.stage() == Stage::Counted {
        // The page sends along what stands already.
        return Ok(Entered::Counted);
    }
    if needs_two(hall, item, cx.now()) {
        // Figures that contradict themselves are told before anything is kept.
        come_to(item, tally)?;
        let me = cx.actor().person;
        count_entry::put(tx, item.id, me, &tally).await?;
        let typed = count_entry::of_item(tx, item.id).await?;
        let mut others = typed.iter().filter(|entry| entry.person != me).peekable();
        if others.peek().is_none() || !others.any(|entry| entry.tally.0 == tally) {
            cx.journal(tx, "item.count-entered", item.id, &serde_json::json!({ "dossier": item.dossier }))?;
            return Ok(if typed.len() == 1 { Entered::First } else { Entered::Differs });
        }
    }
    count_entry::drop_all(tx, item.id).await?;
    carry_out(tx, cx, hall, item, &case, ItemAct::Count(tally)).await?;
    Ok(Entered::Counted)
}

/// Whether two people type the count: on paper, where at least two officers are in the room who could.
fn needs_two(hall: &Hall, item: &Item, now: Timestamp) -> bool {
    let conflicted = hall.in_conflict(item);
    let rows = hall.rows();
    let there = |person| rows.iter().any(|seat| seat.person == person && seat.present(now));
    let officer = |seat: &&lantoa_store::session::Seat| {
        seat.role.0 != CouncilRole::Member && !conflicted.contains(&seat.person) && there(seat.person)
    };
    item.rule.0.method == Method::Secret && hall.seats.iter().filter(officer).count() >= 2
}

/// What counts would come to, without storing anything: for the page that asks twice.
///
/// # Errors
/// `NotFound`, `NotAllowed`. What is wrong with one count is its own result.
pub async fn try_count(cx: &Cx, id: SessionId, ballots: Vec<Ballot>) -> Result<Vec<Result<TallyView, Refusal>>> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let hall = Hall::load(conn, &acting, id).await?;
            hall.officer(&acting, Act::RunSession)?;
            let mut out = Vec::with_capacity(ballots.len());
            for ballot in &ballots {
                let item = hall.items.iter().find(|item| item.id == ballot.seen.item).ok_or(Refusal::NotFound)?;
                out.push(come_to(item, ballot.tally));
            }
            Ok::<_, Error>(out)
        })
        .await
}

fn come_to(item: &Item, tally: Tally) -> Result<TallyView, Refusal> {
    let (ItemState::Closed { members, present, conflicted } | ItemState::Counted { members, present, conflicted, .. }) =
        item.state.0
    else {
        return Err(Refusal::SessionOrder);
    };
    let outcome = item.rule.0.outcome(Electorate { members, present, conflicted }, members, &tally)?;
    Ok(TallyView { tally, needed: outcome.needed, base: outcome.base, passed: outcome.passed })
}

/// How far the typing of an item's paper ballots is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// Whether two people have to type.
    pub by_two: bool,
    /// Who typed already.
    pub entries: Vec<Entry>,
}

/// What one person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name.
    pub name: String,
    /// Whether that is the reader.
    pub own: bool,
    /// The figures: the own ones, and another's once the reader typed too.
    pub tally: Option<Tally>,
}

/// How far the typing is, as its reader may see it.
pub(super) fn typing(hall: &Hall, item: &Item, typed: &[CountEntry], cx: &Cx, may_see: bool) -> Typing {
    let reader = cx.actor().person;
    let of_item: Vec<&CountEntry> = typed.iter().filter(|entry| entry.item == item.id).collect();
    let typed_too = of_item.iter().any(|entry| entry.person == reader);
    let entries = of_item.iter().map(|entry| Entry {
        name: entry.name.clone(),
        own: entry.person == reader,
        tally: Some(entry.tally.0).filter(|_| may_see && typed_too),
    });
    let open = matches!(item.state.0.stage(), Stage::Open | Stage::Closed | Stage::Counted);
    Typing { by_two: open && needs_two(hall, item, cx.now()), entries: entries.collect() }
}
