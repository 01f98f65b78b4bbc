//! Work done in the background and its results, in pieces; it must not know how the work is done.

use jiff::Timestamp;
use lantoa_domain::id::{JobId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

use crate::file::PIECE;
use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO job (id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, \
           kept_until, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, '', 0, $7, NULL, NULL, 1)";
    LOAD = "SELECT id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, kept_until, \
            version FROM job WHERE id = $1";
    ABOUT = "SELECT id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, kept_until, \
             version FROM job WHERE root = $1 AND about = $2 ORDER BY id DESC LIMIT 10";
    OPEN = "SELECT CAST(count(*) AS BIGINT) FROM job WHERE root = $1 AND state IN ('waiting', 'running')";
    WAITING = "SELECT id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, \
               kept_until, version FROM job WHERE state = 'waiting' ORDER BY id LIMIT 1";
    SILENT = "SELECT id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, \
              kept_until, version FROM job WHERE state = 'running' AND touched < $1 ORDER BY id LIMIT 1";
    OUTLIVED = "SELECT id, root, kind, about, choice, asked_by, asked, state, done, total, why, tries, touched, ended, \
                kept_until, version FROM job WHERE state = 'done' AND kept_until < $1 ORDER BY id LIMIT 1";
    SAVE = "UPDATE job SET state = $3, done = $4, why = $5, tries = $6, touched = $7, ended = $8, kept_until = $9, \
            version = version + 1 WHERE id = $1 AND version = $2";
    CANCEL = "UPDATE job SET state = 'cancelled', ended = $2, version = version + 1 \
              WHERE id = $1 AND state IN ('waiting', 'running')";
    PART_NEW = "INSERT INTO job_part (job, ordinal, first, last, size) VALUES ($1, $2, $3, $4, $5)";
    PARTS = "SELECT ordinal, first, last, size FROM job_part WHERE job = $1 ORDER BY ordinal";
    CHUNK_NEW = "INSERT INTO job_chunk (job, part, ordinal, bytes) VALUES ($1, $2, $3, $4)";
    CHUNK = "SELECT bytes FROM job_chunk WHERE job = $1 AND part = $2 AND ordinal = $3";
    DROP_CHUNKS = "DELETE FROM job_chunk WHERE job = $1";
    DROP_PARTS = "DELETE FROM job_part WHERE job = $1";
    SHIFT = "SELECT to_right, down FROM print_shift WHERE root = $1";
    SET_SHIFT = "INSERT INTO print_shift (root, to_right, down) VALUES ($1, $2, $3) \
                 ON CONFLICT (root) DO UPDATE SET to_right = excluded.to_right, down = excluded.down";
}

/// What kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// All certificates of a decision.
    Certificates,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for its turn.
    Waiting,
    /// It is being done.
    Running,
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// Somebody called it off.
    Cancelled,
}

/// On what certificates are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Choice {
    /// Blank paper: frame and all words.
    Blank,
    /// Stock printed before: words alone, shifted, in tenths of a millimetre.
    Printed {
        /// To the right.
        right: i16,
        /// Down.
        down: i16,
    },
}

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// The agency.
    pub root: UnitId,
    /// What kind of work.
    pub kind: Word<JobKind>,
    /// What it is about: for certificates the decision.
    pub about: i64,
    /// On what it is printed.
    pub choice: Json<Choice>,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// When.
    pub asked: Timestamp,
    /// Where it stands.
    pub state: Word<JobState>,
    /// Sheets done.
    pub done: i64,
    /// Sheets in all.
    pub total: i64,
    /// Why it failed; empty otherwise.
    pub why: String,
    /// How often it was begun.
    pub tries: i64,
    /// When its worker last gave a sign of life.
    pub touched: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Until when its result is kept; nothing before it is done and once the result was deleted.
    pub kept_until: Option<Timestamp>,
    /// Its version.
    pub version: i64,
}
crate::from_row!(Job {
    id,
    root,
    kind,
    about,
    choice,
    asked_by,
    asked,
    state,
    done,
    total,
    why,
    tries,
    touched,
    ended,
    kept_until,
    version
});

/// A file of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its place among them: the lines before its first one.
    pub ordinal: i64,
    /// The first sheet in it, from 1.
    pub first: i64,
    /// The last sheet in it.
    pub last: i64,
    /// Bytes.
    pub size: u64,
}
crate::from_row!(Part { ordinal, first, last, size });

/// Puts a job in line.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, job: &Job) -> Result<()> {
    let j = job;
    let values = params![j.id, j.root, j.kind, j.about, j.choice, j.asked_by, j.asked, j.total];
    tx.exec(&NEW, values).await.map(drop)
}

/// A job.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: JobId) -> Result<Option<Job>> {
    cx.opt(&LOAD, params![id]).await
}

/// The last ten jobs about something, the latest first.
///
/// # Errors
/// The engine's.
pub async fn about(cx: &mut Conn, root: UnitId, about: i64) -> Result<Vec<Job>> {
    cx.all(&ABOUT, params![root, about]).await
}

/// How many jobs of an agency wait or run.
///
/// # Errors
/// The engine's.
pub async fn open(cx: &mut Conn, root: UnitId) -> Result<i64> {
    cx.one(&OPEN, params![root]).await
}

/// The job that waits longest.
///
/// # Errors
/// The engine's.
pub async fn waiting(cx: &mut Conn) -> Result<Option<Job>> {
    cx.opt(&WAITING, &[]).await
}

/// A job that is running and whose worker gave no sign of life since a time.
///
/// # Errors
/// The engine's.
pub async fn silent(cx: &mut Conn, since: Timestamp) -> Result<Option<Job>> {
    cx.opt(&SILENT, params![since]).await
}

/// A job whose result was to be kept until before a time.
///
/// # Errors
/// The engine's.
pub async fn outlived(cx: &mut Conn, at: Timestamp) -> Result<Option<Job>> {
    cx.opt(&OUTLIVED, params![at]).await
}

/// Saves how a job stands, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, job: &Job) -> Result<()> {
    let j = job;
    let values = params![j.id, j.version, j.state, j.done, j.why, j.tries, j.touched, j.ended, j.kept_until];
    tx.exec_guarded(&SAVE, values).await
}

/// Calls a job off; its worker finds that out by its version. `Stale` when it has ended.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn cancel(tx: &mut Tx, id: JobId, at: Timestamp) -> Result<()> {
    tx.exec_guarded(&CANCEL, params![id, at]).await
}

/// Keeps a file of the result.
///
/// # Errors
/// The engine's.
pub async fn insert_part(tx: &mut Tx, id: JobId, part: Part, bytes: &[u8]) -> Result<()> {
    tx.exec(&PART_NEW, params![id, part.ordinal, part.first, part.last, part.size]).await?;
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&CHUNK_NEW, params![id, part.ordinal, ordinal, piece]).await?;
    }
    Ok(())
}

/// The files of a result.
///
/// # Errors
/// The engine's.
pub async fn parts(cx: &mut Conn, id: JobId) -> Result<Vec<Part>> {
    cx.all(&PARTS, params![id]).await
}

/// The bytes of a file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, id: JobId, part: Part) -> Result<Vec<u8>> {
    let size = usize::try_from(part.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&CHUNK, params![id, part.ordinal, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}

/// Deletes what a job made.
///
/// # Errors
/// The engine's.
pub async fn drop_result(tx: &mut Tx, id: JobId) -> Result<()> {
    tx.exec(&DROP_CHUNKS, params![id]).await?;
    tx.exec(&DROP_PARTS, params![id]).await.map(drop)
}

/// How an agency's printer shifts: to the right and down, in tenths of a millimetre.
///
/// # Errors
/// The engine's.
pub async fn shift(cx: &mut Conn, root: UnitId) -> Result<Option<(i16, i16)>> {
    cx.opt(&SHIFT, params![root]).await
}

/// Keeps how an agency's printer shifts.
///
/// # Errors
/// The engine's.
pub async fn set_shift(tx: &mut Tx, root: UnitId, right: i16, down: i16) -> Result<()> {
    tx.exec(&SET_SHIFT, params![root, right, down]).await.map(drop)
}
