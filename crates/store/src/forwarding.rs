//! Letters to the level above and their answers as rows; it must not move a dossier.

use jiff::civil::Date;
use lantoa_domain::id::{DossierId, NoteId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::Key;
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO forwarding (id, root, batch, dossier, recipient, sent_on, letter, answer, answered_on, answer_number, \
           answer_note, version) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, '', '', 1)";
    LOAD = "SELECT id, root, batch, dossier, recipient, sent_on, letter, answer, answered_on, answer_number, answer_note, \
            version FROM forwarding WHERE id = $1";
    OF_DOSSIER = "SELECT id, root, batch, dossier, recipient, sent_on, letter, answer, answered_on, answer_number, answer_note, \
                  version FROM forwarding WHERE dossier = $1 ORDER BY id";
    ANSWER = "UPDATE forwarding SET answer = $3, answered_on = $4, answer_number = $5, answer_note = $6, \
              version = version + 1 WHERE id = $1 AND version = $2 AND answer IS NULL";
    LETTERS = "SELECT batch, min(letter), min(sent_on), min(recipient), max(recipient), \
               CAST(count(DISTINCT dossier) AS BIGINT), \
               CAST(sum(CASE WHEN answer IS NULL THEN 1 ELSE 0 END) AS BIGINT) FROM forwarding \
               WHERE root = $1 GROUP BY batch ORDER BY batch DESC";
    LETTER = "SELECT f.id, f.dossier, f.recipient, f.sent_on, f.letter, f.answer, f.answered_on, f.answer_number, \
              f.answer_note, f.version, d.name, d.unit, d.movement, d.round, d.class FROM forwarding f \
              JOIN dossier d ON d.id = f.dossier WHERE f.root = $1 AND f.batch = $2 ORDER BY d.movement, d.id, f.id";
    TO_FORWARD = "SELECT d.id, d.version, d.name, d.unit, d.movement, d.round, d.programme, d.track FROM dossier d \
                  WHERE d.root = $1 AND d.at = 'forward' AND d.standing IN ('recognised', 'walking') \
                  AND NOT EXISTS (SELECT 1 FROM forwarding f WHERE f.dossier = d.id AND f.answer IS NULL) \
                  ORDER BY d.movement, d.id";
}

/// What the level above answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Recognised there too.
    Accepted,
    /// Not recognised there.
    Declined,
    /// Sent back for completion: it may be sent again.
    Returned,
}

/// One dossier sent to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarding {
    /// Its number.
    pub id: NoteId,
    /// The agency.
    pub root: UnitId,
    /// The letter it went with.
    pub batch: NoteId,
    /// The dossier.
    pub dossier: DossierId,
    /// To whom.
    pub recipient: String,
    /// When.
    pub sent_on: Date,
    /// Number of the letter.
    pub letter: String,
    /// What was answered.
    pub answer: Option<Word<Answer>>,
    /// Day of the answer.
    pub answered_on: Option<Date>,
    /// Number of the answer.
    pub answer_number: String,
    /// What else it says.
    pub answer_note: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Forwarding {
    id,
    root,
    batch,
    dossier,
    recipient,
    sent_on,
    letter,
    answer,
    answered_on,
    answer_number,
    answer_note,
    version
});

/// A letter in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub batch: NoteId,
    /// Its number.
    pub letter: String,
    /// Its day.
    pub sent_on: Date,
    /// The first recipient by name.
    pub recipient: String,
    /// The last recipient by name; the same when there is one.
    pub last_recipient: String,
    /// Dossiers in it.
    pub dossiers: i64,
    /// Entries without an answer.
    pub open: i64,
}
crate::from_row!(Letter { batch, letter, sent_on, recipient, last_recipient, dossiers, open });

/// An entry of a letter with what a page needs to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: NoteId,
    /// The dossier.
    pub dossier: DossierId,
    /// To whom.
    pub recipient: String,
    /// When.
    pub sent_on: Date,
    /// Number of the letter.
    pub letter: String,
    /// What was answered.
    pub answer: Option<Word<Answer>>,
    /// Day of the answer.
    pub answered_on: Option<Date>,
    /// Number of the answer.
    pub answer_number: String,
    /// What else it says.
    pub answer_note: String,
    /// Guards writes.
    pub version: i64,
    /// The subject's name.
    pub name: String,
    /// Who proposed it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
    /// What kind of subject.
    pub class: Word<lantoa_domain::subject::SubjectKind>,
}
crate::from_row!(Entry {
    id,
    dossier,
    recipient,
    sent_on,
    letter,
    answer,
    answered_on,
    answer_number,
    answer_note,
    version,
    name,
    unit,
    movement,
    round,
    class
});

/// A recognised dossier that could be sent upward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The dossier.
    pub dossier: DossierId,
    /// Its version.
    pub version: i64,
    /// The subject's name.
    pub name: String,
    /// Who proposed it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its track.
    pub track: Key,
}
crate::from_row!(Due { dossier, version, name, unit, movement, round, programme, track });

/// Stores that a dossier was sent to a recipient.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, forwarding: &Forwarding) -> Result<()> {
    let f = forwarding;
    tx.exec(&NEW, params![f.id, f.root, f.batch, f.dossier, f.recipient, f.sent_on, f.letter]).await.map(drop)
}

/// One dossier sent to one recipient.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: NoteId) -> Result<Option<Forwarding>> {
    cx.opt(&LOAD, params![id]).await
}

/// Everything a dossier was sent to, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn of_dossier(cx: &mut Conn, dossier: DossierId) -> Result<Vec<Forwarding>> {
    cx.all(&OF_DOSSIER, params![dossier]).await
}

/// Records the answer, once. Guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_answer(tx: &mut Tx, f: &Forwarding) -> Result<()> {
    tx.exec_guarded(&ANSWER, params![f.id, f.version, f.answer, f.answered_on, f.answer_number, f.answer_note]).await
}

/// Every letter of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn letters(cx: &mut Conn, root: UnitId) -> Result<Vec<Letter>> {
    cx.all(&LETTERS, params![root]).await
}

/// The entries of a letter.
///
/// # Errors
/// The engine's.
pub async fn letter(cx: &mut Conn, root: UnitId, batch: NoteId) -> Result<Vec<Entry>> {
    cx.all(&LETTER, params![root, batch]).await
}

/// Recognised dossiers at the step of forwarding that wait for no answer.
///
/// # Errors
/// The engine's.
pub async fn to_forward(cx: &mut Conn, root: UnitId) -> Result<Vec<Due>> {
    cx.all(&TO_FORWARD, params![root]).await
}
