//! Work done in the background: asking for it, how far it is, calling it off, taking what it made. It must not do the work.

mod worker;

use jiff::{SignedDuration, Timestamp};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, Id, JobId};
use lantoa_domain::policy::Act;
use lantoa_store::decision::{self, Decision, DecisionStatus};
use lantoa_store::job::{self as rows, Job};
use lantoa_store::{Conn, Json, Word, org};

pub use lantoa_store::job::{Choice, JobKind, JobState, Part};
pub use worker::{Step, Work, done, failed, is_any, keep, put_back, sheets, take, tidy};

use crate::{Cx, Error, Result};

/// Lines of a decision whose certificates make one file.
pub const PER_PART: usize = 200;
/// The most sheets of one job.
pub const MOST_SHEETS: usize = 20_000;
/// Jobs of one agency that may wait or run at a time.
pub const OPEN_AT_ONCE: i64 = 5;
/// How long a result is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The furthest that words on printed stock are shifted, in tenths of a millimetre.
pub const FURTHEST: i16 = 300;

/// A job as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobView {
    /// The job.
    pub id: JobId,
    /// The decision whose certificates are made.
    pub decision: DecisionId,
    /// Its title.
    pub title: String,
    /// Its number and symbol.
    pub number: (i64, String),
    /// On what it is printed.
    pub choice: Choice,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked: Timestamp,
    /// Where it stands.
    pub state: JobState,
    /// Sheets done.
    pub done: usize,
    /// Sheets in all.
    pub total: usize,
    /// Why it failed: "letters …" with the letters, "gave-up", "withdrawn", "broken"; empty otherwise.
    pub why: String,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Until when its result is kept; nothing once it was deleted.
    pub kept_until: Option<Timestamp>,
    /// The files of the result, once it is done.
    pub parts: Vec<Part>,
}

impl JobView {
    /// Whether it waits or runs.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, JobState::Waiting | JobState::Running)
    }
}

/// What the page needs on which certificates are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The decision.
    pub decision: DecisionId,
    /// Its title.
    pub title: String,
    /// Its number and symbol.
    pub number: (i64, String),
    /// How many certificates there are.
    pub sheets: usize,
    /// How the agency's printer shifts: to the right and down, in tenths of a millimetre.
    pub shift: (i16, i16),
    /// The last jobs for this decision.
    pub jobs: Vec<JobView>,
}

/// Those who draft decisions and those who issue them print what belongs to them.
fn may(cx: &Cx) -> Result<()> {
    cx.permit(Act::DraftDecision).or_else(|_| cx.permit(Act::IssueDecision)).map(drop)
}

/// Whether the acting person may have certificates printed: for buttons.
#[must_use]
pub fn may_ask(cx: &Cx) -> bool {
    may(cx).is_ok()
}

async fn issued(conn: &mut Conn, cx: &Cx, id: DecisionId) -> Result<Decision> {
    let root = cx.actor().root;
    let found = decision::load(conn, id).await?.filter(|row| row.root == root);
    Ok(found.filter(|row| row.status.0 == DecisionStatus::Issued).ok_or(Refusal::NotFound)?)
}

/// What is to be known before certificates are asked for.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a decision that is not issued.
pub async fn before(cx: &Cx, id: DecisionId) -> Result<Before> {
    may(cx)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = issued(conn, &acting, id).await?;
            let jobs = rows::about(conn, row.root, id.raw()).await?;
            let mut views = Vec::with_capacity(jobs.len());
            for job in jobs {
                views.push(view(conn, &row, job).await?);
            }
            Ok::<_, Error>(Before {
                decision: id,
                number: (row.number.unwrap_or_default(), row.symbol.clone()),
                sheets: decision::lines(conn, id).await?.len(),
                shift: rows::shift(conn, row.root).await?.unwrap_or_default(),
                jobs: views,
                title: row.title,
            })
        })
        .await
}

/// Asks for all certificates of an issued decision. Asking again while the same is being made gives that job.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Invalid` on "shift" for one that leads off the sheet, on "lines" for none or more than can be made at a
/// time; `InUse` when so many jobs of the agency are open that this one has to wait until one is done.
pub async fn ask(cx: &Cx, id: DecisionId, choice: Choice) -> Result<JobId> {
    may(cx)?;
    if let Choice::Printed { right, down } = choice
        && (right.abs() > FURTHEST || down.abs() > FURTHEST)
    {
        return Err(Refusal::Invalid { field: "shift", why: "out-of-range" }.into());
    }
    let (acting, fresh) = (cx.clone(), cx.id::<JobId>());
    cx.db()
        .write(async move |tx| {
            let row = issued(tx, &acting, id).await?;
            if let Choice::Printed { right, down } = choice {
                rows::set_shift(tx, row.root, right, down).await?;
            }
            let same =
                |job: &Job| matches!(job.state.0, JobState::Waiting | JobState::Running) && job.choice.0 == choice;
            if let Some(job) = rows::about(tx, row.root, id.raw()).await?.into_iter().find(same) {
                return Ok(job.id);
            }
            let total = decision::lines(tx, id).await?.len();
            if total == 0 || total > MOST_SHEETS {
                let why = if total == 0 { "empty" } else { "too-many" };
                return Err(Refusal::Invalid { field: "lines", why }.into());
            }
            if rows::open(tx, row.root).await? >= OPEN_AT_ONCE {
                return Err(Refusal::InUse.into());
            }
            let job = waiting(&acting, fresh, id, choice, total);
            rows::insert(tx, &job).await?;
            let detail = serde_json::json!({ "decision": id, "sheets": total, "choice": choice });
            acting.journal(tx, "job.asked", fresh, &detail)?;
            Ok::<_, Error>(fresh)
        })
        .await
}

fn waiting(cx: &Cx, id: JobId, decision: DecisionId, choice: Choice, total: usize) -> Job {
    Job {
        id,
        root: cx.actor().root,
        kind: Word(JobKind::Certificates),
        about: decision.raw(),
        choice: Json(choice),
        asked_by: cx.actor().person,
        asked: cx.now(),
        state: Word(JobState::Waiting),
        done: 0,
        total: i64::try_from(total).unwrap_or(i64::MAX),
        why: String::new(),
        tries: 0,
        touched: cx.now(),
        ended: None,
        kept_until: None,
        version: 1,
    }
}

async fn view(conn: &mut Conn, row: &Decision, job: Job) -> Result<JobView> {
    let who = org::person(conn, job.asked_by).await?.map(|person| person.name).unwrap_or_default();
    let kept = job.state.0 == JobState::Done && job.kept_until.is_some();
    Ok(JobView {
        id: job.id,
        decision: row.id,
        title: row.title.clone(),
        number: (row.number.unwrap_or_default(), row.symbol.clone()),
        choice: job.choice.0,
        asked_by: who,
        asked: job.asked,
        state: job.state.0,
        done: usize::try_from(job.done).unwrap_or_default(),
        total: usize::try_from(job.total).unwrap_or_default(),
        why: job.why,
        ended: job.ended,
        kept_until: job.kept_until,
        parts: if kept { rows::parts(conn, job.id).await? } else { Vec::new() },
    })
}

async fn own(conn: &mut Conn, cx: &Cx, id: JobId) -> Result<(Decision, Job)> {
    let root = cx.actor().root;
    let job = rows::load(conn, id).await?.filter(|job| job.root == root).ok_or(Refusal::NotFound)?;
    let row = decision::load(conn, DecisionId::from_raw(job.about)).await?.ok_or(Refusal::NotFound)?;
    Ok((row, job))
}

/// How far a job is.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn page(cx: &Cx, id: JobId) -> Result<JobView> {
    may(cx)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (row, job) = own(conn, &acting, id).await?;
            view(conn, &row, job).await
        })
        .await
}

/// Calls a job off; its worker stops after the file it is at, and what was made is deleted.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Overtaken` when it has ended.
pub async fn cancel(cx: &Cx, id: JobId) -> Result<()> {
    may(cx)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (_, job) = own(tx, &acting, id).await?;
            let saved = rows::cancel(tx, id, acting.now()).await;
            crate::faster::told(tx, job.root, id, saved).await?;
            rows::drop_result(tx, id).await?;
            acting.journal(tx, "job.cancelled", id, &serde_json::json!({ "done": job.done, "total": job.total }))
        })
        .await
}

/// A file of a result that is kept.
///
/// # Errors
/// `NotAllowed`; `NotFound`, also for a result that was deleted.
pub async fn file(cx: &Cx, id: JobId, ordinal: usize) -> Result<(Part, Vec<u8>)> {
    may(cx)?;
    let acting = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (row, job) = own(conn, &acting, id).await?;
            let part = view(conn, &row, job).await?.parts.get(ordinal).copied().ok_or(Refusal::NotFound)?;
            Ok::<_, Error>((part, rows::bytes(conn, id, part).await?))
        })
        .await
}
