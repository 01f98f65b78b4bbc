//! What a worker does to a job: takes it, reads its sheets, keeps its files, ends it. It must not draw anything, and acts for nobody.

use jiff::SignedDuration;
use lantoa_docgen::paper::{self, Stock};
use lantoa_docgen::{Document, Paper as _};
use lantoa_domain::id::{DecisionId, Id};
use lantoa_store::decision::{self, Decision, DecisionStatus};
use lantoa_store::job::{self as rows, Job, JobState, Part};
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Conn, Tx, Word};

use super::{Choice, KEPT};
use crate::document::certificate_paper;
use crate::exemplar;
use crate::{App, Error, Result};

/// A worker that gave no sign of life for so long is gone: a file takes seconds.
const SILENCE: SignedDuration = SignedDuration::from_mins(2);
/// How often a job is begun again after its worker was gone.
const TRIES: i64 = 3;

/// A job in the hands of a worker.
#[derive(Debug, Clone)]
pub struct Work {
    job: Job,
    decision: Decision,
}

impl Work {
    /// On what it is printed.
    #[must_use]
    pub fn choice(&self) -> Choice {
        self.job.choice.0
    }

    /// Sheets done and in all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let number = |n: i64| usize::try_from(n).unwrap_or_default();
        (number(self.job.done), number(self.job.total))
    }

    /// The decision's day, which its papers bear.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.decision.on_day
    }

    /// The decision's title, for the files.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.decision.title
    }
}

/// What a worker does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Go on.
    On,
    /// Stop: the job was called off, or somebody else works at it.
    Stop,
}

/// Whether there is anything to do or to tidy up: a cheap question, to be asked every second.
///
/// # Errors
/// The store's.
pub async fn is_any(app: &App) -> Result<bool> {
    let now = app.now();
    app.db()
        .read(async move |conn| {
            let any = rows::waiting(conn).await?.is_some()
                || rows::silent(conn, now - SILENCE).await?.is_some()
                || rows::outlived(conn, now).await?.is_some();
            Ok::<_, Error>(any)
        })
        .await
}

/// Takes the next job: one whose worker is gone, which goes on where it was, or the one that waits longest. A job that was begun three
/// times fails instead.
///
/// # Errors
/// The store's; `Overtaken` when another worker was faster.
pub async fn take(app: &App) -> Result<Option<Work>> {
    let now = app.now();
    app.db()
        .write(async move |tx| {
            let left = match rows::silent(tx, now - SILENCE).await? {
                Some(job) => Some(job),
                None => rows::waiting(tx).await?,
            };
            let Some(job) = left else { return Ok(None) };
            if job.tries >= TRIES {
                end(tx, job, now, "gave-up").await?;
                return Ok(None);
            }
            let found = decision::load(tx, DecisionId::from_raw(job.about)).await?;
            let Some(decision) = found.filter(|row| row.status.0 == DecisionStatus::Issued) else {
                end(tx, job, now, "withdrawn").await?;
                return Ok(None);
            };
            let job = Job { state: Word(JobState::Running), tries: job.tries + 1, touched: now, ..job };
            rows::save(tx, &job).await?;
            Ok::<_, Error>(Some(Work { job: Job { version: job.version + 1, ..job }, decision }))
        })
        .await
}

/// The sheets of the next file: those of the next `most` lines, fewer where certificates were withdrawn.
///
/// # Errors
/// The store's.
pub async fn sheets(app: &App, work: &Work, most: usize) -> Result<Vec<Document>> {
    let (acting, work) = (app.clone(), work.clone());
    let (done, _) = work.progress();
    app.db()
        .scan(async move |conn: &mut Conn| {
            let found = exemplar::some_of(conn, &acting, &work.decision, done, most).await?;
            let stock = match work.choice() {
                Choice::Blank => Stock::Blank,
                Choice::Printed { right, down } => Stock::Printed { right, down },
            };
            let sheet = |one| paper::Certificate { stock, ..certificate_paper(one) }.document();
            Ok::<_, Error>(found.iter().map(sheet).collect())
        })
        .await
}

/// Keeps the file of the next `most` lines; nothing where all their certificates were withdrawn. Tells whether to go on.
///
/// # Errors
/// The store's.
pub async fn keep(app: &App, work: &mut Work, most: usize, pdf: Option<Vec<u8>>) -> Result<Step> {
    let (done, total) = work.progress();
    let last = (done + most).min(total);
    let now = app.now();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let part = Part {
        ordinal: number(done),
        first: number(done + 1),
        last: number(last),
        size: pdf.as_ref().map_or(0, |pdf| pdf.len() as u64),
    };
    let job = Job { done: number(last), touched: now, ..work.job.clone() };
    let next = Job { version: job.version + 1, ..job.clone() };
    let kept = app.db().write(async move |tx| {
        rows::save(tx, &job).await?;
        if let Some(pdf) = &pdf {
            rows::insert_part(tx, job.id, part, pdf).await?;
        }
        Ok::<_, Error>(())
    });
    match kept.await {
        Ok(()) => {
            work.job = next;
            Ok(Step::On)
        }
        Err(Error::Overtaken { .. }) => Ok(Step::Stop),
        Err(why) => Err(why),
    }
}

/// All sheets are drawn: the result is kept for a week.
///
/// # Errors
/// The store's; `Overtaken` when it was called off.
pub async fn done(app: &App, work: Work) -> Result<()> {
    let now = app.now();
    app.db()
        .write(async move |tx| {
            let job = Job {
                state: Word(JobState::Done),
                touched: now,
                ended: Some(now),
                kept_until: Some(now + KEPT),
                ..work.job.clone()
            };
            rows::save(tx, &job).await?;
            let entry = Entry::new(job.root, now, "job.done", job.id);
            journal::append(tx, entry.detail(&serde_json::json!({ "sheets": job.total }))?);
            Ok::<_, Error>(())
        })
        .await
}

/// It cannot be done; why: "letters …" with the letters that the face lacks, or "broken".
///
/// # Errors
/// The store's; `Overtaken` when it was called off.
pub async fn failed(app: &App, work: Work, why: String) -> Result<()> {
    let now = app.now();
    app.db().write(async move |tx| end(tx, work.job.clone(), now, &why).await).await
}

/// The program stops: the job waits for the next start, and this try does not count.
///
/// # Errors
/// The store's; `Overtaken` when it was called off.
pub async fn put_back(app: &App, work: Work) -> Result<()> {
    let job = Job { state: Word(JobState::Waiting), tries: work.job.tries - 1, ..work.job };
    app.db().write(async move |tx| Ok::<_, Error>(rows::save(tx, &job).await?)).await
}

async fn end(tx: &mut Tx, job: Job, now: jiff::Timestamp, why: &str) -> Result<()> {
    let job = Job { state: Word(JobState::Failed), why: why.to_owned(), ended: Some(now), touched: now, ..job };
    rows::save(tx, &job).await?;
    rows::drop_result(tx, job.id).await?;
    let why = why.split(' ').next().unwrap_or_default();
    let detail = serde_json::json!({ "why": why, "done": job.done, "total": job.total });
    journal::append(tx, Entry::new(job.root, now, "job.failed", job.id).detail(&detail)?);
    Ok(())
}

/// Deletes one result that was kept for a week; its job stays.
///
/// # Errors
/// The store's.
pub async fn tidy(app: &App) -> Result<()> {
    let now = app.now();
    app.db()
        .write(async move |tx| {
            let Some(job) = rows::outlived(tx, now).await? else { return Ok(()) };
            let job = Job { kept_until: None, ..job };
            rows::save(tx, &job).await?;
            rows::drop_result(tx, job.id).await?;
            let entry = Entry::new(job.root, now, "job.result-deleted", job.id);
            journal::append(tx, entry.detail(&serde_json::json!({ "sheets": job.total }))?);
            Ok::<_, Error>(())
        })
        .await
}
