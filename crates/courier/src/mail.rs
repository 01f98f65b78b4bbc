//! The worker that sends letters of reminders while the program serves; it must not decide what they say or when one is tried again.

use std::time::{Duration, SystemTime};

use lantoa_app::mail::{self, Outcome, Ready, Server, Test};
use lantoa_app::{App, Result};
use lantoa_domain::reminder::Fault;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::letter;
use crate::smtp::{self, Envelope};

/// How long the worker sleeps between rounds: somebody may wait for a test letter.
const ROUND: Duration = Duration::from_secs(5);

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Letters put into the outbox.
    pub queued: u32,
    /// Letters that a server took.
    pub sent: u32,
    /// Letters that wait for their next try.
    pub put_off: u32,
    /// Letters given up.
    pub given_up: u32,
}

/// The worker as long as it runs.
pub struct Worker {
    stop: watch::Sender<Asked>,
    task: JoinHandle<()>,
}

/// What the worker was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// To go on.
    On,
    /// To stop after the letter in hand.
    Stop,
}

impl Worker {
    /// Starts it.
    #[must_use]
    pub fn start(app: App) -> Self {
        let (stop, asked) = watch::channel(Asked::On);
        Self { stop, task: tokio::spawn(work(app, asked)) }
    }

    /// Asks it to stop after the letter in its hands and waits for that: a letter that was begun is noted as sent or put off, so that
    /// nobody gets it twice.
    pub async fn stop(self) {
        // Nobody listens only when it ended by itself.
        let _ = self.stop.send(Asked::Stop);
        let _ = self.task.await;
    }
}

async fn work(app: App, mut asked: watch::Receiver<Asked>) {
    while *asked.borrow() == Asked::On {
        match through(&app, &asked).await {
            Ok(worked) if worked == Worked::default() => {}
            Ok(worked) => tracing::info!(
                queued = worked.queued,
                sent = worked.sent,
                put_off = worked.put_off,
                given_up = worked.given_up,
                "letters"
            ),
            Err(why) => tracing::warn!(cause = %why, "the letters were not looked through"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = asked.changed() => {}
        }
    }
}

/// One round: letters of today into the outbox, whatever is due out of it.
///
/// # Errors
/// The database's.
pub async fn round(app: &App) -> Result<Worked> {
    let (_on, asked) = watch::channel(Asked::On);
    through(app, &asked).await
}

async fn through(app: &App, asked: &watch::Receiver<Asked>) -> Result<Worked> {
    while let Some(test) = mail::take_test(app).await? {
        let outcome = carry(test.server.clone(), of_test(&test)).await;
        mail::settle_test(app, &test, outcome).await?;
    }
    let planned = mail::plan(app).await?;
    let lost = u32::try_from(planned.lost).unwrap_or(u32::MAX);
    let mut worked = Worked { queued: planned.letters, given_up: lost, ..Worked::default() };
    while *asked.borrow() == Asked::On {
        let Some(ready) = mail::take(app).await? else { break };
        let outcome = carry(ready.server.clone(), of_letter(&ready)).await;
        match outcome {
            Outcome::Taken(_) => worked.sent += 1,
            Outcome::Not(fault, _) if fault.may_pass() => worked.put_off += 1,
            Outcome::Not(..) => worked.given_up += 1,
        }
        mail::settle(app, &ready, outcome).await?;
    }
    Ok(worked)
}

async fn carry(server: Server, letter: Envelope) -> Outcome {
    let sent = tokio::task::spawn_blocking(move || smtp::send(&server, letter)).await;
    sent.unwrap_or(Outcome::Not(Fault::Unreachable, 0))
}

fn of_letter(ready: &Ready) -> Envelope {
    let stop = format!("{}/nhac-viec/thoi/{}", ready.base, ready.stop);
    Envelope {
        to: ready.to.clone(),
        at: SystemTime::from(ready.at),
        id: ready.id.to_string(),
        written: letter::write(&ready.digest, ready.language, &ready.base, &stop),
        stop: Some(stop),
    }
}

fn of_test(test: &Test) -> Envelope {
    Envelope {
        to: test.to.clone(),
        at: SystemTime::from(test.at),
        id: test.mark(),
        written: letter::test(test.language),
        stop: None,
    }
}
