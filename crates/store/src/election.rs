//! Electronic ballots as rows, and their boards: append-only, without person or time. It must not hold who voted what.

use jiff::Timestamp;
use lantoa_domain::election::{ElectionStage, Took, Way};
use lantoa_domain::id::{DossierId, ElectionId, ItemId, PersonId, SessionId, UnitId};
use lantoa_domain::plan::VoteRule;

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO election (id, root, session, uuid, title, stage, rule, members, threshold, issuer, min_ballots, \
           min_paper, paper_codes, paper_missing, again, way, ceremony, receipts, programs, opened, reason, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1)";
    LOAD = "SELECT id, root, session, uuid, title, stage, rule, members, threshold, issuer, min_ballots, min_paper, \
            paper_codes, paper_missing, again, way, ceremony, receipts, programs, opened, reason, version FROM election WHERE id = $1";
    BY_UUID = "SELECT id, root, session, uuid, title, stage, rule, members, threshold, issuer, min_ballots, min_paper, \
               paper_codes, paper_missing, again, way, ceremony, receipts, programs, opened, reason, version FROM election WHERE uuid = $1";
    OF_SESSION = "SELECT id, root, session, uuid, title, stage, rule, members, threshold, issuer, min_ballots, \
                  min_paper, paper_codes, paper_missing, again, way, ceremony, receipts, programs, opened, reason, version FROM election WHERE session = $1 ORDER BY id";
    SAVE = "UPDATE election SET stage = $3, ceremony = $4, opened = $5, reason = $6, paper_missing = $7, \
            version = version + 1 WHERE id = $1 AND version = $2";
    ITEM_PUT = "INSERT INTO election_item (election, place, item) VALUES ($1, $2, $3)";
    ITEMS = "SELECT e.item, i.dossier, d.name FROM election_item e JOIN agenda_item i ON i.id = e.item \
             JOIN dossier d ON d.id = i.dossier WHERE e.election = $1 ORDER BY e.place";
    LIVE_ITEMS = "SELECT i.item FROM election e JOIN election_item i ON i.election = e.id \
                  WHERE e.session = $1 AND e.stage <> 'given_up' AND e.stage <> 'counted'";
    TRUSTEE_PUT = "INSERT INTO election_trustee (election, number, person) VALUES ($1, $2, $3)";
    TRUSTEES = "SELECT t.number, t.person, p.name, t.first, t.second, t.third FROM election_trustee t \
                JOIN person p ON p.id = t.person WHERE t.election = $1 ORDER BY t.number";
    FIRST = "UPDATE election_trustee SET first = $3 WHERE election = $1 AND number = $2 AND first IS NULL";
    SECOND = "UPDATE election_trustee SET second = $3 WHERE election = $1 AND number = $2 AND second IS NULL";
    THIRD = "UPDATE election_trustee SET third = $3 WHERE election = $1 AND number = $2 AND third IS NULL";
    RESTART = "UPDATE election_trustee SET first = NULL, second = NULL, third = NULL WHERE election = $1";
    VOTER_PUT = "INSERT INTO election_voter (election, person, took) VALUES ($1, $2, $3)";
    VOTER_SAVE = "UPDATE election_voter SET took = $3 WHERE election = $1 AND person = $2";
    VOTER_CODE = "UPDATE election_voter SET credential = $3 WHERE election = $1 AND person = $2";
    READY = "SELECT a.person FROM election_voter v JOIN account a ON a.person = v.person \
             JOIN second_factor f ON f.account = a.id WHERE v.election = $1 AND f.since IS NOT NULL AND NOT a.disabled";
    VOTERS = "SELECT v.person, p.name, v.took, v.credential FROM election_voter v JOIN person p ON p.id = v.person \
              WHERE v.election = $1 ORDER BY v.person";
    ENTRY_PUT = "INSERT INTO board_entry (election, number, kind, payload, head) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT DO NOTHING";
    ENTRIES = "SELECT kind, payload, head FROM board_entry WHERE election = $1 AND number >= $2 ORDER BY number";
    HEADS = "SELECT e.title, b.head FROM election e JOIN board_entry b ON b.election = e.id \
              WHERE e.session = $1 AND e.stage <> 'given_up' AND b.kind = $2 ORDER BY e.id";
    LOCK = "UPDATE election SET version = version WHERE id = $1";
    TYPED_PUT = "INSERT INTO paper_ballot (election, credential, person, ballot) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (election, credential, person) DO UPDATE SET ballot = excluded.ballot";
    TYPED = "SELECT b.credential, b.person, p.name, b.ballot FROM paper_ballot b JOIN person p ON p.id = b.person \
             WHERE b.election = $1 ORDER BY b.credential, b.person";
    TYPED_DROP = "DELETE FROM paper_ballot WHERE election = $1 AND credential = $2";
    TYPED_CLEAR = "DELETE FROM paper_ballot WHERE election = $1";
    PAPERS = "SELECT i.item, i.place, b.payload FROM election e JOIN board_entry b ON b.election = e.id \
              JOIN election_item i ON i.election = e.id \
              WHERE e.session = $1 AND e.stage = 'counted' AND b.kind = $2 ORDER BY i.item";
    BOARDS = "SELECT DISTINCT election FROM board_entry ORDER BY election";
}

/// An election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// The election.
    pub id: ElectionId,
    /// The agency.
    pub root: UnitId,
    /// The session in which it is held.
    pub session: SessionId,
    /// Its random name: 32 hexadecimal digits. The codes of members are bound to it and public addresses carry it.
    pub uuid: String,
    /// Title for people.
    pub title: String,
    /// How far it has come.
    pub stage: Word<ElectionStage>,
    /// The rule of its items.
    pub rule: Json<VoteRule>,
    /// Members of whom the share is taken where the rule counts all.
    pub members: u32,
    /// Trustees needed to open the sums.
    pub threshold: u8,
    /// Who makes the codes.
    pub issuer: PersonId,
    /// Fewer ballots are not opened.
    pub min_ballots: u32,
    /// Fewer paper ballots get no figures of their own.
    pub min_paper: u32,
    /// Paper codes to be made.
    pub paper_codes: u32,
    /// Paper ballots that were not found in the box, or held nothing to type in; said at the closing.
    pub paper_missing: u32,
    /// Whether a member may vote again; the last ballot counts.
    pub again: bool,
    /// How members come to their codes.
    pub way: Word<Way>,
    /// Number of the key ceremony.
    pub ceremony: Vec<u8>,
    /// Secret with which receipts are signed. It opens nothing.
    pub receipts: Vec<u8>,
    /// SHA-256 of the page's program, of the WebAssembly program and of the independent verifier.
    pub programs: Json<[String; 3]>,
    /// When the vote was opened.
    pub opened: Option<Timestamp>,
    /// Why it was set aside, or nothing.
    pub reason: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Election {
    id,
    root,
    session,
    uuid,
    title,
    stage,
    rule,
    members,
    threshold,
    issuer,
    min_ballots,
    min_paper,
    paper_codes,
    paper_missing,
    again,
    way,
    ceremony,
    receipts,
    programs,
    opened,
    reason,
    version
});

/// One candidate on the ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The item.
    pub item: ItemId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
}
crate::from_row!(Candidate { item, dossier, name });

/// A member of the counting team, with what was posted in the key ceremony.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trustee {
    /// Number in the ceremony, from 1.
    pub number: u8,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Message of the first round.
    pub first: Option<Vec<u8>>,
    /// Message of the second round.
    pub second: Option<Vec<u8>>,
    /// Message of the third round.
    pub third: Option<Vec<u8>>,
}
crate::from_row!(Trustee { number, person, name, first, second, third });

/// A round of the key ceremony.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CeremonyRound {
    /// Commitments.
    First,
    /// Public coefficients and shares.
    Second,
    /// Confirmations.
    Third,
}

/// A member who may vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// The member.
    pub person: PersonId,
    /// The member's name.
    pub name: String,
    /// What the member has in hand.
    pub took: Word<Took>,
    /// The public credential of the member's own code, where members have codes of their own.
    pub credential: Option<Vec<u8>>,
}
crate::from_row!(Voter { person, name, took, credential });

/// One entry of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardEntry {
    /// Number of its kind, as docs/ballot.md section 8 gives it.
    pub kind: u32,
    /// Its content.
    pub payload: Vec<u8>,
    /// The head after it.
    pub head: Vec<u8>,
}
crate::from_row!(BoardEntry { kind, payload, head });

/// A paper ballot as one person typed it in, encrypted on that person's device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedBallot {
    /// The paper code's public credential.
    pub credential: Vec<u8>,
    /// Who typed it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The ballot.
    pub ballot: Vec<u8>,
}
crate::from_row!(TypedBallot { credential, person, name, ballot });

/// An item with its place on the ballot and the figures of all paper ballots, as they stand on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperEntry {
    /// The item.
    pub item: ItemId,
    /// Its place, from 0.
    pub place: u32,
    /// The board's entry.
    pub payload: Vec<u8>,
}
crate::from_row!(PaperEntry { item, place, payload });

/// Stores a new election.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, election: &Election) -> Result<()> {
    let e = election;
    tx.exec(
        &NEW,
        params![
            e.id,
            e.root,
            e.session,
            e.uuid,
            e.title,
            e.stage,
            e.rule,
            e.members,
            e.threshold,
            e.issuer,
            e.min_ballots,
            e.min_paper,
            e.paper_codes,
            e.paper_missing,
            e.again,
            e.way,
            e.ceremony,
            e.receipts,
            e.programs,
            e.opened,
            e.reason
        ],
    )
    .await
    .map(drop)
}

/// An election.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ElectionId) -> Result<Option<Election>> {
    cx.opt(&LOAD, params![id]).await
}

/// The election with a random name.
///
/// # Errors
/// The engine's.
pub async fn by_uuid(cx: &mut Conn, uuid: &str) -> Result<Option<Election>> {
    cx.opt(&BY_UUID, params![uuid]).await
}

/// The elections of a session, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn of_session(cx: &mut Conn, session: SessionId) -> Result<Vec<Election>> {
    cx.all(&OF_SESSION, params![session]).await
}

/// Saves what may change of an election, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, election: &Election) -> Result<()> {
    let e = election;
    tx.exec_guarded(&SAVE, params![e.id, e.version, e.stage, e.ceremony, e.opened, e.reason, e.paper_missing]).await
}

/// Puts an item on the ballot.
///
/// # Errors
/// The engine's.
pub async fn put_item(tx: &mut Tx, election: ElectionId, place: u32, item: ItemId) -> Result<()> {
    tx.exec(&ITEM_PUT, params![election, place, item]).await.map(drop)
}

/// The candidates in the order of the ballot.
///
/// # Errors
/// The engine's.
pub async fn candidates(cx: &mut Conn, election: ElectionId) -> Result<Vec<Candidate>> {
    cx.all(&ITEMS, params![election]).await
}

/// Items of a session that are voted on electronically and not counted yet.
///
/// # Errors
/// The engine's.
pub async fn live_items(cx: &mut Conn, session: SessionId) -> Result<Vec<ItemId>> {
    cx.all(&LIVE_ITEMS, params![session]).await
}

/// Puts a person on the counting team.
///
/// # Errors
/// The engine's.
pub async fn put_trustee(tx: &mut Tx, election: ElectionId, number: u8, person: PersonId) -> Result<()> {
    tx.exec(&TRUSTEE_PUT, params![election, number, person]).await.map(drop)
}

/// The counting team in the order of numbers.
///
/// # Errors
/// The engine's.
pub async fn trustees(cx: &mut Conn, election: ElectionId) -> Result<Vec<Trustee>> {
    cx.all(&TRUSTEES, params![election]).await
}

/// Keeps a message of the key ceremony; says whether the place was free.
///
/// # Errors
/// The engine's.
pub async fn post(tx: &mut Tx, election: ElectionId, number: u8, round: CeremonyRound, message: &[u8]) -> Result<bool> {
    let statement = match round {
        CeremonyRound::First => &FIRST,
        CeremonyRound::Second => &SECOND,
        CeremonyRound::Third => &THIRD,
    };
    Ok(tx.exec(statement, params![election, number, message]).await? == 1)
}

/// Forgets all messages of the key ceremony.
///
/// # Errors
/// The engine's.
pub async fn forget_messages(tx: &mut Tx, election: ElectionId) -> Result<()> {
    tx.exec(&RESTART, params![election]).await.map(drop)
}

/// Gives a member the right to vote.
///
/// # Errors
/// The engine's.
pub async fn put_voter(tx: &mut Tx, election: ElectionId, person: PersonId) -> Result<()> {
    tx.exec(&VOTER_PUT, params![election, person, Word(Took::Nothing)]).await.map(drop)
}

/// Notes what a member has in hand; says whether the member is a voter.
///
/// # Errors
/// The engine's.
pub async fn save_voter(tx: &mut Tx, election: ElectionId, person: PersonId, took: Took) -> Result<bool> {
    Ok(tx.exec(&VOTER_SAVE, params![election, person, Word(took)]).await? == 1)
}

/// Notes whose code one is.
///
/// # Errors
/// The engine's.
pub async fn save_owner(tx: &mut Tx, election: ElectionId, person: PersonId, credential: &[u8]) -> Result<bool> {
    Ok(tx.exec(&VOTER_CODE, params![election, person, credential]).await? == 1)
}

/// Those who may vote and can sign in with both factors.
///
/// # Errors
/// The engine's.
pub async fn with_both_factors(cx: &mut Conn, election: ElectionId) -> Result<Vec<PersonId>> {
    cx.all(&READY, params![election]).await
}

/// Those who may vote.
///
/// # Errors
/// The engine's.
pub async fn voters(cx: &mut Conn, election: ElectionId) -> Result<Vec<Voter>> {
    cx.all(&VOTERS, params![election]).await
}

/// Appends an entry to a board; says whether its place was free. Somebody faster has taken it otherwise.
///
/// # Errors
/// The engine's.
pub async fn append(tx: &mut Tx, election: ElectionId, number: u32, entry: &BoardEntry) -> Result<bool> {
    let e = entry;
    Ok(tx.exec(&ENTRY_PUT, params![election, number, e.kind, e.payload, e.head]).await? == 1)
}

/// The entries of a board from a number on.
///
/// # Errors
/// The engine's.
pub async fn entries(cx: &mut Conn, election: ElectionId, from: u32) -> Result<Vec<BoardEntry>> {
    cx.all(&ENTRIES, params![election, from]).await
}

/// Titles of a session's elections with the heads of their boards at an entry of this kind, the closing one for the minutes.
///
/// # Errors
/// The engine's.
pub async fn heads_at(cx: &mut Conn, session: SessionId, kind: u32) -> Result<Vec<(String, Vec<u8>)>> {
    cx.all(&HEADS, params![session, kind]).await
}

/// Every election that has a board.
///
/// # Errors
/// The engine's.
pub async fn boards(cx: &mut Conn) -> Result<Vec<ElectionId>> {
    cx.all(&BOARDS, params![]).await
}

/// Keeps a paper ballot as a person typed it in. Two who type at the same moment are put one behind the other, so that the second
/// sees the first.
///
/// # Errors
/// The engine's.
pub async fn put_typed(
    tx: &mut Tx,
    election: ElectionId,
    credential: &[u8],
    person: PersonId,
    ballot: &[u8],
) -> Result<()> {
    lock(tx, election).await?;
    tx.exec(&TYPED_PUT, params![election, credential, person, ballot]).await.map(drop)
}

/// Puts units of work about one election one behind the other.
///
/// # Errors
/// The engine's.
pub async fn lock(tx: &mut Tx, election: ElectionId) -> Result<()> {
    tx.exec(&LOCK, params![election]).await.map(drop)
}

/// Paper ballots that one person has typed in and no second one alike.
///
/// # Errors
/// The engine's.
pub async fn typed(cx: &mut Conn, election: ElectionId) -> Result<Vec<TypedBallot>> {
    cx.all(&TYPED, params![election]).await
}

/// Forgets what was typed in under one paper code: it stands on the board.
///
/// # Errors
/// The engine's.
pub async fn drop_typed(tx: &mut Tx, election: ElectionId, credential: &[u8]) -> Result<()> {
    tx.exec(&TYPED_DROP, params![election, credential]).await.map(drop)
}

/// Forgets what was typed in and never typed alike: the vote is over.
///
/// # Errors
/// The engine's.
pub async fn clear_typed(tx: &mut Tx, election: ElectionId) -> Result<()> {
    tx.exec(&TYPED_CLEAR, params![election]).await.map(drop)
}

/// The figures of paper ballots of a session's counted elections, from their boards, for each item.
///
/// # Errors
/// The engine's.
pub async fn papers(cx: &mut Conn, session: SessionId, kind: u32) -> Result<Vec<PaperEntry>> {
    cx.all(&PAPERS, params![session, kind]).await
}
