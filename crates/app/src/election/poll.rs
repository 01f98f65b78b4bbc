//! Voting itself: where envelopes are drawn without sign-in, who holds a listed code votes. It must not learn, keep or log who that is.

use std::sync::Arc;

use lantoa_ballot::board::Tracked;
use lantoa_ballot::{Ballot, Board, Entry, EntryKind, Holder, PointBytes, Refused, ServerKey, ballot_hash};
use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, ElectionStage, Way};
use lantoa_domain::id::ElectionId;
use lantoa_domain::plan::VoteRule;
use lantoa_store::election::{self, Election};
use lantoa_store::org;

use super::board::{self, Grown};
use super::refused;
use crate::{App, Cx, Error, Result};

/// How often one code may vote again, and how many checks there may be for each code: a board is not endless, and whoever filled
/// it would keep the others from voting.
const OFTEN: usize = 50;
/// How often an entry is tried again when others came first.
pub(super) const TURNS: usize = 12;

/// An election as everybody with its address may see it.
#[derive(Debug, Clone)]
pub struct Polling {
    /// The election.
    pub id: ElectionId,
    /// How members come to their codes.
    pub way: Way,
    /// Its random name, for public addresses.
    pub uuid: String,
    /// Title.
    pub title: String,
    /// Name of the agency.
    pub agency: String,
    /// How far it has come.
    pub stage: ElectionStage,
    /// The rule.
    pub rule: VoteRule,
    /// Whether a member may vote again.
    pub replace: bool,
    /// The manifest file; empty before it stands.
    pub manifest: Vec<u8>,
    /// The identity of the election, 64 hexadecimal digits; empty before the manifest stands.
    pub election: String,
    /// Candidates with what they are proposed for.
    pub candidates: Vec<(String, String)>,
    /// The head of the board, in hexadecimal digits.
    pub head: String,
    /// The head at the closing.
    pub close_head: Option<String>,
    /// Ballots that count.
    pub ballots: u32,
    /// Every ballot with its tracking code.
    pub tracked: Vec<Tracked>,
}

/// What the server answers to a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The signed receipt.
    pub receipt: Vec<u8>,
    /// Number of the ballot's entry.
    pub index: u32,
}

async fn found(app: &App, uuid: &str) -> Result<Election> {
    let uuid = uuid.to_owned();
    let row = app.db().read(async move |conn| Ok::<_, Error>(election::by_uuid(conn, &uuid).await?)).await?;
    row.ok_or(Refusal::NotFound.into())
}

/// The election behind its public address.
///
/// # Errors
/// `NotFound` for an address nobody was given.
pub async fn polling(app: &App, uuid: &str) -> Result<Polling> {
    let row = found(app, uuid).await?;
    let root = row.root;
    let unit = app.db().read(async move |conn| Ok::<_, Error>(org::unit(conn, root).await?)).await?;
    let board = board::current(app, row.id).await?;
    let board = board.as_deref();
    let questions = board.map(|board| board.manifest().file().questions.clone()).unwrap_or_default();
    Ok(Polling {
        id: row.id,
        way: row.way.0,
        uuid: row.uuid,
        title: row.title,
        agency: unit.map(|unit| unit.name).unwrap_or_default(),
        stage: row.stage.0,
        rule: row.rule.0,
        replace: row.again,
        manifest: board.and_then(|board| board.entries().first()).map(|one| one.payload.clone()).unwrap_or_default(),
        election: board.map(|board| lantoa_ballot::hash::hex(&board.manifest().id())).unwrap_or_default(),
        candidates: questions.into_iter().map(|one| (one.candidate, one.title)).collect(),
        head: board.map(|board| lantoa_ballot::hash::hex(&board.head())).unwrap_or_default(),
        close_head: board.and_then(Board::close).map(|place| lantoa_ballot::hash::hex(&place.head)),
        ballots: board.map_or(0, |board| u32::try_from(board.counted().len()).unwrap_or(u32::MAX)),
        tracked: board.map(Board::tracked).unwrap_or_default(),
    })
}

/// What a receipt is held against: where the board ends, and every ballot with its place and the head after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Entries on the board.
    pub entries: u32,
    /// The ballots in their order: public line, and head in hexadecimal digits.
    pub ballots: Vec<(Tracked, String)>,
}

/// The board as receipts see it; `None` before its manifest.
///
/// # Errors
/// `NotFound`.
pub async fn record(app: &App, uuid: &str) -> Result<Option<Record>> {
    let row = found(app, uuid).await?;
    let Some(board) = board::current(app, row.id).await? else { return Ok(None) };
    let head = |index| board.place(index).map(|place| lantoa_ballot::hash::hex(&place.head)).unwrap_or_default();
    let ballots = board.tracked().into_iter().map(|line| (line.clone(), head(line.index))).collect();
    Ok(Some(Record { entries: u32::try_from(board.entries().len()).unwrap_or(u32::MAX), ballots }))
}

/// The number of the last ballot of a code, 0 before the first; `None` for a code that is not listed or was taken back.
///
/// # Errors
/// `NotFound`.
pub async fn sequence(app: &App, uuid: &str, credential: PointBytes) -> Result<Option<u32>> {
    let row = found(app, uuid).await?;
    let Some(board) = board::current(app, row.id).await? else { return Ok(None) };
    Ok(last_of(&board, &credential))
}

fn last_of(board: &Board, credential: &PointBytes) -> Option<u32> {
    // Paper codes are for two people who type a paper ballot in, never for this door.
    board.manifest().holder(credential).filter(|holder| *holder == Holder::Member)?;
    let of_kind = |kind| board.entries().iter().filter(move |entry| entry.kind == kind);
    if of_kind(EntryKind::Revoke).any(|entry| entry.payload == credential) {
        return None;
    }
    // Head of a ballot: election 32, credential 32, sequence 4.
    let number = |payload: &[u8]| payload.get(64..68)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
    let own = of_kind(EntryKind::Ballot).filter(|entry| entry.payload.get(32..64) == Some(credential.as_slice()));
    Some(own.filter_map(|entry| number(&entry.payload)).max().unwrap_or(0))
}

/// Takes a ballot. The same bytes again are answered with the place they have: the first answer was lost.
///
/// # Errors
/// `Ballot` with `not-open`, `closed`, `not-listed`, `own-door` where members vote signed in, `paper-code`, `revoked`, `replayed`, `too-often`, or `bad-ballot` for one whose proofs do not hold.
pub async fn cast(app: &App, uuid: &str, ballot: Vec<u8>) -> Result<Cast> {
    take(app, &drawn(app, uuid).await?, ballot, None).await
}

/// An election whose members vote without sign-in.
async fn drawn(app: &App, uuid: &str) -> Result<Election> {
    let row = found(app, uuid).await?;
    if row.way.0 == Way::Own { Err(Refusal::Ballot { why: "own-door" }.into()) } else { Ok(row) }
}

/// Takes a ballot of a code that may vote. `voter` is the member who is signed in, where members have codes of their own.
pub(super) async fn take(app: &App, row: &Election, ballot: Vec<u8>, voter: Option<&Cx>) -> Result<Cast> {
    row.stage.0.apply(ElectionAct::Cast)?;
    let key = row.receipts.as_slice().try_into().map_err(|_| Refusal::Ballot { why: "bad-ballot" })?;
    let key = ServerKey::from_random(&key);
    let hash = ballot_hash(&ballot);
    if let Some(board) = board::current(app, row.id).await? {
        let credential = ballot.get(32..64).and_then(<[u8]>::first_chunk);
        if credential.and_then(|one| board.manifest().holder(one)) == Some(Holder::Paper) {
            return Err(Refusal::Ballot { why: "paper-code" }.into());
        }
        let mine = |entry: &&Entry| entry.kind == EntryKind::Ballot && entry.payload.get(32..64) == ballot.get(32..64);
        if board.entries().iter().filter(mine).count() >= OFTEN
            && standing(&board, EntryKind::Ballot, &ballot).is_none()
        {
            return Err(Refusal::Ballot { why: "too-often" }.into());
        }
    }
    let (board, index) = append(app, row, (EntryKind::Ballot, ballot), voter).await?;
    let place = board.place(index).ok_or(Refusal::Ballot { why: "bad-ballot" })?;
    let receipt = key.sign(board.manifest().id(), place, hash).to_bytes();
    Ok(Cast { receipt, index })
}

/// Puts the hash of a ballot that was opened for a check on the board: it can never be cast. The whole ballot is asked for, so that
/// only who holds a listed code can write on the board; its hash alone is kept.
///
/// # Errors
/// `Ballot` as for [`cast`]; `replayed` for a ballot that was cast.
pub async fn spoil(app: &App, uuid: &str, ballot: Vec<u8>) -> Result<()> {
    spoil_in(app, &drawn(app, uuid).await?, ballot).await
}

/// The same in a known election.
pub(super) async fn spoil_in(app: &App, row: &Election, ballot: Vec<u8>) -> Result<()> {
    row.stage.0.apply(ElectionAct::Cast)?;
    let board = board::current(app, row.id).await?.ok_or(Refusal::Ballot { why: "not-open" })?;
    let hash = board::work(move || {
        let read = Ballot::read(board.rules(), &ballot).map_err(say)?;
        last_of(&board, &read.credential()).ok_or(Refusal::Ballot { why: "not-listed" })?;
        if board.entries().iter().any(|entry| entry.kind == EntryKind::Ballot && entry.payload == ballot) {
            return Err(Refusal::Ballot { why: "replayed" }.into());
        }
        let spoiled = board.entries().iter().filter(|entry| entry.kind == EntryKind::Spoil).count();
        if spoiled >= OFTEN * board.manifest().credentials() {
            return Err(Refusal::Ballot { why: "too-often" }.into());
        }
        Ok(read.hash())
    })
    .await?;
    append(app, row, (EntryKind::Spoil, hash.to_vec()), None).await.map(drop)
}

/// Appends an entry. Others may come first; then it is tried behind them. Of a member who is signed in the journal says that there was
/// a ballot.
async fn append(
    app: &App,
    row: &Election,
    (kind, payload): (EntryKind, Vec<u8>),
    voter: Option<&Cx>,
) -> Result<(Arc<Board>, u32)> {
    let id = row.id;
    let payload = Arc::new(payload);
    for _ in 0..TURNS {
        let board = board::current(app, id).await?.ok_or(Refusal::Ballot { why: "not-open" })?;
        if let Some(index) = standing(&board, kind, &payload) {
            return Ok((board, index));
        }
        let bytes = Arc::clone(&payload);
        let grown = board::work(move || Grown::grow(&board, &[(kind, bytes.to_vec())]).map_err(say)).await?;
        let (written, voter) = (grown.clone(), voter.cloned());
        let done = app
            .db()
            .write(async move |tx| {
                let stage = election::load(tx, id).await?.ok_or(Refusal::NotFound)?.stage.0;
                stage.apply(ElectionAct::Cast)?;
                written.write(tx, id).await?;
                if let Some(voter) = &voter {
                    voter.journal(tx, "election.voted", id, &serde_json::json!({}))?;
                }
                Ok::<_, Error>(())
            })
            .await;
        match done {
            Ok(()) => {
                grown.keep(app, id);
                let index = u32::try_from(grown.board.entries().len().saturating_sub(1)).unwrap_or(u32::MAX);
                return Ok((grown.board, index));
            }
            Err(Error::Overtaken { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Error::Overtaken { by: String::new(), at: None })
}

/// Where the same entry stands already.
fn standing(board: &Board, kind: EntryKind, payload: &[u8]) -> Option<u32> {
    let at = board.entries().iter().position(|entry| entry.kind == kind && entry.payload == payload)?;
    u32::try_from(at).ok()
}

fn say(why: Refused) -> Error {
    match why {
        Refused::Spoiled => Refusal::Ballot { why: "spoiled" }.into(),
        Refused::NotNow(_) => Refusal::Ballot { why: "closed" }.into(),
        other => refused(other, "bad-ballot"),
    }
}
