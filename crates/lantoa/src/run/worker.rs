//! The worker of the program: one thread that does what was asked for in the background, one job at a time. It must not hold a rule of a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;
use lantoa_app::job::{self, PER_PART, Step, Work};
use lantoa_app::{App, Error};
use lantoa_docgen::{Certificates, Document, PdfOptions, Press, PressFault};
use tokio::runtime::Handle;

/// How often it looks whether there is something to do.
const LOOKS: Duration = Duration::from_secs(1);

/// A worker that runs until it is stopped.
pub(crate) struct Worker {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts on a thread of its own: drawing takes a core for seconds, and requests are answered by others meanwhile.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn start(app: App, press: Arc<dyn Press>) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (seen, handle) = (Arc::clone(&stop), Handle::current());
        let named = thread::Builder::new().name("background".to_owned());
        let thread = named.spawn(move || run(&handle, &app, press.as_ref(), &seen))?;
        Ok(Self { stop, thread: Some(thread) })
    }

    /// Asks it to stop after the file it is at, and waits for that.
    pub(crate) async fn stop(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let Some(thread) = self.thread.take() else { return };
        thread.thread().unpark();
        let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    }
}

fn run(handle: &Handle, app: &App, press: &dyn Press, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        if let Err(error) = look(handle, app, press, stop) {
            tracing::warn!(%error, "background work");
        }
        thread::park_timeout(LOOKS);
    }
}

/// Does everything there is to do.
fn look(handle: &Handle, app: &App, press: &dyn Press, stop: &AtomicBool) -> Result<(), Error> {
    while handle.block_on(job::is_any(app))? && !stop.load(Ordering::Relaxed) {
        handle.block_on(job::tidy(app))?;
        if let Some(work) = handle.block_on(job::take(app))? {
            carry_out(handle, app, press, stop, work)?;
        }
    }
    Ok(())
}

fn carry_out(handle: &Handle, app: &App, press: &dyn Press, stop: &AtomicBool, mut work: Work) -> Result<(), Error> {
    loop {
        let (done, total) = work.progress();
        if done >= total {
            return handle.block_on(job::done(app, work));
        }
        if stop.load(Ordering::Relaxed) {
            return handle.block_on(job::put_back(app, work));
        }
        let sheets = handle.block_on(job::sheets(app, &work, PER_PART))?;
        let pdf = match draw(press, &work, sheets) {
            Ok(pdf) => pdf,
            Err(PressFault::Letters { letters }) => {
                return handle.block_on(job::failed(app, work, format!("letters {letters}")));
            }
            Err(fault) => {
                tracing::error!(%fault, "certificates");
                return handle.block_on(job::failed(app, work, "broken".to_owned()));
            }
        };
        match handle.block_on(job::keep(app, &mut work, PER_PART, pdf))? {
            Step::On => {}
            Step::Stop => return Ok(()),
        }
    }
}

/// One file for the archive, dated on the decision's day; nothing without sheets.
fn draw(press: &dyn Press, work: &Work, sheets: Vec<Document>) -> Result<Option<Vec<u8>>, PressFault> {
    let options = work.day().map_or(PdfOptions::issued(Timestamp::UNIX_EPOCH), PdfOptions::issued_on);
    let author = sheets.first().map(|sheet| sheet.author.clone()).unwrap_or_default();
    let mut pieces = Certificates::new(work.title(), author, sheets).in_pieces(PER_PART, press, options);
    pieces.next().transpose().map(|piece| piece.map(|piece| piece.pdf))
}
