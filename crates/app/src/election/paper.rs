//! Paper ballots beside the electronic vote: few are typed in as ballots under paper codes, many get figures of their own, both by two people. It must not tie a paper ballot to a member, nor let one person's typing count.

use std::sync::Arc;

use lantoa_ballot::{Ballot, Board, EntryKind, Holder, PaperCount, PaperFigures, PointBytes};
use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, PaperWay, Papers, Took};
use lantoa_domain::id::{ElectionId, ItemId, PersonId};
use lantoa_domain::policy::Act;
use lantoa_domain::vote::Tally;
use lantoa_store::count_entry::{self, CountEntry};
use lantoa_store::election::{self, Candidate, Election, TypedBallot, Voter};
use lantoa_store::{Conn, Tx};

use super::board::{self, Grown};
use super::poll::TURNS;
use super::{Booth, refused};
use crate::session::Entered;
use crate::{Cx, Error, Result};

impl Booth {
    /// Whether the acting person may type paper ballots in: officers of the session and the counting team, without conflict.
    pub(super) fn teller(&self, cx: &Cx, candidates: &[Candidate]) -> Result<()> {
        if self.in_conflict(candidates, cx.actor().person) {
            return Err(Refusal::Conflicted.into());
        }
        if self.own(cx.actor().person).is_ok() {
            return Ok(());
        }
        cx.permit(Act::RunSession)?;
        self.hall.officer(cx, Act::RunSession)
    }
}

/// The paper ballots of an election as numbers.
pub(super) fn papers(row: &Election, voters: &[Voter], board: &Board) -> Papers {
    Papers { issued: given(voters), typed: typed_in(board), missing: row.paper_missing }
}

/// Members who took paper.
pub(super) fn given(voters: &[Voter]) -> u32 {
    number(voters.iter().filter(|voter| voter.took.0 == Took::Paper).count())
}

/// The credential of a ballot, which stands behind the election's identity.
fn credential_of(payload: &[u8]) -> Option<&PointBytes> {
    payload.get(32..64)?.first_chunk()
}

/// Paper ballots that stand on the board under paper codes.
pub(super) fn typed_in(board: &Board) -> u32 {
    let of_paper = |payload: &[u8]| {
        credential_of(payload)
            .and_then(|one| board.manifest().holder(one))
            .is_some_and(|holder| holder == Holder::Paper)
    };
    let ballots = board.entries().iter().filter(|entry| entry.kind == EntryKind::Ballot);
    number(ballots.filter(|entry| of_paper(&entry.payload)).count())
}

/// Codes taken back with which nobody voted: for each of them one member may vote on paper.
pub(super) fn freed(board: &Board) -> u32 {
    let used = |credential: &[u8]| {
        let mut ballots = board.entries().iter().filter(|entry| entry.kind == EntryKind::Ballot);
        ballots.any(|entry| entry.payload.get(32..64) == Some(credential))
    };
    let revoked = board.entries().iter().filter(|entry| entry.kind == EntryKind::Revoke);
    number(revoked.filter(|entry| !used(&entry.payload)).count())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Paper ballots whose figures have to be entered before the sums are opened.
pub(super) fn due(row: &Election, voters: &[Voter], board: &Board) -> Option<u32> {
    match papers(row, voters, board).way(row.min_paper) {
        Ok(PaperWay::Figures(returned)) if board.paper().is_none() && board.close().is_some() => Some(returned),
        _ => None,
    }
}

/// Takes a paper ballot that one person typed in under a paper code: encrypted on that person's device, like any other. It goes on
/// the board when a second person, from the same seed, made the very same bytes; then nothing tells it from the others' ballots.
///
/// # Errors
/// `NotAllowed`, `Conflicted`; `SessionOrder` unless the vote is open; `Ballot` with `bad-ballot`, `not-paper-code`, `replayed` for a
/// code that is used, `paper-more` when more would be typed in than were handed out.
pub async fn type_paper(cx: &Cx, id: ElectionId, ballot: Vec<u8>) -> Result<Entered> {
    let acting = cx.clone();
    let allowed = async move |conn: &mut Conn| {
        let booth = Booth::load(conn, &acting, id).await?;
        booth.teller(&acting, &election::candidates(conn, id).await?)?;
        Ok::<_, Error>(booth.stage().apply(ElectionAct::TypePaper)?)
    };
    // Only who may type makes the server look at proofs.
    cx.db().read(allowed).await?;
    let ballot = Arc::new(ballot);
    for _ in 0..TURNS {
        let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
        let bytes = Arc::clone(&ballot);
        let (credential, grown) = board::work(move || admitted(&board, &bytes)).await?;
        let (acting, bytes, written) = (cx.clone(), Arc::clone(&ballot), grown.clone());
        let done = cx.db().write(async move |tx| typed_at(tx, &acting, id, credential, &bytes, &written).await).await;
        match done {
            Ok(Entered::Counted) => {
                grown.keep(cx.app(), id);
                return Ok(Entered::Counted);
            }
            // Somebody's ballot came in between: it is tried behind it.
            Err(Error::Overtaken { at: None, .. }) => {}
            other => return other,
        }
    }
    Err(Error::Overtaken { by: String::new(), at: None })
}

/// The ballot's credential, and the board with it.
fn admitted(board: &Board, bytes: &[u8]) -> Result<(PointBytes, Grown)> {
    let read = Ballot::read(board.rules(), bytes).map_err(|why| refused(why, "bad-ballot"))?;
    let credential = read.credential();
    if board.manifest().holder(&credential) != Some(Holder::Paper) || read.sequence() != 1 {
        return Err(Refusal::Ballot { why: "not-paper-code" }.into());
    }
    let grown = Grown::grow(board, &[(EntryKind::Ballot, bytes.to_vec())]).map_err(|why| refused(why, "paper-more"))?;
    Ok((credential, grown))
}

async fn typed_at(
    tx: &mut Tx,
    cx: &Cx,
    id: ElectionId,
    credential: PointBytes,
    ballot: &[u8],
    written: &Grown,
) -> Result<Entered> {
    let booth = Booth::load(tx, cx, id).await?;
    booth.teller(cx, &election::candidates(tx, id).await?)?;
    booth.stage().apply(ElectionAct::TypePaper)?;
    let me = cx.actor().person;
    election::put_typed(tx, id, &credential, me, ballot).await?;
    let typed = election::typed(tx, id).await?;
    // The board that is about to be written has this ballot already.
    let before = typed_in(&written.board).saturating_sub(1);
    if before + waiting(&typed) > given(&election::voters(tx, id).await?) {
        return Err(Refusal::Ballot { why: "paper-more" }.into());
    }
    let mut others = typed.iter().filter(|one| one.credential == credential && one.person != me).peekable();
    if others.peek().is_none() {
        cx.journal(tx, "election.paper-typed", id, &serde_json::json!({}))?;
        return Ok(Entered::First);
    }
    if !others.any(|one| one.ballot == ballot) {
        cx.journal(tx, "election.paper-typed", id, &serde_json::json!({}))?;
        return Ok(Entered::Differs);
    }
    written.write(tx, id).await?;
    election::drop_typed(tx, id, &credential).await?;
    cx.journal(tx, "election.paper-entered", id, &serde_json::json!({ "papers": before + 1 }))?;
    Ok(Entered::Counted)
}

/// Paper ballots that were typed in and are not on the board.
pub(super) fn waiting(typed: &[TypedBallot]) -> u32 {
    let mut credentials: Vec<&[u8]> = typed.iter().map(|one| one.credential.as_slice()).collect();
    credentials.dedup();
    number(credentials.len())
}

/// Enters the figures of the paper ballots, one line for each candidate in the order of the ballot. They go on the board when a
/// second person entered the same, and before the first share of the sums.
///
/// # Errors
/// `NotAllowed`, `Conflicted`, `Overtaken`; `SessionOrder` unless the vote is closed; `Ballot` with `paper-none` when no figures are
/// due; `CountWrong` for figures that do not add up to the paper ballots found in the box.
pub async fn count_paper(cx: &Cx, id: ElectionId, counts: Vec<PaperCount>) -> Result<Entered> {
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    let acting = cx.clone();
    let (entered, grown) = cx
        .db()
        .write(async move |tx| {
            let booth = Booth::load(tx, &acting, id).await?;
            let candidates = election::candidates(tx, id).await?;
            booth.teller(&acting, &candidates)?;
            booth.stage().apply(ElectionAct::CountPaper)?;
            let voters = election::voters(tx, id).await?;
            let returned = due(&booth.election, &voters, &board).ok_or(Refusal::Ballot { why: "paper-none" })?;
            let issued = given(&voters);
            let tallies = tallies(&booth.election, candidates.len(), &counts, issued, returned)?;
            let items: Vec<ItemId> = candidates.iter().map(|one| one.item).collect();
            let me = acting.actor().person;
            let typed = kept(tx, id, &items, me, &tallies).await?;
            if !typed.alike {
                acting.journal(tx, "election.paper-figures-typed", id, &serde_json::json!({}))?;
                return Ok::<_, Error>((if typed.alone { Entered::First } else { Entered::Differs }, None));
            }
            let figures = PaperFigures { issued, returned, questions: counts.clone() };
            let entry = (EntryKind::Paper, figures.to_bytes());
            let grown = Grown::grow(&board, &[entry]).map_err(|why| refused(why, "paper-none"))?;
            grown.write(tx, id).await?;
            forget(tx, &items).await?;
            acting.journal(tx, "election.paper-counted", id, &serde_json::json!({ "papers": returned }))?;
            Ok((Entered::Counted, Some(grown)))
        })
        .await?;
    if let Some(grown) = grown {
        grown.keep(cx.app(), id);
    }
    Ok(entered)
}

/// The figures as the session keeps them while two people type.
fn tallies(row: &Election, questions: usize, counts: &[PaperCount], issued: u32, returned: u32) -> Result<Vec<Tally>> {
    if counts.len() != questions {
        return Err(Refusal::Invalid { field: "figures", why: "range" }.into());
    }
    let tally = |one: &PaperCount| {
        let all = [one.agree, one.not_agree, one.no_opinion, one.invalid].iter().map(|n| u64::from(*n)).sum::<u64>();
        if all != u64::from(returned) {
            return Err(Refusal::CountWrong { why: "votes-differ-from-returned" });
        }
        if one.no_opinion > 0 && super::keys::options(&row.rule.0) == 1 {
            return Err(Refusal::CountWrong { why: "no-opinion-not-offered" });
        }
        let (agree, disagree, no_opinion) = (one.agree, one.not_agree, one.no_opinion);
        Ok(Tally { agree, disagree, no_opinion, issued, returned, invalid: one.invalid, written: 0 })
    };
    Ok(counts.iter().map(tally).collect::<Result<_, Refusal>>()?)
}

/// What others typed beside one's own figures.
struct Kept {
    alone: bool,
    alike: bool,
}

async fn kept(tx: &mut Tx, id: ElectionId, items: &[ItemId], me: PersonId, tallies: &[Tally]) -> Result<Kept> {
    election::lock(tx, id).await?;
    let mut theirs: Vec<CountEntry> = Vec::new();
    for (item, tally) in items.iter().zip(tallies) {
        count_entry::put(tx, *item, me, tally).await?;
        theirs.extend(count_entry::of_item(tx, *item).await?.into_iter().filter(|entry| entry.person != me));
    }
    let all_of = |person| -> Vec<Tally> {
        theirs.iter().filter(|entry| entry.person == person).map(|entry| entry.tally.0).collect()
    };
    Ok(Kept { alone: theirs.is_empty(), alike: theirs.iter().any(|entry| all_of(entry.person) == tallies) })
}

/// Forgets what was typed: it stands on the board, or the election was given up.
pub(super) async fn forget(tx: &mut Tx, items: &[ItemId]) -> Result<()> {
    for item in items {
        count_entry::drop_all(tx, *item).await?;
    }
    Ok(())
}

/// Paper beside the electronic vote, as its reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperView {
    /// Fewer paper ballots get no figures of their own.
    pub least: u32,
    /// Paper codes that were made, or will be.
    pub codes: u32,
    /// Handed out, typed in under paper codes, missing.
    pub papers: Papers,
    /// Paper ballots that may be handed out now: so many unused codes were taken back for it.
    pub free: u32,
    /// Paper ballots typed in by one person; a second one has to type them alike.
    pub waiting: Vec<PaperWaiting>,
    /// How many paper ballots the figures still to be entered are about; `None` when there are none to enter.
    pub due: Option<u32>,
    /// Who entered figures already, while two people have to.
    pub typing: Vec<PaperTyping>,
    /// The figures on the board, for those who may see sums.
    pub figures: Option<PaperFigures>,
}

/// A paper ballot that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperWaiting {
    /// Who typed it.
    pub names: Vec<String>,
    /// Whether the reader did.
    pub own: bool,
}

/// What one person entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperTyping {
    /// Name.
    pub name: String,
    /// Whether that is the reader.
    pub own: bool,
    /// The figures: the own ones, and another's once the reader entered too.
    pub counts: Option<Vec<PaperCount>>,
}

/// Paper beside an election; `sums` says whether the reader may see what ballots came to.
pub(super) async fn view(
    conn: &mut Conn,
    cx: &Cx,
    booth: &Booth,
    candidates: &[Candidate],
    voters: &[Voter],
    board: Option<&Board>,
    sums: bool,
) -> Result<PaperView> {
    let row = &booth.election;
    let mut view = PaperView { least: row.min_paper, codes: row.paper_codes, ..PaperView::default() };
    let Some(board) = board else { return Ok(view) };
    let (reader, teller) = (cx.actor().person, booth.teller(cx, candidates).is_ok());
    view.papers = papers(row, voters, board);
    view.free = freed(board).saturating_sub(view.papers.issued);
    view.figures = board.paper().filter(|_| sums).cloned();
    view.due = due(row, voters, board);
    if teller {
        view.waiting = of_ballots(&election::typed(conn, row.id).await?, reader);
    }
    if view.due.is_some() && teller {
        view.typing = typing(conn, candidates, reader).await?;
    }
    Ok(view)
}

fn of_ballots(typed: &[TypedBallot], reader: PersonId) -> Vec<PaperWaiting> {
    let one = |group: &[TypedBallot]| PaperWaiting {
        names: group.iter().map(|one| one.name.clone()).collect(),
        own: group.iter().any(|one| one.person == reader),
    };
    typed.chunk_by(|one, next| one.credential == next.credential).map(one).collect()
}

async fn typing(conn: &mut Conn, candidates: &[Candidate], reader: PersonId) -> Result<Vec<PaperTyping>> {
    let mut people: Vec<(PersonId, String, Vec<PaperCount>)> = Vec::new();
    for one in candidates {
        for entry in count_entry::of_item(conn, one.item).await? {
            let Tally { agree, disagree, no_opinion, invalid, .. } = entry.tally.0;
            let count = PaperCount { agree, not_agree: disagree, no_opinion, invalid };
            match people.iter_mut().find(|(person, ..)| *person == entry.person) {
                Some((.., counts)) => counts.push(count),
                None => people.push((entry.person, entry.name, vec![count])),
            }
        }
    }
    let too = people.iter().any(|(person, ..)| *person == reader);
    let line =
        |(person, name, counts)| PaperTyping { name, own: person == reader, counts: Some(counts).filter(|_| too) };
    Ok(people.into_iter().map(line).collect())
}

/// The figures of paper ballots on the items of a session's counted elections, where there are figures of their own.
pub(crate) async fn of_items(
    conn: &mut Conn,
    session: lantoa_domain::id::SessionId,
) -> Result<Vec<(ItemId, PaperCount)>> {
    let entries = election::papers(conn, session, EntryKind::Paper.number()).await?;
    // Handed out, found in the box, then four numbers for each candidate: the board admitted it in this form.
    let count = |entry: &election::PaperEntry| {
        let start = usize::try_from(entry.place).ok()?.checked_mul(16)?.checked_add(8)?;
        let (numbers, _) = entry.payload.get(start..)?.as_chunks::<4>();
        let [agree, not_agree, no_opinion, invalid] = *numbers.first_chunk::<4>()?;
        let read = u32::from_le_bytes;
        let count = PaperCount {
            agree: read(agree),
            not_agree: read(not_agree),
            no_opinion: read(no_opinion),
            invalid: read(invalid),
        };
        Some((entry.item, count))
    };
    Ok(entries.iter().filter_map(count).collect())
}
