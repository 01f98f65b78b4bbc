//! What the officers of a session do with an election: hand out codes, open, close, enter the result, give up. It must not carry a count that the board does not prove.

use lantoa_ballot::{EntryKind, Holder, Outcome, PointBytes};
use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, Took, Way, room};
use lantoa_domain::id::{ElectionId, ItemId, PersonId};
use lantoa_domain::policy::Act;
use lantoa_domain::session::{ItemAct, ItemState, Stage};
use lantoa_domain::vote::Tally;
use lantoa_store::election::{self, Candidate, Election, Voter};
use lantoa_store::session::Item;
use lantoa_store::{Conn, Tx};

use super::board::{self, Grown};
use super::{Booth, paper, refused, save};
use crate::session::{floor, repeat_in};
use crate::{Cx, Error, Result, dossier};

/// Notes who has taken an envelope or a paper ballot: the sheet members sign. Both are handed to those who are there; which code,
/// nobody knows. A member who takes paper gives the envelope back, or never had one: so many unused codes were taken back before.
///
/// # Errors
/// `NotAllowed`, `Overtaken`; `Ballot` with `absent` for somebody not marked present, `no-codes-left`, `paper-revoke` for more paper
/// ballots than unused codes taken back, `paper-typed` for fewer than are typed in already; `NotFound` for no voter.
pub async fn hand_out(cx: &Cx, id: ElectionId, seen: i64, rows: Vec<(PersonId, Took)>) -> Result<()> {
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            let stage = booth.stage().apply(ElectionAct::HandOut)?;
            let before = election::voters(tx, id).await?;
            for (person, took) in changes(&before, &rows)? {
                // Under a rule that counts those present, the circle is closed with the opening.
                let until = booth.election.opened.filter(|_| counts_present(&booth.election)).unwrap_or(acting.now());
                let there = booth.hall.rows().iter().any(|seat| seat.person == person && seat.present(until));
                // An envelope of one's own goes to where the member is; paper is handed over in the room.
                let sent = booth.election.way.0 == Way::Own && took == Took::Code;
                if took != Took::Nothing && !there && !sent {
                    return Err(Refusal::Ballot { why: "absent" }.into());
                }
                election::save_voter(tx, id, person, took).await?;
                let detail = serde_json::json!({ "person": person, "took": took });
                acting.journal(tx, "election.code-handed", id, &detail)?;
            }
            fits(&board, &election::voters(tx, id).await?, paper::waiting(&election::typed(tx, id).await?))?;
            save(tx, &acting, &booth.election, stage).await
        })
        .await
}

/// No more envelopes than usable codes, and for every paper ballot an unused code that was taken back: nobody votes twice. The
/// board asks for the same when paper is counted; by then it would be too late.
fn fits(board: &lantoa_ballot::Board, voters: &[Voter], waiting: u32) -> Result<(), Refusal> {
    let given = paper::given(voters);
    if handed(voters) > usable(board) {
        return Err(Refusal::Ballot { why: "no-codes-left" });
    }
    if given > paper::freed(board) {
        return Err(Refusal::Ballot { why: "paper-revoke" });
    }
    if given < paper::typed_in(board).saturating_add(waiting) {
        return Err(Refusal::Ballot { why: "paper-typed" });
    }
    Ok(())
}

fn counts_present(row: &Election) -> bool {
    row.rule.0.base == lantoa_domain::plan::Base::Present
}

/// The rows that say something new.
fn changes(before: &[Voter], rows: &[(PersonId, Took)]) -> Result<Vec<(PersonId, Took)>> {
    let mut out = Vec::new();
    for (person, took) in rows {
        let voter = before.iter().find(|voter| voter.person == *person).ok_or(Refusal::NotFound)?;
        if voter.took.0 != *took {
            out.push((*person, *took));
        }
    }
    Ok(out)
}

pub(super) fn handed(voters: &[Voter]) -> u32 {
    u32::try_from(voters.iter().filter(|voter| voter.took.0 == Took::Code).count()).unwrap_or(u32::MAX)
}

/// Ballots that count.
pub(super) fn counting(board: &lantoa_ballot::Board) -> u32 {
    u32::try_from(board.counted().len()).unwrap_or(u32::MAX)
}

/// Codes with which a ballot could be cast.
pub(super) fn usable(board: &lantoa_ballot::Board) -> u32 {
    let revoked = board.entries().iter().filter(|entry| entry.kind == EntryKind::Revoke).count();
    u32::try_from(board.manifest().credentials().saturating_sub(revoked)).unwrap_or(u32::MAX)
}

/// Takes back codes that were not handed out: nobody votes with them any more.
///
/// # Errors
/// `Ballot` with `not-issuer`, `not-listed`, `revoked`, `envelopes-out` when more would be taken back than are left.
pub async fn revoke(cx: &Cx, id: ElectionId, credentials: Vec<PointBytes>) -> Result<()> {
    if credentials.is_empty() {
        return Err(Refusal::Invalid { field: "codes", why: "empty" }.into());
    }
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    // A paper code is nobody's envelope.
    if credentials.iter().any(|one| board.manifest().holder(one) == Some(Holder::Paper)) {
        return Err(Refusal::Ballot { why: "not-listed" }.into());
    }
    let entries: Vec<_> = credentials.iter().map(|one| (EntryKind::Revoke, one.to_vec())).collect();
    let grown = Grown::grow(&board, &entries).map_err(|why| refused(why, "closed"))?;
    let acting = cx.clone();
    let written = grown.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::load(tx, &acting, id).await?;
            booth.issuer(acting.actor().person)?;
            booth.stage().apply(ElectionAct::HandOut)?;
            if handed(&election::voters(tx, id).await?) > usable(&written.board) {
                return Err(Refusal::Ballot { why: "envelopes-out" }.into());
            }
            written.write(tx, id).await?;
            acting.journal(tx, "election.codes-revoked", id, &serde_json::json!({ "codes": credentials.len() }))
        })
        .await?;
    grown.keep(cx.app(), id);
    Ok(())
}

/// Opens the vote, and with it every item on the ballot.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `SessionOrder`, `NotYetOpen`, `QuorumNotMet`; `Ballot` with `too-few` when fewer have a code than are
/// opened later, `circle-changed` when members or conflicts changed since it was prepared.
pub async fn open(cx: &Cx, id: ElectionId, seen: i64) -> Result<()> {
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    let acting = cx.clone();
    let grown = cx
        .db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            floor::on_its_day(&acting, &booth.hall)?;
            let stage = booth.stage().apply(ElectionAct::Open)?;
            let voters = election::voters(tx, id).await?;
            let items = on_ballot(&booth, &election::candidates(tx, id).await?)?;
            same_circle(&booth, &items, &voters)?;
            if handed(&voters) < booth.election.min_ballots {
                return Err(Refusal::Ballot { why: "too-few" }.into());
            }
            let row = Election { opened: Some(acting.now()), ..booth.election.clone() };
            let present = present(&booth, &items, &row, &acting);
            let entry = (EntryKind::Open, present.to_le_bytes().to_vec());
            let grown = Grown::grow(&board, &[entry]).map_err(|why| refused(why, "not-open"))?;
            grown.write(tx, id).await?;
            all(tx, &acting, &booth, &row, &items, |_| ItemAct::Open).await?;
            save(tx, &acting, &row, stage).await?;
            acting.journal(tx, "election.opened", id, &serde_json::json!({ "present": present }))?;
            Ok::<_, Error>(grown)
        })
        .await?;
    grown.keep(cx.app(), id);
    Ok(())
}

/// Closes the vote, and with it every item on the ballot. `missing` is the number of paper ballots handed out that were not in the
/// box, or on which there was nothing to type in: every paper ballot is accounted for.
///
/// # Errors
/// As [`open`]; `Ballot` with `envelopes-left` while codes that were not handed out are still usable, `few-ballots` when so few
/// count that they could never be opened: then it is left open for more, or given up; and what [`Papers::way`] refuses.
///
/// [`Papers::way`]: lantoa_domain::election::Papers::way
pub async fn close(cx: &Cx, id: ElectionId, seen: i64, missing: u32) -> Result<()> {
    let acting = cx.clone();
    for _ in 0..super::poll::TURNS {
        let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
        let acting = acting.clone();
        let closed = cx.db().write(async move |tx| close_at(tx, &acting, id, (seen, missing), &board).await).await;
        match closed {
            Ok(grown) => {
                grown.keep(cx.app(), id);
                return Ok(());
            }
            // A ballot came in between: it is taken along.
            Err(Error::Overtaken { at: None, .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Error::Overtaken { by: String::new(), at: None })
}

async fn close_at(
    tx: &mut Tx,
    cx: &Cx,
    id: ElectionId,
    (seen, missing): (i64, u32),
    board: &lantoa_ballot::Board,
) -> Result<Grown> {
    let booth = Booth::run(tx, cx, id, seen).await?;
    let stage = booth.stage().apply(ElectionAct::Close)?;
    let voters = election::voters(tx, id).await?;
    if usable(board) != handed(&voters) {
        return Err(Refusal::Ballot { why: "envelopes-left" }.into());
    }
    let row = Election { paper_missing: missing, ..booth.election.clone() };
    let papers = paper::papers(&row, &voters, board);
    papers.way(row.min_paper)?;
    if counting(board) < booth.election.min_ballots {
        return Err(Refusal::Ballot { why: "few-ballots" }.into());
    }
    let items = on_ballot(&booth, &election::candidates(tx, id).await?)?;
    let grown = Grown::grow(board, &[(EntryKind::Close, Vec::new())]).map_err(|why| refused(why, "closed"))?;
    grown.write(tx, id).await?;
    all(tx, cx, &booth, &row, &items, |_| ItemAct::Close).await?;
    // What nobody typed a second time is no ballot, and is not kept.
    election::clear_typed(tx, id).await?;
    save(tx, cx, &row, stage).await?;
    let detail = serde_json::json!({
        "ballots": grown.board.counted().len(), "head": lantoa_ballot::hash::hex(&grown.board.head()),
        "papers": papers.issued, "missing": missing,
    });
    cx.journal(tx, "election.closed", id, &detail)?;
    Ok(grown)
}

/// Enters the result that the trustees' shares prove: on the board, and as the count of every item.
///
/// # Errors
/// `NotAllowed`, `Conflicted`, `Overtaken`, `SessionOrder`; `Ballot` with `not-enough-sums`; `CountWrong` when the sheet of
/// envelopes and the board contradict each other.
pub async fn count(cx: &Cx, id: ElectionId, seen: i64) -> Result<()> {
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    let (grown, outcome) = board::work(move || {
        let outcome = Outcome::compute(&board).map_err(|why| refused(why, "not-enough-sums"))?;
        let entry = (EntryKind::Result, outcome.to_bytes());
        let grown = Grown::grow(&board, &[entry]).map_err(|why| refused(why, "not-enough-sums"))?;
        Ok((grown, outcome))
    })
    .await?;
    let acting = cx.clone();
    let written = grown.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            let stage = booth.stage().apply(ElectionAct::Count)?;
            let items = on_ballot(&booth, &election::candidates(tx, id).await?)?;
            let voters = election::voters(tx, id).await?;
            let issued = handed(&voters) + paper::given(&voters);
            let tally = |place: usize| {
                let line = outcome.questions[place];
                ItemAct::Count(Tally {
                    agree: line.agree,
                    disagree: line.not_agree,
                    no_opinion: line.no_opinion,
                    issued,
                    returned: outcome.ballots + outcome.paper,
                    invalid: line.invalid,
                    written: 0,
                })
            };
            written.write(tx, id).await?;
            all(tx, &acting, &booth, &booth.election, &items, tally).await?;
            save(tx, &acting, &booth.election, stage).await?;
            acting.journal(
                tx,
                "election.counted",
                id,
                &serde_json::json!({ "ballots": outcome.ballots, "papers": outcome.paper }),
            )
        })
        .await?;
    grown.keep(cx.app(), id);
    Ok(())
}

/// Sets an election aside with a reason: keys were lost, words differed, a conflict came to light. Items that were opened are set
/// aside too and put on the agenda again.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`; `SessionOrder` once it is counted.
pub async fn give_up(cx: &Cx, id: ElectionId, seen: i64, reason: String) -> Result<()> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let acting = cx.clone();
    let fresh: Vec<ItemId> = (0..lantoa_domain::election::MAX_CANDIDATES).map(|_| cx.id()).collect();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            let stage = booth.stage().apply(ElectionAct::GiveUp)?;
            let items = on_ballot(&booth, &election::candidates(tx, id).await?)?;
            for (item, fresh) in items.iter().zip(&fresh) {
                if item.state.0.stage() != Stage::Waiting {
                    repeat_in(tx, &acting, &booth.hall, item, *fresh, &reason).await?;
                }
            }
            let items: Vec<ItemId> = items.iter().map(|item| item.id).collect();
            paper::forget(tx, &items).await?;
            election::clear_typed(tx, id).await?;
            let row = Election { reason: reason.clone(), ..booth.election.clone() };
            save(tx, &acting, &row, stage).await?;
            acting.journal(tx, "election.given-up", id, &serde_json::json!({ "why": reason }))
        })
        .await
}

/// The items in the order of the ballot.
fn on_ballot(booth: &Booth, candidates: &[Candidate]) -> Result<Vec<Item>> {
    let find = |one: &Candidate| booth.hall.items.iter().find(|item| item.id == one.item).cloned();
    let items: Option<Vec<Item>> = candidates.iter().map(find).collect();
    items.ok_or(Refusal::NotFound.into())
}

/// Who votes was fixed when the election was prepared: members and conflicts must still be those.
fn same_circle(booth: &Booth, items: &[Item], voters: &[Voter]) -> Result<()> {
    for item in items {
        let conflicted = booth.hall.in_conflict(item);
        let mut now: Vec<PersonId> = booth.hall.seats.iter().map(|seat| seat.person).collect();
        now.retain(|person| !conflicted.contains(person));
        if now.len() != voters.len() || !voters.iter().all(|voter| now.contains(&voter.person)) {
            return Err(Refusal::Ballot { why: "circle-changed" }.into());
        }
    }
    Ok(())
}

fn present(booth: &Booth, items: &[Item], row: &Election, cx: &Cx) -> u32 {
    items.first().map_or(0, |item| of_item(booth, row, item, cx).voters)
}

fn of_item(booth: &Booth, row: &Election, item: &Item, cx: &Cx) -> lantoa_domain::session::Room {
    let opened = row.opened.unwrap_or(cx.now());
    room(&item.rule.0, &booth.hall.rows(), &booth.hall.in_conflict(item), opened, cx.now())
}

/// Members who are not in the room and have an envelope of their own: they vote all the same, and count for no quorum.
fn elsewhere(booth: &Booth, row: &Election, voters: &[Voter], cx: &Cx) -> u32 {
    if row.way.0 == Way::Drawn {
        return 0;
    }
    let now = row.opened.unwrap_or(cx.now());
    let there = |person| booth.hall.rows().iter().any(|seat| seat.person == person && seat.present(now));
    let away = voters.iter().filter(|voter| voter.took.0 == Took::Code && !there(voter.person));
    u32::try_from(away.count()).unwrap_or(u32::MAX)
}

/// One act on every item of the ballot, with those in the room as the election counts them.
async fn all(
    tx: &mut Tx,
    cx: &Cx,
    booth: &Booth,
    row: &Election,
    items: &[Item],
    act: impl Fn(usize) -> ItemAct,
) -> Result<()> {
    let elsewhere = elsewhere(booth, row, &election::voters(tx, row.id).await?, cx);
    for (place, item) in items.iter().enumerate() {
        let case = dossier::load(tx, cx, item.dossier).await?;
        let mut room = of_item(booth, row, item, cx);
        room.voters = room.voters.saturating_add(elsewhere);
        let done = floor::carry_out_in(tx, cx, &booth.hall, item, &case, act(place), room).await;
        done.map_err(|error| crate::session::in_line(error, item.dossier))?;
    }
    Ok(())
}

/// Whether the acting person may see what the ballots came to: nobody does who is in conflict on what was asked.
pub(super) async fn may_read_sums(conn: &mut Conn, cx: &Cx, candidates: &[Candidate]) -> Result<bool> {
    for one in candidates {
        let case = dossier::load(conn, cx, one.dossier).await?;
        let item = lantoa_store::session::item(conn, one.item).await?;
        let sealed = item.is_some_and(|item| matches!(item.state.0, ItemState::Announced { sealed: true, .. }));
        if cx.permit_at(if sealed { Act::ReadSealed } else { Act::ReadTally }, &case.place).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}
