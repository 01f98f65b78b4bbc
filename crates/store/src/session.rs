//! Sessions, seats and agendas as rows; it must not hold who voted what.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{CouncilId, DecisionId, DossierId, ItemId, PersonId, ProgrammeId, RoundId, SessionId, UnitId};
use lantoa_domain::plan::{Key, VoteRule};
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::ItemState;
use serde::{Deserialize, Serialize};

use crate::dossier::SubjectTag;
use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO session (id, root, council, title, place, held_on, starts_at, papers_on, status, tellers, \
           conclusion, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    LOAD = "SELECT id, root, council, title, place, held_on, starts_at, papers_on, status, tellers, conclusion, version \
            FROM session WHERE id = $1";
    OF_ROOT = "SELECT id, root, council, title, place, held_on, starts_at, papers_on, status, tellers, conclusion, version \
               FROM session WHERE root = $1 ORDER BY held_on DESC, id DESC LIMIT $2";
    OF_COUNCIL = "SELECT id, root, council, title, place, held_on, starts_at, papers_on, status, tellers, conclusion, \
                  version FROM session WHERE council = $1 ORDER BY held_on DESC, id DESC";
    SAVE = "UPDATE session SET title = $3, place = $4, held_on = $5, starts_at = $6, papers_on = $7, status = $8, \
            tellers = $9, conclusion = $10, version = version + 1 WHERE id = $1 AND version = $2";
    SEATS = "SELECT s.person, s.role, s.came, s.gone, s.excuse, p.name, p.post, p.unit FROM seat s \
             JOIN person p ON p.id = s.person WHERE s.session = $1 ORDER BY s.person";
    SEAT_PUT = "INSERT INTO seat (session, person, role, came, gone, excuse) VALUES ($1, $2, $3, NULL, NULL, '') \
                ON CONFLICT (session, person) DO UPDATE SET role = excluded.role";
    SEAT_DROP = "DELETE FROM seat WHERE session = $1 AND person = $2";
    SEAT_SAVE = "UPDATE seat SET came = $3, gone = $4, excuse = $5 WHERE session = $1 AND person = $2";
    ITEM_NEW = "INSERT INTO agenda_item (id, root, session, dossier, ordinal, rule, stage, state, reason, note, version) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    ITEM = "SELECT id, root, session, dossier, ordinal, rule, state, reason, note, version FROM agenda_item WHERE id = $1";
    ITEMS = "SELECT id, root, session, dossier, ordinal, rule, state, reason, note, version FROM agenda_item \
             WHERE session = $1 ORDER BY ordinal, id";
    ITEMS_OF = "SELECT id, root, session, dossier, ordinal, rule, state, reason, note, version FROM agenda_item \
                WHERE dossier = $1 ORDER BY id";
    ITEM_SAVE = "UPDATE agenda_item SET stage = $3, state = $4, note = $5, version = version + 1 WHERE id = $1 AND version = $2";
    ITEM_PLACE = "UPDATE agenda_item SET ordinal = $2 WHERE id = $1";
    ITEM_DROP = "DELETE FROM agenda_item WHERE id = $1 AND version = $2";
    WAITING = "SELECT d.id, d.name, d.unit, d.movement, d.round, d.track FROM dossier d \
               JOIN programme p ON p.id = d.programme \
               WHERE d.root = $1 AND d.at = 'deliberate' AND d.standing = 'walking' AND p.council = $2 \
               AND NOT EXISTS (SELECT 1 FROM agenda_item i JOIN session s ON s.id = i.session \
                               WHERE i.dossier = d.id AND s.status = 'called' AND i.stage <> 'void') \
               ORDER BY d.movement, d.id";
    TOPICS = "SELECT i.id, d.id, d.programme, d.round, d.movement, d.subject_kind, d.subject, d.unit, d.name, d.at, d.standing \
              FROM agenda_item i JOIN dossier d ON d.id = i.dossier WHERE i.session = $1 ORDER BY i.ordinal, i.id";
    PREVIOUS = "SELECT held_on FROM session WHERE council = $1 AND held_on < $2 AND status = 'over' \
                ORDER BY held_on DESC, id DESC LIMIT 1";
    ALONE = "SELECT l.dossier, d.name, d.unit, d.movement, d.round, c.id, c.number, c.on_day FROM decision c \
             JOIN decision_line l ON l.decision = c.id JOIN dossier d ON d.id = l.dossier \
             JOIN programme p ON p.id = c.programme \
             WHERE c.root = $1 AND c.status = 'issued' AND c.kind = 'recognition' AND p.council = $2 \
             AND c.on_day > $3 AND c.on_day <= $4 \
             AND NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.dossier = d.id AND i.stage = 'announced') \
             ORDER BY c.on_day, c.number, l.ordinal";
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// Called; held when its day comes.
    Called,
    /// Held and closed.
    Over,
    /// Not held.
    Cancelled,
}

/// A meeting of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The agency.
    pub root: UnitId,
    /// The council.
    pub council: CouncilId,
    /// What it is about.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// Its day.
    pub held_on: Date,
    /// The hour it starts, as `08:00`.
    pub starts_at: String,
    /// The day the papers were sent to the members.
    pub papers_on: Option<Date>,
    /// Where it stands.
    pub status: Word<SessionStatus>,
    /// The counting team, one name a line.
    pub tellers: String,
    /// What was concluded, for the minutes.
    pub conclusion: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Session {
    id,
    root,
    council,
    title,
    place,
    held_on,
    starts_at,
    papers_on,
    status,
    tellers,
    conclusion,
    version
});

/// A member's seat in a session, with the member's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The member.
    pub person: PersonId,
    /// The office in the council on the session's day.
    pub role: Word<CouncilRole>,
    /// When the member came.
    pub came: Option<Timestamp>,
    /// When the member left for good.
    pub gone: Option<Timestamp>,
    /// Why the member is absent, or nothing.
    pub excuse: String,
    /// The member's name.
    pub name: String,
    /// The member's post.
    pub post: String,
    /// The unit the member works in.
    pub unit: UnitId,
}
crate::from_row!(Seat { person, role, came, gone, excuse, name, post, unit });

/// One dossier on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item.
    pub id: ItemId,
    /// The agency.
    pub root: UnitId,
    /// The session.
    pub session: SessionId,
    /// The dossier.
    pub dossier: DossierId,
    /// Its place on the agenda.
    pub ordinal: i64,
    /// The vote rule, frozen when it was put on the agenda.
    pub rule: Json<VoteRule>,
    /// Where it stands.
    pub state: Json<ItemState>,
    /// Why the vote is held again; nothing for a first vote.
    pub reason: String,
    /// What was said, for the minutes.
    pub note: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Item { id, root, session, dossier, ordinal, rule, state, reason, note, version });

/// What an item is about, as far as a page and the policy need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The item.
    pub item: ItemId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The round.
    pub round: RoundId,
    /// The movement.
    pub movement: Key,
    /// First column of the subject.
    pub subject_kind: SubjectTag,
    /// Second column of the subject.
    pub subject: i64,
    /// Who proposes it.
    pub unit: UnitId,
    /// Its subject's name.
    pub name: String,
    /// The step it is at.
    pub at: String,
    /// How it stands.
    pub standing: String,
}
crate::from_row!(Topic { item, dossier, programme, round, movement, subject_kind, subject, unit, name, at, standing });

/// A dossier that waits for the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// Who proposes it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
    /// Its track.
    pub track: Key,
}
crate::from_row!(Waiting { dossier, name, unit, movement, round, track });

/// A dossier recognised without the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alone {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// Who proposed it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
    /// The decision.
    pub decision: DecisionId,
    /// The decision's number.
    pub number: Option<i64>,
    /// The decision's day.
    pub on_day: Date,
}
crate::from_row!(Alone { dossier, name, unit, movement, round, decision, number, on_day });

/// Stores a new session.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<()> {
    let s = session;
    tx.exec(
        &NEW,
        params![
            s.id,
            s.root,
            s.council,
            s.title,
            s.place,
            s.held_on,
            s.starts_at,
            s.papers_on,
            s.status,
            s.tellers,
            s.conclusion
        ],
    )
    .await
    .map(drop)
}

/// A session.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: SessionId) -> Result<Option<Session>> {
    cx.opt(&LOAD, params![id]).await
}

/// The latest sessions of an agency, at most `rows`.
///
/// # Errors
/// The engine's.
pub async fn latest(cx: &mut Conn, root: UnitId, rows: u32) -> Result<Vec<Session>> {
    cx.all(&OF_ROOT, params![root, rows]).await
}

/// Every session of a council, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_council(cx: &mut Conn, council: CouncilId) -> Result<Vec<Session>> {
    cx.all(&OF_COUNCIL, params![council]).await
}

/// Saves what may change of a session, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, session: &Session) -> Result<()> {
    let s = session;
    tx.exec_guarded(
        &SAVE,
        params![
            s.id,
            s.version,
            s.title,
            s.place,
            s.held_on,
            s.starts_at,
            s.papers_on,
            s.status,
            s.tellers,
            s.conclusion
        ],
    )
    .await
}

/// The seats of a session with their members, in the order of the members' identifiers.
///
/// # Errors
/// The engine's.
pub async fn seats(cx: &mut Conn, session: SessionId) -> Result<Vec<Seat>> {
    cx.all(&SEATS, params![session]).await
}

/// Gives a member a seat, or another office in the one they have.
///
/// # Errors
/// The engine's.
pub async fn put_seat(tx: &mut Tx, session: SessionId, person: PersonId, role: CouncilRole) -> Result<()> {
    tx.exec(&SEAT_PUT, params![session, person, Word(role)]).await.map(drop)
}

/// Takes a seat away.
///
/// # Errors
/// The engine's.
pub async fn drop_seat(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<()> {
    tx.exec(&SEAT_DROP, params![session, person]).await.map(drop)
}

/// Saves a member's presence; says whether there is such a seat.
///
/// # Errors
/// The engine's.
pub async fn save_seat(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    times: (Option<Timestamp>, Option<Timestamp>),
    excuse: &str,
) -> Result<bool> {
    let changed = tx.exec(&SEAT_SAVE, params![session, person, times.0, times.1, excuse]).await?;
    Ok(changed == 1)
}

/// Puts a dossier on an agenda.
///
/// # Errors
/// The engine's.
pub async fn insert_item(tx: &mut Tx, item: &Item) -> Result<()> {
    let i = item;
    let stage = Word(i.state.0.stage());
    tx.exec(&ITEM_NEW, params![i.id, i.root, i.session, i.dossier, i.ordinal, i.rule, stage, i.state, i.reason, i.note])
        .await
        .map(drop)
}

/// An item.
///
/// # Errors
/// The engine's.
pub async fn item(cx: &mut Conn, id: ItemId) -> Result<Option<Item>> {
    cx.opt(&ITEM, params![id]).await
}

/// The agenda of a session.
///
/// # Errors
/// The engine's.
pub async fn items(cx: &mut Conn, session: SessionId) -> Result<Vec<Item>> {
    cx.all(&ITEMS, params![session]).await
}

/// Every item a dossier ever was, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn items_of(cx: &mut Conn, dossier: DossierId) -> Result<Vec<Item>> {
    cx.all(&ITEMS_OF, params![dossier]).await
}

/// Saves an item's state and note, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_item(tx: &mut Tx, item: &Item, state: &ItemState) -> Result<()> {
    tx.exec_guarded(&ITEM_SAVE, params![item.id, item.version, Word(state.stage()), Json(state), item.note]).await
}

/// Moves an item to another place on its agenda.
///
/// # Errors
/// The engine's.
pub async fn place_item(tx: &mut Tx, item: ItemId, ordinal: i64) -> Result<()> {
    tx.exec(&ITEM_PLACE, params![item, ordinal]).await.map(drop)
}

/// Takes an item off the agenda, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn drop_item(tx: &mut Tx, item: &Item) -> Result<()> {
    tx.exec_guarded(&ITEM_DROP, params![item.id, item.version]).await
}

/// What the items of a session are about, in the order of the agenda.
///
/// # Errors
/// The engine's.
pub async fn topics(cx: &mut Conn, session: SessionId) -> Result<Vec<Topic>> {
    cx.all(&TOPICS, params![session]).await
}

/// Dossiers that wait for a council and are on no agenda of a session to come.
///
/// # Errors
/// The engine's.
pub async fn waiting(cx: &mut Conn, root: UnitId, council: CouncilId) -> Result<Vec<Waiting>> {
    cx.all(&WAITING, params![root, council]).await
}

/// The day of the last session held before a day.
///
/// # Errors
/// The engine's.
pub async fn previous(cx: &mut Conn, council: CouncilId, before: Date) -> Result<Option<Date>> {
    cx.opt(&PREVIOUS, params![council, before]).await
}

/// Dossiers recognised without the council after one day and until another.
///
/// # Errors
/// The engine's.
pub async fn alone(cx: &mut Conn, root: UnitId, council: CouncilId, after: Date, until: Date) -> Result<Vec<Alone>> {
    cx.all(&ALONE, params![root, council, after, until]).await
}
