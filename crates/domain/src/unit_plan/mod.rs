//! A unit's own plan under the agency's: its kinds, its seven parts, what is missing, where it stands; it must not know who may write one.

mod criteria;
mod target;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use criteria::{CriterionFault, Origin, OwnCriterion, Weaker, criterion_faults, inherited, tighter};
pub use target::{Given, Target, TargetFault, given, target_faults};

use crate::Refusal;
use crate::id::PersonId;
use crate::plan::{Criterion, Debtor, Obligation, ObligationForm, Years};
use crate::text::fold;

/// What kind of plan a unit makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// The unit carries the agency's plan out (001 IV.1, V.1; 003 V.2).
    Implementation,
    /// The lead of a movement plans it (001 V.2).
    SubPlan,
    /// How the plan is made known (001 V.6).
    Propaganda,
}

impl PlanKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Implementation, Self::SubPlan, Self::Propaganda];

    /// The parts of a setting that a plan of this kind needs: a plan of propaganda says who leads, how it is made known and how it is
    /// reported.
    #[must_use]
    pub fn needed(self, set: &BTreeSet<Part>) -> BTreeSet<Part> {
        let fits = |part: &&Part| {
            self != Self::Propaganda || matches!(part, Part::Leader | Part::Propagation | Part::Reporting)
        };
        set.iter().filter(fits).copied().collect()
    }

    /// The kind of plan that meets an obligation; `None` for one that no plan meets.
    #[must_use]
    pub fn of(obligation: &Obligation) -> Option<Self> {
        if obligation.form != ObligationForm::Plan {
            return None;
        }
        let about_propaganda = format!(" {} ", fold(&obligation.what)).contains(" tuyen truyen ");
        Some(match obligation.who {
            Debtor::MovementLeads => Self::SubPlan,
            _ if about_propaganda => Self::Propaganda,
            _ => Self::Implementation,
        })
    }
}

/// One of the seven parts of a unit's plan (001 IV.1), in the plan's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Who is responsible: person and post.
    Leader,
    /// What an exemplar has to be.
    Criteria,
    /// Structure and numbers.
    Quotas,
    /// How exemplars are fostered.
    Fostering,
    /// How they are made known and replicated.
    Propagation,
    /// What is told to whom and when.
    Reporting,
    /// Sơ kết, tổng kết.
    Reviews,
}

impl Part {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Leader,
        Self::Criteria,
        Self::Quotas,
        Self::Fostering,
        Self::Propagation,
        Self::Reporting,
        Self::Reviews,
    ];
}

/// Who is responsible for a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    /// The person of the agency; `None` for one who is not on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The name as it stands in the plan.
    pub name: String,
    /// The post as it stands in the plan.
    pub post: String,
}

/// A line of a part: an activity and who does it, a channel and what goes over it, a report and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is done, published or reported.
    pub what: String,
    /// Who does it, over which channel, or to whom.
    pub with: String,
    /// When, in words: “hằng tháng, trước ngày 20”.
    pub when: String,
}

impl Line {
    /// Whether it says all three.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        [&self.what, &self.with, &self.when].into_iter().all(|text| !text.trim().is_empty())
    }
}

/// Which review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// Sơ kết.
    Interim,
    /// Tổng kết.
    Final,
}

/// A review with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Review {
    /// When.
    pub on: Date,
    /// Which.
    pub kind: ReviewKind,
}

/// What a unit's plan says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// (1) Who is responsible.
    pub leader: Leader,
    /// (2) The criteria: every inherited one, as it is or tightened, and those of its own.
    pub criteria: Vec<OwnCriterion>,
    /// (3) Structure and numbers.
    pub targets: Vec<Target>,
    /// (4) Fostering: what, who, when.
    pub fostering: Vec<Line>,
    /// (5) Propagation: what, over which channel, when.
    pub propagation: Vec<Line>,
    /// (6) Reports: what, to whom, when.
    pub reporting: Vec<Line>,
    /// (7) Reviews.
    pub reviews: Vec<Review>,
}

/// What a unit's plan is held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// The criteria it inherits.
    pub criteria: Vec<Criterion>,
    /// The numbers it is given.
    pub given: Vec<Given>,
    /// The years it may plan for.
    pub years: Option<Years>,
}

/// What a part lacks, or what is wrong in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Nobody is named.
    NoLeader,
    /// The post is missing.
    NoPost,
    /// There is no criterion.
    NoCriteria,
    /// So many criteria were left out, weakened or not said.
    CriteriaFaults(u32),
    /// There is no number above nothing.
    NoTargets,
    /// So many numbers are not as given.
    TargetFaults(u32),
    /// There is no line.
    NoLines,
    /// The line of this number, from 1, leaves something out.
    HalfLine(u32),
    /// No sơ kết.
    NoInterim,
    /// No tổng kết.
    NoFinal,
    /// A review lies outside the plan's years.
    ReviewOutside,
}

impl Lack {
    /// Whether something is wrong, and not only missing: that is refused also where the part is not required.
    #[must_use]
    pub fn is_fault(self) -> bool {
        matches!(self, Self::CriteriaFaults(_) | Self::TargetFaults(_) | Self::HalfLine(_) | Self::ReviewOutside)
    }
}

/// Each part with the first thing it lacks; `None` for one that is complete.
#[must_use]
pub fn parts(content: &Content, ground: &Ground) -> [(Part, Option<Lack>); 7] {
    Part::ALL.map(|part| (part, lack(part, content, ground)))
}

fn lack(part: Part, content: &Content, ground: &Ground) -> Option<Lack> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match part {
        Part::Leader if content.leader.name.trim().is_empty() => Some(Lack::NoLeader),
        Part::Leader => content.leader.post.trim().is_empty().then_some(Lack::NoPost),
        Part::Criteria => {
            let faults = criterion_faults(&ground.criteria, &content.criteria);
            match (content.criteria.is_empty(), faults.len()) {
                (true, 0) => Some(Lack::NoCriteria),
                (_, 0) => None,
                (_, n) => Some(Lack::CriteriaFaults(count(n))),
            }
        }
        Part::Quotas => {
            let faults = target_faults(&ground.given, &content.targets);
            let any = content.targets.iter().any(|target| target.assigned > 0 || target.aimed > 0);
            match (any, faults.len()) {
                (false, 0) => Some(Lack::NoTargets),
                (_, 0) => None,
                (_, n) => Some(Lack::TargetFaults(count(n))),
            }
        }
        Part::Fostering => lines(&content.fostering),
        Part::Propagation => lines(&content.propagation),
        Part::Reporting => lines(&content.reporting),
        Part::Reviews => reviews(&content.reviews, ground.years),
    }
}

fn lines(lines: &[Line]) -> Option<Lack> {
    if lines.is_empty() {
        return Some(Lack::NoLines);
    }
    let half = lines.iter().position(|line| !line.is_whole())?;
    Some(Lack::HalfLine(u32::try_from(half).map_or(u32::MAX, |n| n.saturating_add(1))))
}

fn reviews(reviews: &[Review], years: Option<Years>) -> Option<Lack> {
    let has = |kind| reviews.iter().any(|review| review.kind == kind);
    // A review of the last year may be held in the first quarter after it.
    let outside = |review: &Review| {
        let year = review.on.year();
        years.is_some_and(|years| {
            !(years.contains(year) || (years.to.checked_add(1) == Some(year) && review.on.month() <= 3))
        })
    };
    if reviews.iter().any(outside) {
        Some(Lack::ReviewOutside)
    } else if !has(ReviewKind::Interim) {
        Some(Lack::NoInterim)
    } else if !has(ReviewKind::Final) {
        Some(Lack::NoFinal)
    } else {
        None
    }
}

/// How many parts are complete, of all seven.
#[must_use]
pub fn done(content: &Content, ground: &Ground) -> u8 {
    let whole = parts(content, ground).iter().filter(|(_, lack)| lack.is_none()).count();
    u8::try_from(whole).unwrap_or(7)
}

/// What keeps a plan from being issued: what required parts lack, and what is wrong anywhere. Empty for a plan that can be issued.
#[must_use]
pub fn missing(content: &Content, ground: &Ground, needed: &BTreeSet<Part>) -> Vec<(Part, Lack)> {
    let found = parts(content, ground).into_iter().filter_map(|(part, lack)| Some((part, lack?)));
    // An empty list of criteria or numbers inherits everything and breaks nothing while its part is not required.
    let left_out = |part: Part| match part {
        Part::Criteria => content.criteria.is_empty(),
        Part::Quotas => content.targets.is_empty(),
        _ => false,
    };
    found.filter(|(part, lack)| needed.contains(part) || (lack.is_fault() && !left_out(*part))).collect()
}

/// Where a unit's plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// It is being written.
    Draft,
    /// The clerk has laid it before the head.
    Submitted,
    /// It came back with a reason.
    Returned,
    /// It has number and day.
    Issued,
    /// A later one stands in its place; this one is kept.
    Replaced,
}

/// What is done with a unit's plan as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanStep {
    /// Laid before the head.
    Submit,
    /// Sent back: by the head before the issue, by a recipient after it.
    Return,
    /// Issued with number and day.
    Issue,
    /// Replaced by the next one.
    Replace,
}

impl PlanState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Submitted, Self::Returned, Self::Issued, Self::Replaced];

    /// Whether its words can be changed.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it was issued and holds, or held until the next one.
    #[must_use]
    pub fn is_issued(self) -> bool {
        matches!(self, Self::Issued | Self::Replaced)
    }

    /// The state after a step.
    ///
    /// # Errors
    /// `Invalid` (`unit-plan-step`) when the step does not fit.
    pub fn after(self, step: PlanStep) -> Result<Self, Refusal> {
        let next = match (self, step) {
            (Self::Draft | Self::Returned, PlanStep::Submit) => Self::Submitted,
            (Self::Submitted | Self::Issued, PlanStep::Return) => Self::Returned,
            (Self::Draft | Self::Returned | Self::Submitted, PlanStep::Issue) => Self::Issued,
            (Self::Issued, PlanStep::Replace) => Self::Replaced,
            _ => return Err(Refusal::Invalid { field: "state", why: "unit-plan-step" }),
        };
        Ok(next)
    }
}

/// To whom a unit sends its plan (001 V.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The standing body of the agency.
    StandingBody,
    /// The head of the unit's cluster or bloc.
    ClusterHead,
}

impl Recipient {
    /// Both.
    pub const ALL: [Self; 2] = [Self::StandingBody, Self::ClusterHead];
}

#[cfg(test)]
mod tests;
