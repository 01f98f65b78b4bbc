//! How the criteria of one dossier stand: what facts decided, what people settled, what is open. Must not gather facts nor judge anything itself.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::dossier::Dossier;
use crate::facts::{Facts, Finding};
use crate::plan::{Applies, Criterion, Key, Link, Plan, Test};
use crate::subject::SubjectKind;

/// How one criterion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Settled as met.
    Met,
    /// Settled as not met.
    NotMet,
    /// Nobody and nothing has settled it yet.
    Open,
    /// Another dossier of the round decides.
    Elsewhere,
}

/// One criterion of a dossier with how it came to stand so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What the recorded facts say; `None` where facts do not decide.
    pub finding: Option<Finding>,
    /// Whether a person's judgement is what decided.
    pub by_person: bool,
    /// How it stands.
    pub standing: Standing,
}

impl Dossier {
    /// Whether a criterion for these applies to the dossier's subject.
    #[must_use]
    pub fn is_held_to(&self, applies: Applies) -> bool {
        let kind = self.subject.kind();
        match applies {
            Applies::General => true,
            Applies::Individual => kind == SubjectKind::Individual,
            Applies::Leader => kind == SubjectKind::Individual && self.leader,
            Applies::Collective => kind == SubjectKind::Collective,
            Applies::Household => kind == SubjectKind::Household,
            Applies::Practice => kind == SubjectKind::Practice,
        }
    }

    /// The criteria it is held against in a round of this year.
    pub fn criteria<'a>(&'a self, plan: &'a Plan, year: i16) -> impl Iterator<Item = &'a Criterion> + 'a {
        plan.criteria_for(&self.movement, &self.track, year, |applies| self.is_held_to(applies))
    }
}

/// Settles each criterion: facts first; a person's judgement where facts leave it open or do not decide at all.
///
/// A judgement never overrules what the facts say.
#[must_use]
pub fn settle<'a>(
    criteria: impl Iterator<Item = &'a Criterion>,
    facts: &Facts,
    on: Date,
    judged: &BTreeMap<Key, Finding>,
) -> Vec<Settled<'a>> {
    criteria.map(|criterion| settle_one(criterion, facts, on, judged.get(&criterion.key))).collect()
}

fn settle_one<'a>(criterion: &'a Criterion, facts: &Facts, on: Date, judged: Option<&Finding>) -> Settled<'a> {
    let finding = match &criterion.test {
        Test::Linked(_) => {
            return Settled { criterion, finding: None, by_person: false, standing: Standing::Elsewhere };
        }
        Test::Judged => None,
        Test::Checked(check) => Some(check.decide(facts, on)),
    };
    let by_person = judged.is_some() && matches!(finding, None | Some(Finding::Unknown { .. }));
    let decides = if by_person { judged } else { finding.as_ref() };
    let standing = match decides {
        Some(Finding::Passed) => Standing::Met,
        Some(Finding::Failed { .. }) => Standing::NotMet,
        Some(Finding::Unknown { .. }) | None => Standing::Open,
    };
    Settled { criterion, finding, by_person, standing }
}

/// Criteria that keep a dossier from being found to meet them: first those still open, then those not met.
///
/// Of alternatives one met is enough; they are not met only when none of them can be any more.
#[must_use]
pub fn obstacles(all: &[Settled<'_>]) -> (Vec<Key>, Vec<Key>) {
    let (mut open, mut failed) = (Vec::new(), Vec::new());
    for one in all {
        match group_standing(all, one) {
            Standing::Open if one.standing == Standing::Open => open.push(one.criterion.key.clone()),
            Standing::NotMet => failed.push(one.criterion.key.clone()),
            _ => {}
        }
    }
    (open, failed)
}

/// What the dossier still needs from other dossiers: linked criteria without a met alternative.
#[must_use]
pub fn needs(all: &[Settled<'_>]) -> BTreeSet<Link> {
    let linked = all.iter().filter(|one| group_standing(all, one) == Standing::Elsewhere);
    linked
        .filter_map(|one| match one.criterion.test {
            Test::Linked(link) => Some(link),
            _ => None,
        })
        .collect()
}

/// How a criterion stands together with its alternatives.
fn group_standing(all: &[Settled<'_>], one: &Settled<'_>) -> Standing {
    let Some(group) = &one.criterion.any_of else { return one.standing };
    let alternatives = || all.iter().filter(|other| other.criterion.any_of.as_ref() == Some(group));
    [Standing::Met, Standing::Elsewhere, Standing::Open]
        .into_iter()
        .find(|wanted| alternatives().any(|other| other.standing == *wanted))
        .unwrap_or(Standing::NotMet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Check;

    fn criterion(key: &str, test: Test, any_of: Option<&str>) -> Criterion {
        Criterion {
            key: key.parse().unwrap(),
            movement: None,
            tracks: vec![],
            applies: Applies::General,
            text: key.into(),
            test,
            any_of: any_of.map(|name| name.parse().unwrap()),
            years: None,
            source: None,
        }
    }

    fn judged(of: &[(&str, Finding)]) -> BTreeMap<Key, Finding> {
        of.iter().map(|(key, finding)| (key.parse().unwrap(), finding.clone())).collect()
    }

    fn failed() -> Finding {
        Finding::Failed { why: "judged".into(), value: String::new() }
    }

    fn names(keys: &[Key]) -> Vec<&str> {
        keys.iter().map(Key::as_str).collect()
    }

    const ON: Date = jiff::civil::date(2017, 12, 31);

    #[test]
    fn a_person_settles_what_facts_leave_open_and_nothing_else() {
        let age = Test::Checked(Check::AgeAtMost { years: 35 });
        let all = [criterion("tuoi", age, None), criterion("uy-tin", Test::Judged, None)];
        let says = judged(&[("tuoi", Finding::Passed), ("uy-tin", failed())]);
        let unknown = settle(all.iter(), &Facts::default(), ON, &says);
        assert_eq!((unknown[0].standing, unknown[0].by_person), (Standing::Met, true));
        assert_eq!(unknown[1].standing, Standing::NotMet);
        let old = Facts { born: Some(jiff::civil::date(1960, 1, 1)), ..Facts::default() };
        let known = settle(all.iter(), &old, ON, &says);
        assert_eq!((known[0].standing, known[0].by_person), (Standing::NotMet, false));
        assert_eq!(names(&obstacles(&known).1), ["tuoi", "uy-tin"]);
    }

    #[test]
    fn one_of_the_alternatives_is_enough() {
        let all = [criterion("a", Test::Judged, Some("nhom")), criterion("b", Test::Judged, Some("nhom"))];
        let of = |says: &[(&str, Finding)]| {
            let settled = settle(all.iter(), &Facts::default(), ON, &judged(says));
            let (open, failed) = obstacles(&settled);
            (names(&open).join(" "), names(&failed).join(" "))
        };
        assert_eq!(of(&[]), ("a b".into(), String::new()));
        assert_eq!(of(&[("a", failed())]), ("b".into(), String::new()));
        assert_eq!(of(&[("a", failed()), ("b", failed())]), (String::new(), "a b".into()));
        assert_eq!(of(&[("a", failed()), ("b", Finding::Passed)]), (String::new(), String::new()));
    }

    #[test]
    fn a_link_is_needed_until_an_alternative_is_met() {
        let link = Test::Linked(Link::LeaderNeedsCollective);
        let all = [criterion("a", link, Some("nhom")), criterion("b", Test::Judged, Some("nhom"))];
        let of = |says: &[(&str, Finding)]| {
            let settled = settle(all.iter(), &Facts::default(), ON, &judged(says));
            (needs(&settled).len(), obstacles(&settled).0.len() + obstacles(&settled).1.len())
        };
        assert_eq!(of(&[]), (1, 0));
        assert_eq!(of(&[("b", failed())]), (1, 0));
        assert_eq!(of(&[("b", Finding::Passed)]), (0, 0));
    }
}
