//! An election as officers, trustees and members see it, and its bundle; it must not show a sum to those whom a conflict of interest closes it.

use lantoa_ballot::board::Tracked;
use lantoa_ballot::hash::hex;
use lantoa_ballot::{Board, Bundle, EntryKind};
use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, ElectionStage, Took, Way};
use lantoa_domain::id::{DossierId, ElectionId, ItemId, PersonId, SessionId};
use lantoa_domain::plan::VoteRule;
use lantoa_domain::policy::Act;
use lantoa_store::election::{self, Candidate, Voter};
use lantoa_store::{Conn, session};

use super::act::{counting, handed, may_read_sums, usable};
use super::paper::{self, PaperView};
use super::{Booth, board};
use crate::names::Names;
use crate::session::Hall;
use crate::{Cx, Error, Result};

/// The public list's line.
pub type TrackedView = Tracked;

/// An election's page.
#[derive(Debug, Clone)]
pub struct ElectionView {
    /// The election.
    pub id: ElectionId,
    /// The version to send back with a change.
    pub version: i64,
    /// Its session.
    pub session: SessionId,
    /// What the session is about.
    pub session_title: String,
    /// Title.
    pub title: String,
    /// Its random name, for public addresses.
    pub uuid: String,
    /// How far it has come.
    pub stage: ElectionStage,
    /// Members of whom the share is taken where the rule counts all.
    pub members: u32,
    /// Those who may vote, with what they have in hand.
    pub voters: Vec<VoterView>,
    /// How many trustees open the sums together.
    pub threshold: u8,
    /// Fewer ballots are not opened.
    pub min_ballots: u32,
    /// Whether a member may vote again.
    pub replace: bool,
    /// How members come to their codes.
    pub way: Way,
    /// Whether the reader votes in it with a code of their own.
    pub votes_here: bool,
    /// The rule.
    pub rule: VoteRule,
    /// Boxes for each candidate: 1, agree or not.
    pub options: u32,
    /// The ballot.
    pub candidates: Vec<CandidateView>,
    /// The counting team.
    pub trustees: Vec<TrusteeView>,
    /// Who makes the codes.
    pub issuer: PersonId,
    /// The issuer's name.
    pub issuer_name: String,
    /// Whether that is the reader.
    pub issuer_own: bool,
    /// Number of the key ceremony, in hexadecimal digits.
    pub ceremony: String,
    /// Identity of the election, once its manifest stands.
    pub election: Option<String>,
    /// Codes on the list.
    pub listed: u32,
    /// Codes taken back.
    pub revoked: u32,
    /// Codes handed out.
    pub handed: u32,
    /// Paper beside it.
    pub paper: PaperView,
    /// The board, for those without conflict of interest.
    pub board: Option<BoardView>,
    /// Whether the reader is in conflict on what the ballot asks.
    pub conflicted: bool,
    /// What the reader may do.
    pub may: Allowed,
    /// Why it was given up, or nothing.
    pub reason: String,
}

/// A member who may vote.
#[derive(Debug, Clone)]
pub struct VoterView {
    /// The member.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// What the member has in hand.
    pub took: Took,
    /// Whether the member is in the room.
    pub present: bool,
    /// Whether the member can sign in with both factors; `true` where nobody signs in.
    pub ready: bool,
}

/// One candidate.
#[derive(Debug, Clone)]
pub struct CandidateView {
    /// The item.
    pub item: ItemId,
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// What it is proposed for: the movement's name.
    pub title: String,
}

/// A member of the counting team.
#[derive(Debug, Clone)]
pub struct TrusteeView {
    /// Number in the ceremony, from 1.
    pub number: u8,
    /// The person.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Whether that is the reader.
    pub own: bool,
    /// Messages of the ceremony posted, 0 to 3.
    pub rounds: u8,
    /// Whether the trustee's share of the sums is there.
    pub opened: bool,
}

/// The board.
#[derive(Debug, Clone)]
pub struct BoardView {
    /// Its head, in hexadecimal digits.
    pub head: String,
    /// Entries.
    pub entries: u32,
    /// Ballots that count.
    pub ballots: u32,
    /// The head at the closing.
    pub close_head: Option<String>,
    /// Every ballot with its tracking code.
    pub tracked: Vec<TrackedView>,
}

/// What the reader may do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// Run it: hand out codes, open, close, enter the result.
    pub run: bool,
    /// Take part in the key ceremony.
    pub keys: bool,
    /// Make the codes.
    pub issue: bool,
    /// Take codes back.
    pub revoke: bool,
    /// Type a paper ballot in under a paper code.
    pub type_paper: bool,
    /// Enter the figures of the paper ballots.
    pub count_paper: bool,
    /// Open the sums.
    pub open_sums: bool,
    /// Take the bundle.
    pub bundle: bool,
    /// Begin the key ceremony again.
    pub restart: bool,
    /// Prepare it again with new codes: nobody has one yet.
    pub renew: bool,
    /// Give it up.
    pub give_up: bool,
}

/// One election of a session.
#[derive(Debug, Clone)]
pub struct Line {
    /// The election.
    pub id: ElectionId,
    /// Title.
    pub title: String,
    /// How far it has come.
    pub stage: ElectionStage,
    /// The items on its ballot.
    pub items: Vec<ItemId>,
}

/// The elections of a session, the earliest first.
///
/// # Errors
/// `NotFound` for those who may not know of it.
pub async fn of_session(cx: &Cx, session: SessionId) -> Result<Vec<Line>> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn: &mut Conn| {
            Hall::load(conn, &acting, session).await?;
            let mut out = Vec::new();
            for row in election::of_session(conn, session).await? {
                let items = election::candidates(conn, row.id).await?.into_iter().map(|one| one.item).collect();
                out.push(Line { id: row.id, title: row.title, stage: row.stage.0, items });
            }
            Ok::<_, Error>(out)
        })
        .await
}

/// An election's page.
///
/// # Errors
/// `NotFound` for those who may not know of its session.
pub async fn page(cx: &Cx, id: ElectionId) -> Result<ElectionView> {
    // Only who may know of it makes the server look at its board.
    let acting = cx.clone();
    let known = cx.db().read(async move |conn: &mut Conn| Booth::load(conn, &acting, id).await.map(drop)).await;
    known?;
    let board = board::current(cx.app(), id).await?;
    let acting = cx.clone();
    cx.db().read(async move |conn: &mut Conn| view(conn, &acting, id, board.as_deref()).await).await
}

async fn view(conn: &mut Conn, cx: &Cx, id: ElectionId, board: Option<&Board>) -> Result<ElectionView> {
    let booth = Booth::load(conn, cx, id).await?;
    let candidates = election::candidates(conn, id).await?;
    let person = cx.actor().person;
    let conflicted = booth.in_conflict(&candidates, person);
    let voters = election::voters(conn, id).await?;
    let trustees = trustees(&booth, board, person);
    let sums = may_take(conn, cx, &booth, &candidates).await?;
    let paper = paper::view(conn, cx, &booth, &candidates, &voters, board, sums).await?;
    let teller = booth.teller(cx, &candidates).is_ok();
    let row = &booth.election;
    let ready = match row.way.0 {
        Way::Own => Some(election::with_both_factors(conn, id).await?),
        Way::Drawn => None,
    };
    let issuer_name = trustees.iter().find(|one| one.person == row.issuer).map(|one| one.name.clone());
    Ok(ElectionView {
        id,
        version: row.version,
        session: row.session,
        session_title: booth.hall.session.title.clone(),
        title: row.title.clone(),
        uuid: row.uuid.clone(),
        stage: row.stage.0,
        members: row.members,
        threshold: row.threshold,
        min_ballots: row.min_ballots,
        replace: row.again,
        way: row.way.0,
        votes_here: row.way.0 == Way::Own && voters.iter().any(|voter| voter.person == person),
        rule: row.rule.0,
        options: super::keys::options(&row.rule.0),
        issuer: row.issuer,
        issuer_name: issuer_name.unwrap_or_default(),
        issuer_own: row.issuer == person,
        ceremony: hex(&row.ceremony),
        election: board.map(|board| hex(&board.manifest().id())),
        listed: board.map_or(0, listed),
        revoked: board.map_or(0, |board| listed(board).saturating_sub(usable(board))),
        handed: handed(&voters),
        board: board.filter(|_| !conflicted).map(board_view),
        may: allowed(cx, &booth, &trustees, &voters, (sums, teller), &paper),
        paper,
        voters: voters
            .into_iter()
            .map(|voter| VoterView {
                present: booth.hall.rows().iter().any(|seat| seat.person == voter.person && seat.present(cx.now())),
                person: voter.person,
                name: voter.name,
                ready: ready.as_ref().is_none_or(|ready| ready.contains(&voter.person)),
                took: voter.took.0,
            })
            .collect(),
        candidates: titled(conn, cx, &booth, candidates).await?,
        trustees,
        conflicted,
        reason: row.reason.clone(),
    })
}

async fn titled(conn: &mut Conn, cx: &Cx, booth: &Booth, candidates: Vec<Candidate>) -> Result<Vec<CandidateView>> {
    let topics = session::topics(conn, booth.election.session).await?;
    let mut names = Names::load(conn, booth.hall.session.root, booth.hall.session.held_on).await?;
    let mut out = Vec::with_capacity(candidates.len());
    for one in candidates {
        let topic = topics.iter().find(|topic| topic.item == one.item).ok_or(Refusal::NotFound)?;
        let title = names.movement(conn, cx, topic.round, &topic.movement).await?;
        out.push(CandidateView { item: one.item, dossier: one.dossier, name: one.name, title });
    }
    Ok(out)
}

fn listed(board: &Board) -> u32 {
    u32::try_from(board.manifest().credentials()).unwrap_or(u32::MAX)
}

fn board_view(board: &Board) -> BoardView {
    BoardView {
        head: hex(&board.head()),
        entries: u32::try_from(board.entries().len()).unwrap_or(u32::MAX),
        ballots: counting(board),
        close_head: board.close().map(|place| hex(&place.head)),
        tracked: board.tracked(),
    }
}

fn trustees(booth: &Booth, board: Option<&Board>, reader: PersonId) -> Vec<TrusteeView> {
    // A share begins with its trustee's number; one that does not hold is not taken.
    let opened = |number: u8| {
        let of = |payload: &[u8]| payload.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
        let entries = board.map(Board::entries).unwrap_or_default();
        entries.iter().any(|one| one.kind == EntryKind::Partial && of(&one.payload) == Some(u32::from(number)))
    };
    let line = |one: &election::Trustee| TrusteeView {
        number: one.number,
        person: one.person,
        name: one.name.clone(),
        own: one.person == reader,
        rounds: [&one.first, &one.second, &one.third].into_iter().map(|message| u8::from(message.is_some())).sum(),
        opened: opened(one.number),
    };
    booth.trustees.iter().map(line).collect()
}

fn allowed(
    cx: &Cx,
    booth: &Booth,
    trustees: &[TrusteeView],
    voters: &[Voter],
    (sums, teller): (bool, bool),
    paper: &PaperView,
) -> Allowed {
    let taken = voters.iter().any(|voter| voter.took.0 != Took::Nothing);
    let stage = booth.stage();
    let now = |act| stage.apply(act).is_ok();
    let run = cx.may(Act::RunSession) && booth.hall.officer(cx, Act::RunSession).is_ok();
    let own = trustees.iter().find(|one| one.own);
    let issuer = booth.election.issuer == cx.actor().person;
    Allowed {
        run,
        keys: own.is_some() && stage == ElectionStage::Keys,
        issue: issuer && now(ElectionAct::ListCodes),
        revoke: issuer && now(ElectionAct::HandOut),
        type_paper: teller
            && now(ElectionAct::TypePaper)
            && paper.papers.typed < paper.papers.issued
            && paper.codes > 0,
        count_paper: teller && now(ElectionAct::CountPaper) && paper.due.is_some(),
        open_sums: own.is_some_and(|one| !one.opened) && now(ElectionAct::OpenSums) && paper.due.is_none(),
        bundle: sums && stage >= ElectionStage::Ready,
        restart: run && now(ElectionAct::Restart),
        renew: run && now(ElectionAct::Renew) && !taken,
        give_up: run && now(ElectionAct::GiveUp),
    }
}

/// Who may take the whole board, which proves the sums: the counting team, and those who may see the tally.
async fn may_take(conn: &mut Conn, cx: &Cx, booth: &Booth, candidates: &[Candidate]) -> Result<bool> {
    if booth.own(cx.actor().person).is_ok() {
        return Ok(true);
    }
    may_read_sums(conn, cx, candidates).await
}

/// The bundle: the whole board in one file, which proves itself.
///
/// # Errors
/// `NotFound`, `Conflicted`; `SessionOrder` before the manifest stands.
pub async fn bundle(cx: &Cx, id: ElectionId) -> Result<Vec<u8>> {
    let acting = cx.clone();
    let may = cx
        .db()
        .read(async move |conn: &mut Conn| {
            let booth = Booth::load(conn, &acting, id).await?;
            let candidates = election::candidates(conn, id).await?;
            may_take(conn, &acting, &booth, &candidates).await
        })
        .await?;
    if !may {
        return Err(Refusal::Conflicted.into());
    }
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    board::work(move || Ok(Bundle::of(&board).to_bytes())).await
}
