//! The way of a dossier through its track: what is done, by whom and when, and what is still to come by when. Must not guess a date.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::dossier::State;
use lantoa_domain::plan::{Performer, Plan, Step, StepKind};
use lantoa_domain::time::When;

use super::Case;
use super::history::{Line, Read};

/// One step of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// What is done.
    pub kind: StepKind,
    /// Who does it.
    pub who: Performer,
    /// How far it is.
    pub progress: Progress,
    /// When and by whom it was done.
    pub done: Option<(Timestamp, Option<String>)>,
    /// The last day for it, where the plan names one for this round.
    pub due: Option<Date>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Done.
    Done,
    /// Under way.
    Now,
    /// The dossier was sent back from here.
    Returned,
    /// Still to come.
    Next,
    /// The dossier ended here without recognition.
    Ended,
    /// Never reached.
    Skipped,
}

/// The way as the page draws it.
pub(super) fn walk(case: &Case, history: &[Read<'_>]) -> Vec<Walked> {
    let state = &case.record.dossier.state;
    let round = &case.round;
    let steps = case.track().steps.iter().enumerate();
    steps
        .map(|(n, step)| {
            let progress = progress(state, n);
            Walked {
                kind: step.kind,
                who: step.who,
                progress,
                done: (progress == Progress::Done).then(|| done(history, n)).flatten(),
                due: due_on(&case.plan, step, (round.year, round.month), round.closes),
            }
        })
        .collect()
}

fn progress(state: &State, n: usize) -> Progress {
    let around = |at: usize, here, after| match n.cmp(&at) {
        std::cmp::Ordering::Less => Progress::Done,
        std::cmp::Ordering::Equal => here,
        std::cmp::Ordering::Greater => after,
    };
    match state {
        State::Walking { step } | State::Recognised { step: Some(step), .. } => {
            around(*step, Progress::Now, Progress::Next)
        }
        State::Returned { from, .. } => around(*from, Progress::Returned, Progress::Next),
        State::Recognised { step: None, .. } => Progress::Done,
        State::Ended { step, .. } => around(*step, Progress::Ended, Progress::Skipped),
    }
}

/// The latest line by which the dossier went from a step to a later one.
fn done(lines: &[Read<'_>], n: usize) -> Option<(Timestamp, Option<String>)> {
    let place = |state: &Option<State>| match state {
        Some(State::Recognised { step: None, .. }) => Some(usize::MAX),
        Some(state) => state.step(),
        None => None,
    };
    let left = |line: &Line| place(&line.before) == Some(n) && place(&line.after).is_some_and(|after| after > n);
    lines.iter().find(|(_, line)| left(line)).map(|(line, _)| (line.at, line.by.clone()))
}

/// Who sent the dossier back, and when; `None` when it is not back.
pub(super) fn returned(history: &[Read<'_>], state: &State) -> Option<(String, Timestamp)> {
    if !matches!(state, State::Returned { .. }) {
        return None;
    }
    let (line, _) = history.iter().find(|(line, _)| line.action == "dossier.returned")?;
    Some((line.by.clone().unwrap_or_default(), line.at))
}

/// The last day of a step in a round: the plan's own, else that of the round for the steps the round takes dossiers at.
pub(crate) fn due_on(plan: &Plan, step: &Step, (year, month): (i16, i8), closes: Date) -> Option<Date> {
    let of_round = |when: When| match when {
        When::Month(y, m) if month != 0 => (y, m) == (year, month),
        other => other.year() == year,
    };
    let years = (plan.document.from, plan.document.to);
    let named = step.deadline.as_ref().and_then(|deadline| {
        deadline.occurrences(years).into_iter().find(|one| of_round(one.period)).map(|one| one.last_day)
    });
    let by_round = matches!(step.kind, StepKind::Register | StepKind::Nominate).then_some(closes);
    named.or(by_round)
}
