//! Criteria of a unit's plan against those it inherits: kept or tightened, never left out or weakened; new ones name their source. It must not judge a dossier.

use serde::{Deserialize, Serialize};

use crate::plan::{Applies, Check, Criterion, Key, Plan, Test};

/// Where a criterion of a unit's plan comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The agency's plan: the key of the criterion there.
    Inherited(Key),
    /// The unit itself.
    Own,
    /// A campaign whose criteria are merged in (002 II.1), by name.
    Campaign(String),
}

/// A criterion of a unit's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCriterion {
    /// Where it comes from.
    pub origin: Origin,
    /// To whom it applies.
    pub applies: Applies,
    /// Its movement; `None` for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Key>,
    /// Its words; those of the agency's plan for an inherited one.
    pub text: String,
    /// What it means in this unit (001 II.3); may be nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// How it is decided; at least as strict as in the agency's plan.
    #[serde(default)]
    pub test: Test,
}

impl OwnCriterion {
    /// An inherited criterion as it is.
    #[must_use]
    pub fn kept(parent: &Criterion) -> Self {
        Self {
            origin: Origin::Inherited(parent.key.clone()),
            applies: parent.applies,
            movement: parent.movement.clone(),
            text: parent.text.clone(),
            detail: String::new(),
            test: parent.test.clone(),
        }
    }
}

/// Why a test is not at least as strict as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weaker {
    /// It is decided in another way, so that the two cannot be compared.
    OtherTest,
    /// It asks something of somebody or something else.
    OtherThing,
    /// Its number lets more through.
    Number,
    /// Its level lets more through.
    Level,
    /// It looks at fewer years.
    Years,
}

/// Whether a test is at least as strict as the inherited one: whoever passes it passes that too.
///
/// # Errors
/// What lets more through.
pub fn tighter(parent: &Test, own: &Test) -> Result<(), Weaker> {
    match (parent, own) {
        (Test::Judged, Test::Judged) => Ok(()),
        (Test::Linked(parent), Test::Linked(own)) => hold(parent == own, Weaker::OtherThing),
        (Test::Checked(parent), Test::Checked(own)) => check(parent, own),
        _ => Err(Weaker::OtherTest),
    }
}

fn hold(fits: bool, why: Weaker) -> Result<(), Weaker> {
    if fits { Ok(()) } else { Err(why) }
}

fn check(parent: &Check, own: &Check) -> Result<(), Weaker> {
    use Check::{AgeAtMost, HoldsTitle, NoDiscipline, OnTimeReporting, RatingAtLeast, RosterShare, ScoreAtLeast};
    match (parent, own) {
        (AgeAtMost { years: most }, AgeAtMost { years }) => hold(years <= most, Weaker::Number),
        (RatingAtLeast { of, level, years }, RatingAtLeast { of: whose, level: lowest, years: over }) => {
            hold(of == whose, Weaker::OtherThing)?;
            hold(lowest >= level, Weaker::Level)?;
            hold(over >= years, Weaker::Years)
        }
        (
            NoDiscipline { at_or_above: level, window_years: years },
            NoDiscipline { at_or_above: lowest, window_years: over },
        ) => {
            hold(lowest <= level, Weaker::Level)?;
            hold(over >= years, Weaker::Years)
        }
        (RosterShare { percent: least }, RosterShare { percent })
        | (OnTimeReporting { percent: least }, OnTimeReporting { percent }) => {
            hold(percent >= least && *percent <= 100, Weaker::Number)
        }
        (ScoreAtLeast { score, hundredths: least }, ScoreAtLeast { score: which, hundredths }) => {
            hold(score == which, Weaker::OtherThing)?;
            hold(hundredths >= least, Weaker::Number)
        }
        (HoldsTitle { title }, HoldsTitle { title: other }) => hold(title == other, Weaker::OtherThing),
        (parent, own) => hold(parent == own, Weaker::OtherTest),
    }
}

/// What is wrong with the criteria of a unit's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriterionFault {
    /// An inherited criterion is not there.
    LeftOut(Key),
    /// An inherited criterion says less than it does in the agency's plan.
    Weakened(Key, Weaker),
    /// An inherited criterion has other words, another movement or applies to others.
    Changed(Key),
    /// It claims to be inherited, and the agency's plan has none of this key, or it is there twice.
    NotInherited(Key),
    /// The new criterion of this number, from 1, says nothing.
    Empty(u32),
    /// The new criterion of this number, from 1, names no campaign.
    NoSource(u32),
}

/// What is wrong with the criteria of a unit's plan, those it inherits first. Empty when all are kept or tightened.
#[must_use]
pub fn criterion_faults(parent: &[Criterion], own: &[OwnCriterion]) -> Vec<CriterionFault> {
    let mut out = Vec::new();
    for one in parent {
        let mut of = own.iter().filter(|own| own.origin == Origin::Inherited(one.key.clone()));
        match of.next() {
            None => out.push(CriterionFault::LeftOut(one.key.clone())),
            Some(own) => out.extend(of_one(one, own)),
        }
        if of.next().is_some() {
            out.push(CriterionFault::NotInherited(one.key.clone()));
        }
    }
    let mut number: u32 = 0;
    for own in own {
        match &own.origin {
            Origin::Inherited(key) => {
                if !parent.iter().any(|one| one.key == *key) {
                    out.push(CriterionFault::NotInherited(key.clone()));
                }
                continue;
            }
            Origin::Own => number += 1,
            Origin::Campaign(name) => {
                number += 1;
                if name.trim().is_empty() {
                    out.push(CriterionFault::NoSource(number));
                }
            }
        }
        if own.text.trim().is_empty() {
            out.push(CriterionFault::Empty(number));
        }
    }
    out
}

fn of_one(parent: &Criterion, own: &OwnCriterion) -> Option<CriterionFault> {
    if own.text != parent.text || own.applies != parent.applies || own.movement != parent.movement {
        return Some(CriterionFault::Changed(parent.key.clone()));
    }
    tighter(&parent.test, &own.test).err().map(|why| CriterionFault::Weakened(parent.key.clone(), why))
}

/// The criteria a unit's plan inherits: of a year or of the whole period, of one movement with those of the whole plan, or of all.
#[must_use]
pub fn inherited(plan: &Plan, movement: Option<&Key>, year: Option<i16>) -> Vec<Criterion> {
    let here = |one: &&Criterion| {
        let of_movement = movement.is_none() || one.movement.is_none() || one.movement.as_ref() == movement;
        let of_year = year.is_none_or(|year| one.years.is_none_or(|years| years.contains(year)));
        of_movement && of_year
    };
    plan.criteria.iter().filter(here).cloned().collect()
}
