//! The cascade: how far a unit is with its own plan, how late, and who has not received it; the worst first. It must not load one.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::unit_plan::{PlanState, Recipient};

/// How far a unit is with a plan it owes or makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing is there.
    NotBegun,
    /// It came back with a reason.
    Returned,
    /// It is being written.
    Draft,
    /// It waits for the unit's head.
    Submitted,
    /// It is issued, and not every recipient has it.
    Issued,
    /// It is issued and every recipient has it.
    Received,
    /// It was reported as issued; its words are not here.
    Reported,
    /// The unit was exempted.
    Exempt,
}

impl Progress {
    /// All of them, the worst first.
    pub const ALL: [Self; 8] = [
        Self::NotBegun,
        Self::Returned,
        Self::Draft,
        Self::Submitted,
        Self::Issued,
        Self::Received,
        Self::Reported,
        Self::Exempt,
    ];

    /// Whether the unit has done its part.
    #[must_use]
    pub fn is_issued(self) -> bool {
        matches!(self, Self::Issued | Self::Received | Self::Reported | Self::Exempt)
    }
}

/// How a duty without a plan in the records was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Reported on a day.
    Done(Date),
    /// Exempted.
    Exempt,
}

/// Whether a recipient has a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Who.
    pub recipient: Recipient,
    /// When it was sent.
    pub sent_on: Option<Date>,
    /// When it was acknowledged.
    pub received_on: Option<Date>,
}

/// A plan as far as the cascade looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it stands.
    pub state: PlanState,
    /// The day of its issue.
    pub issued_on: Option<Date>,
    /// Those to whom it goes: the unit's cluster has a head or not.
    pub receipts: Vec<Receipt>,
}

/// Where a unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub progress: Progress,
    /// Days late: of the issue, or of today while nothing is issued. 0 in time, or where no day was set.
    pub late: i64,
    /// Recipients who have not acknowledged.
    pub missing: Vec<Recipient>,
}

/// Where a unit stands on a day. The last day itself is in time.
#[must_use]
pub fn standing(due: Option<Date>, plan: Option<&Seen>, told: Option<Told>, today: Date) -> Standing {
    let days = |on: Date| due.map_or(0, |due| i64::from((on - due).get_days()).max(0));
    let of = |progress, on, missing| Standing { progress, late: days(on), missing };
    match (plan, told) {
        (Some(plan), _) if plan.state.is_issued() => {
            let lacking = plan.receipts.iter().filter(|one| one.received_on.is_none());
            let missing: Vec<Recipient> = lacking.map(|one| one.recipient).collect();
            let progress = if missing.is_empty() { Progress::Received } else { Progress::Issued };
            of(progress, plan.issued_on.unwrap_or(today), missing)
        }
        (_, Some(Told::Exempt)) => Standing { progress: Progress::Exempt, late: 0, missing: Vec::new() },
        (_, Some(Told::Done(on))) => of(Progress::Reported, on, Vec::new()),
        (Some(plan), None) => {
            let progress = match plan.state {
                PlanState::Submitted => Progress::Submitted,
                PlanState::Returned => Progress::Returned,
                _ => Progress::Draft,
            };
            of(progress, today, Vec::new())
        }
        (None, None) => of(Progress::NotBegun, today, Vec::new()),
    }
}

impl Standing {
    /// The key by which the worst comes first: what is late and not issued, the latest first; then by how far it is.
    #[must_use]
    pub fn rank(&self) -> (bool, Reverse<i64>, Progress, Reverse<usize>) {
        let open = !self.progress.is_issued();
        let late = if open { self.late } else { 0 };
        (!open, Reverse(late), self.progress, Reverse(self.missing.len()))
    }
}

/// How many units stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the order of [`Progress::ALL`].
    pub by_progress: [u32; 8],
    /// Not issued, and its day has passed.
    pub overdue: u32,
    /// Issued after its day.
    pub issued_late: u32,
    /// Issued, and the standing body has not acknowledged.
    pub without_standing_body: u32,
    /// Issued, and the head of the cluster has not acknowledged.
    pub without_cluster_head: u32,
}

impl Counts {
    /// All together.
    #[must_use]
    pub fn all(self) -> u32 {
        self.by_progress.iter().sum()
    }

    /// Those of one progress.
    #[must_use]
    pub fn of(self, progress: Progress) -> u32 {
        let at = Progress::ALL.iter().position(|one| *one == progress);
        at.map_or(0, |at| self.by_progress[at])
    }

    /// Those issued, in whatever way.
    #[must_use]
    pub fn issued(self) -> u32 {
        Progress::ALL.into_iter().filter(|one| one.is_issued()).map(|one| self.of(one)).sum()
    }
}

/// Counts where units stand.
#[must_use]
pub fn counts<'a>(all: impl IntoIterator<Item = &'a Standing>) -> Counts {
    let mut out = Counts::default();
    for one in all {
        if let Some(at) = Progress::ALL.iter().position(|progress| *progress == one.progress) {
            out.by_progress[at] += 1;
        }
        let issued = one.progress.is_issued();
        out.overdue += u32::from(!issued && one.late > 0);
        out.issued_late += u32::from(issued && one.late > 0);
        out.without_standing_body += u32::from(one.missing.contains(&Recipient::StandingBody));
        out.without_cluster_head += u32::from(one.missing.contains(&Recipient::ClusterHead));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn seen(state: PlanState, issued_on: Option<&str>, received: [bool; 2]) -> Seen {
        let receipt = |(recipient, there): (Recipient, bool)| Receipt {
            recipient,
            sent_on: issued_on.map(day),
            received_on: there.then(|| day("2022-02-01")),
        };
        Seen {
            state,
            issued_on: issued_on.map(day),
            receipts: Recipient::ALL.into_iter().zip(received).map(receipt).collect(),
        }
    }

    /// R125, R134, F03: who has issued, how late, and which of the two recipients has not got it.
    #[test]
    fn a_unit_stands_somewhere_is_late_by_days_and_misses_recipients() {
        let (due, today) = (Some(day("2022-01-28")), day("2022-02-02"));
        let at = |plan: Option<&Seen>, told| standing(due, plan, told, today);
        let none = at(None, None);
        assert_eq!((none.progress, none.late), (Progress::NotBegun, 5));
        let draft = at(Some(&seen(PlanState::Draft, None, [false, false])), None);
        assert_eq!((draft.progress, draft.late, draft.missing.len()), (Progress::Draft, 5, 0));
        let one = at(Some(&seen(PlanState::Issued, Some("2022-01-28"), [true, false])), None);
        assert_eq!(
            (one.progress, one.late, one.missing.as_slice()),
            (Progress::Issued, 0, &[Recipient::ClusterHead][..])
        );
        let both = at(Some(&seen(PlanState::Replaced, Some("2022-01-30"), [true, true])), None);
        assert_eq!((both.progress, both.late), (Progress::Received, 2));
        let told = at(None, Some(Told::Done(day("2022-01-20"))));
        assert_eq!((told.progress, told.late), (Progress::Reported, 0));
        let free = at(Some(&seen(PlanState::Draft, None, [false; 2])), Some(Told::Exempt));
        assert_eq!((free.progress, free.late), (Progress::Exempt, 0));
        assert_eq!(standing(None, None, None, today).late, 0, "no day was set");

        let mut all = vec![both, told, one, draft, none];
        all.sort_by_key(Standing::rank);
        let order: Vec<Progress> = all.iter().map(|one| one.progress).collect();
        assert_eq!(
            order,
            [Progress::NotBegun, Progress::Draft, Progress::Issued, Progress::Received, Progress::Reported]
        );
        let counts = counts(&all);
        assert_eq!((counts.all(), counts.issued(), counts.overdue, counts.issued_late), (5, 3, 2, 1));
        assert_eq!((counts.without_standing_body, counts.without_cluster_head), (0, 1));
    }
}
