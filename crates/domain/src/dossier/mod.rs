//! The dossier: where it stands in its track and what moves it on. Must not know how it is stored or shown.

mod table;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use table::{Command, Guard, Next, Rule, Standing, Who, rule, rules};

use crate::id::{DecisionId, DossierId, ProgrammeId, RoundId, UnitId};
use crate::plan::{Key, Paper, StepKind, Track, VoteRule};
use crate::policy::{Act, Permit};
use crate::quota;
use crate::refusal::Refusal;
use crate::subject::Subject;

/// One subject in one movement in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its identifier.
    pub id: DossierId,
    /// The agency whose programme it is in.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The round, which freezes the plan's version.
    pub round: RoundId,
    /// The track it walks.
    pub track: Key,
    /// The movement it belongs to.
    pub movement: Key,
    /// Who or what it is about.
    pub subject: Subject,
    /// Who proposes it.
    pub unit: UnitId,
    /// Whether the person holds a leading post: the criteria for leaders apply too.
    pub leader: bool,
    /// Where it stands.
    pub state: State,
    /// Grows by one with every change; guards every write.
    pub version: i64,
}

/// Where a dossier stands. Steps are places in its track, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum State {
    /// Waits for the performer of a step.
    Walking {
        /// The step.
        step: usize,
    },
    /// Back with the proposing unit for completion.
    Returned {
        /// The step it comes back to when it is sent in again.
        from: usize,
        /// What is missing.
        reason: String,
    },
    /// Recognised; what is left is to forward and to make known.
    Recognised {
        /// The decision that says so.
        decision: DecisionId,
        /// The next step; `None` when all are done.
        step: Option<usize>,
    },
    /// Over without recognition.
    Ended {
        /// The step at which it ended.
        step: usize,
        /// In what way.
        ending: Ending,
        /// Why.
        reason: String,
    },
}

/// In what way a dossier ended without recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The proposing unit took it back.
    Withdrawn,
    /// It was not put forward after screening or appraisal.
    SetAside,
    /// The council did not select it.
    VotedDown,
    /// The head declined.
    Declined,
    /// Introduced to the level above by a track that decides nothing itself: an end, not a failure.
    Introduced,
}

/// What is known when a command is given; each guard looks at its part.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    /// Papers attached.
    pub papers: BTreeSet<Paper>,
    /// Whether the round takes dossiers.
    pub round_open: bool,
    /// Who agreed and who was present when the own collective acclaimed.
    pub acclaim: Option<(u32, u32)>,
    /// Criteria nobody and nothing has settled yet.
    pub criteria_open: Vec<Key>,
    /// Criteria settled as not met.
    pub criteria_failed: Vec<Key>,
    /// Dossiers a linked criterion waits for; `None` when no linked rule stands in the way.
    pub waits_for: Option<Vec<DossierId>>,
    /// Caps that one more would go over.
    pub caps_broken: Vec<quota::Standing>,
    /// Why a cap is gone over all the same, given by the deciding authority.
    pub override_reason: Option<String>,
    /// The reason given with the command.
    pub reason: Option<String>,
    /// The decision that recognises.
    pub decision: Option<DecisionId>,
}

impl State {
    /// How it stands, as the table names it; `None` when it has ended.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        match self {
            Self::Walking { .. } => Some(Standing::Walking),
            Self::Returned { .. } => Some(Standing::Returned),
            Self::Recognised { .. } => Some(Standing::Recognised),
            Self::Ended { .. } => None,
        }
    }

    /// The step it waits at, is to come back to, or goes on with.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        match self {
            Self::Walking { step } | Self::Returned { from: step, .. } => Some(*step),
            Self::Recognised { step, .. } => *step,
            Self::Ended { .. } => None,
        }
    }
}

/// What can be done with a dossier now, and why not where it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The command.
    pub command: Command,
    /// Whether it would go through, or what stands in the way.
    pub verdict: Result<(), Refusal>,
}

impl Dossier {
    /// The kind of step it is at; `None` when it has ended or nothing is left to do.
    #[must_use]
    pub fn at(&self, track: &Track) -> Option<StepKind> {
        self.state.step().and_then(|step| track.steps.get(step)).map(|step| step.kind)
    }

    /// The table's row for a command here and now.
    ///
    /// # Errors
    /// `Refusal::WrongStep` when there is none.
    pub fn rule(&self, track: &Track, command: Command) -> Result<&'static Rule, Refusal> {
        let wrong = || Refusal::WrongStep { at: self.at(track), command };
        let standing = self.state.standing().ok_or_else(wrong)?;
        let at = self.at(track).ok_or_else(wrong)?;
        let found = rule(at, standing, command).ok_or_else(wrong)?;
        // A session speaks only where the step is the council's.
        if found.who == Who::Session && !track.has_council() { Err(wrong()) } else { Ok(found) }
    }

    /// The state after a command, or the first reason against it. Changes nothing itself.
    ///
    /// # Errors
    /// Any refusal of the command's guards; `WrongPermit` when the permit is for something else.
    pub fn apply(
        &self,
        track: &Track,
        command: Command,
        permit: &Permit,
        now: &Circumstances,
    ) -> Result<State, Refusal> {
        if !permit.is_for(Act::Do(command), Some(self.id)) {
            return Err(Refusal::WrongPermit);
        }
        let rule = self.rule(track, command)?;
        self.check(track, rule, now)?;
        self.next(track, rule, now)
    }

    /// Every command the table knows at this place, with what stands in its way.
    #[must_use]
    pub fn offers(&self, track: &Track, now: &Circumstances) -> Vec<Offer> {
        let (Some(standing), Some(at)) = (self.state.standing(), self.at(track)) else { return Vec::new() };
        rules()
            .iter()
            .filter(|rule| rule.at == at && rule.standing == standing && rule.who != Who::Session)
            .map(|rule| Offer { command: rule.command, verdict: self.check(track, rule, &with_reason(now)) })
            .collect()
    }

    fn check(&self, track: &Track, rule: &Rule, now: &Circumstances) -> Result<(), Refusal> {
        rule.guards.iter().try_for_each(|guard| self.guard(track, *guard, now))
    }

    fn guard(&self, track: &Track, guard: Guard, now: &Circumstances) -> Result<(), Refusal> {
        match guard {
            Guard::RoundOpen if !now.round_open => Err(Refusal::RoundClosed),
            Guard::Reason if now.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) => {
                Err(Refusal::ReasonMissing)
            }
            Guard::Papers => {
                let step = self.state.step().and_then(|step| track.steps.get(step));
                let wanted = step.map(|step| step.papers.as_slice()).unwrap_or_default();
                let papers: Vec<Paper> = wanted.iter().filter(|paper| !now.papers.contains(paper)).copied().collect();
                if papers.is_empty() { Ok(()) } else { Err(Refusal::PapersMissing { papers }) }
            }
            Guard::Acclaimed => match now.acclaim {
                Some((agree, present)) if u64::from(agree) * 2 > u64::from(present) => Ok(()),
                other => {
                    let (agree, present) = other.unwrap_or_default();
                    Err(Refusal::NotAcclaimed { agree, present })
                }
            },
            Guard::Selected => {
                let rule = self.state.step().and_then(|step| track.steps.get(step)).and_then(|step| step.vote);
                let (agree, present) = now.acclaim.unwrap_or_default();
                let needed = rule.unwrap_or(VoteRule::USUAL).needed(present);
                if present > 0 && agree >= needed { Ok(()) } else { Err(Refusal::NotAcclaimed { agree, present }) }
            }
            Guard::CriteriaMet if !now.criteria_failed.is_empty() => {
                Err(Refusal::CriteriaFailed { criteria: now.criteria_failed.clone() })
            }
            Guard::CriteriaMet if !now.criteria_open.is_empty() => {
                Err(Refusal::CriteriaOpen { criteria: now.criteria_open.clone() })
            }
            Guard::LinkedRules => match &now.waits_for {
                Some(waits_for) => Err(Refusal::LinkedRule { waits_for: waits_for.clone() }),
                None => Ok(()),
            },
            Guard::Caps => match now.caps_broken.first() {
                Some(cap) if now.override_reason.as_deref().is_none_or(|why| why.trim().is_empty()) => {
                    let (quota, counted, bound) = (cap.quota.clone(), cap.counted, cap.bound);
                    Err(Refusal::QuotaFull { quota, counted, bound })
                }
                _ => Ok(()),
            },
            Guard::RoundOpen | Guard::Reason | Guard::CriteriaMet => Ok(()),
        }
    }

    fn next(&self, track: &Track, rule: &Rule, now: &Circumstances) -> Result<State, Refusal> {
        let wrong = Refusal::WrongStep { at: Some(rule.at), command: rule.command };
        let step = self.state.step().ok_or(wrong.clone())?;
        let after = Some(step + 1).filter(|next| *next < track.steps.len());
        let reason = || now.reason.clone().unwrap_or_default();
        Ok(match (rule.next, &self.state) {
            (Next::Stay, state) => state.clone(),
            (Next::Advance, State::Walking { .. }) => State::Walking { step: after.ok_or(wrong)? },
            (Next::Advance, State::Recognised { decision, .. }) => {
                State::Recognised { decision: *decision, step: after }
            }
            (Next::Advance, _) => return Err(wrong),
            (Next::Finish, _) => match after {
                Some(step) => State::Walking { step },
                None => State::Ended { step, ending: Ending::Introduced, reason: reason() },
            },
            (Next::SendBack, _) => State::Returned { from: step, reason: reason() },
            (Next::ComeBack, _) => State::Walking { step },
            (Next::Recognise, _) => State::Recognised { decision: now.decision.ok_or(wrong)?, step: after },
            (Next::End(ending), _) => State::Ended { step, ending, reason: reason() },
        })
    }
}

/// For an offer the reason is still to be typed: its absence is no obstacle yet.
fn with_reason(now: &Circumstances) -> Circumstances {
    Circumstances { reason: Some("…".to_owned()), ..now.clone() }
}

#[cfg(test)]
pub(crate) mod tests;
#[cfg(test)]
pub(crate) use tests as tests_support;
