//! A unit's plan written part by part; nothing in it may be weaker than what is inherited. It must not move the plan on.

use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, UnitPlanId};
use lantoa_domain::plan::{Applies, Key, Test};
use lantoa_domain::policy::Act;
use lantoa_domain::unit_plan::{
    CriterionFault, Ground, Leader, Line, Origin, OwnCriterion, Part, Review, Target, TargetFault, criterion_faults,
    target_faults,
};
use lantoa_store::{Json, Tx, org};
use serde_json::json;

use super::{Case, kept, save};
use crate::{Cx, Result};

/// Letters of a text at most.
const LONGEST: usize = 1_000;
/// Lines of a part, or new criteria, at most.
const MOST: usize = 60;

/// How a unit takes an inherited criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tightened {
    /// The criterion.
    pub key: Key,
    /// What it means in this unit.
    pub detail: String,
    /// How it is decided here; as in the agency's plan, or stricter.
    pub test: Test,
}

/// A criterion of the unit's own, or of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// To whom it applies.
    pub applies: Applies,
    /// Its movement; `None` for all.
    pub movement: Option<Key>,
    /// Its words.
    pub text: String,
    /// The campaign it comes from; `None` for the unit's own.
    pub campaign: Option<String>,
}

/// A part as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewPart {
    /// Who is responsible: somebody of the agency, or name and post.
    Leader {
        /// The person of the agency.
        person: Option<PersonId>,
        /// The name, when it is nobody on record.
        name: String,
        /// The post; that on record when left empty.
        post: String,
    },
    /// The criteria.
    Criteria {
        /// How inherited ones are taken; one left out stays as it is.
        kept: Vec<Tightened>,
        /// New ones.
        added: Vec<Added>,
    },
    /// The numbers.
    Quotas(Vec<Target>),
    /// Fostering.
    Fostering(Vec<Line>),
    /// Propagation.
    Propagation(Vec<Line>),
    /// Reports.
    Reporting(Vec<Line>),
    /// Reviews.
    Reviews(Vec<Review>),
}

impl NewPart {
    /// Which part it is.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Leader { .. } => Part::Leader,
            Self::Criteria { .. } => Part::Criteria,
            Self::Quotas(_) => Part::Quotas,
            Self::Fostering(_) => Part::Fostering,
            Self::Propagation(_) => Part::Propagation,
            Self::Reporting(_) => Part::Reporting,
            Self::Reviews(_) => Part::Reviews,
        }
    }
}

/// Writes a part.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` (`unit-plan-step`) when it is not open; `Invalid` on "leader", "criteria", "targets"
/// or "lines" for what is wrong in it: a criterion that is weaker than the inherited one, a number below what is given.
pub async fn set_part(cx: &Cx, id: UnitPlanId, seen: i64, new: NewPart) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = kept(tx, &me, id, seen, Act::WriteUnitPlan).await?;
            if !case.row.state.0.is_open() {
                return Err(Refusal::Invalid { field: "state", why: "unit-plan-step" }.into());
            }
            let ground = case.ground();
            let content = written(tx, &case, &ground, &new).await?;
            let (done, asked) = super::progress(case.row.kind.0, &content, &ground, &case.needed);
            let row = lantoa_store::unit_plan::UnitPlan { content: Json(content), done, asked, ..case.row };
            save(tx, &row).await?;
            me.journal(tx, "unit-plan.edited", id, &json!({ "part": new.part(), "done": done }))
        })
        .await
}

type Words = lantoa_domain::unit_plan::Content;

async fn written(tx: &mut Tx, case: &Case, ground: &Ground, new: &NewPart) -> Result<Words> {
    let mut content = case.row.content.0.clone();
    match new {
        NewPart::Leader { person, name, post } => {
            content.leader = leader(tx, case, *person, (name.as_str(), post.as_str())).await?;
        }
        NewPart::Criteria { kept, added } => content.criteria = criteria(ground, kept, added)?,
        NewPart::Quotas(targets) => content.targets = numbers(case, ground, targets)?,
        NewPart::Fostering(lines) => content.fostering = checked(lines)?,
        NewPart::Propagation(lines) => content.propagation = checked(lines)?,
        NewPart::Reporting(lines) => content.reporting = checked(lines)?,
        NewPart::Reviews(reviews) => {
            let mut reviews = reviews.clone();
            reviews.sort();
            reviews.dedup();
            reviews.truncate(MOST);
            content.reviews = reviews;
        }
    }
    Ok(content)
}

fn wrong<T>(field: &'static str, why: &'static str) -> Result<T> {
    Err(Refusal::Invalid { field, why }.into())
}

fn short(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > LONGEST { wrong(field, "long") } else { Ok(text.to_owned()) }
}

async fn leader(tx: &mut Tx, case: &Case, person: Option<PersonId>, (name, post): (&str, &str)) -> Result<Leader> {
    let (name, post) = (short("leader", name)?, short("leader", post)?);
    let Some(id) = person else { return Ok(Leader { person: None, name, post }) };
    let found = org::person(tx, id).await?.filter(|person| person.root == case.row.root && person.active);
    let found = found.ok_or(Refusal::Invalid { field: "leader", why: "unknown" })?;
    Ok(Leader { person: Some(id), name: found.name, post: if post.is_empty() { found.post } else { post } })
}

fn criteria(ground: &Ground, kept: &[Tightened], added: &[Added]) -> Result<Vec<OwnCriterion>> {
    let mut out = Vec::new();
    for parent in &ground.criteria {
        let own = OwnCriterion::kept(parent);
        out.push(match kept.iter().find(|one| one.key == parent.key) {
            Some(one) => OwnCriterion { detail: short("criteria", &one.detail)?, test: one.test.clone(), ..own },
            None => own,
        });
    }
    if added.len() > MOST {
        return wrong("criteria", "many");
    }
    for one in added {
        let origin = match &one.campaign {
            Some(name) => Origin::Campaign(short("criteria", name)?),
            None => Origin::Own,
        };
        let (text, movement) = (short("criteria", &one.text)?, one.movement.clone());
        out.push(OwnCriterion {
            origin,
            applies: one.applies,
            movement,
            text,
            detail: String::new(),
            test: Test::Judged,
        });
    }
    match criterion_faults(&ground.criteria, &out).first() {
        None => Ok(out),
        Some(CriterionFault::Weakened(..)) => wrong("criteria", "weaker"),
        Some(CriterionFault::Empty(_)) => wrong("criteria", "empty"),
        Some(CriterionFault::NoSource(_)) => wrong("criteria", "no-source"),
        Some(_) => wrong("criteria", "left-out"),
    }
}

fn numbers(case: &Case, ground: &Ground, targets: &[Target]) -> Result<Vec<Target>> {
    let of_plan = |target: &Target| target.movement.as_ref().is_none_or(|key| case.plan.movement(key).is_some());
    if !targets.iter().all(of_plan) {
        return wrong("targets", "unknown");
    }
    let out: Vec<Target> = targets.iter().filter(|one| one.assigned > 0 || one.aimed > 0).cloned().collect();
    match target_faults(&ground.given, &out).first() {
        None => Ok(out),
        Some(TargetFault::Below { .. }) => wrong("targets", "below-given"),
        Some(TargetFault::Above { .. }) => wrong("targets", "above-given"),
        Some(TargetFault::AimBelow { .. }) => wrong("targets", "aim-below"),
        Some(TargetFault::Twice { .. }) => wrong("targets", "repeated"),
    }
}

fn checked(lines: &[Line]) -> Result<Vec<Line>> {
    let mut out = Vec::new();
    for one in lines {
        let line = Line {
            what: short("lines", &one.what)?,
            with: short("lines", &one.with)?,
            when: short("lines", &one.when)?,
        };
        if !(line.what.is_empty() && line.with.is_empty() && line.when.is_empty()) {
            out.push(line);
        }
    }
    if out.len() > MOST { wrong("lines", "many") } else { Ok(out) }
}
